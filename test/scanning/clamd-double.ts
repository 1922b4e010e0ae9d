/** What speaks like clamd (clamd(8)) on a free port: finds the EICAR text, and fails as it is told. */
import { createServer, type AddressInfo, type Socket } from 'node:net';
import { EICAR } from './eicar.ts';

/** undefined: as clamd does. silent: takes everything, says nothing; cut: hangs up in the middle; anything else is its answer. */
export type Manner = undefined | 'silent' | 'cut' | { readonly answer: string };

export interface ClamdDouble {
  readonly address: { readonly host: string; readonly port: number };
  manner: Manner;
  /** what EICAR is called; undefined: it is not known yet */
  signature: string | undefined;
  version: string;
  /** bytes of a stream that it takes */
  most: number;
  /** streams so far, those under way, and the most that were under way together */
  readonly seen: { streams: number; now: number; together: number };
  /** lets streams that wait go on; while there is none they are answered at once */
  hold: Promise<void> | undefined;
  /** nobody is there any more, or again */
  down(): Promise<void>;
  up(): Promise<void>;
}

export async function openClamdDouble(): Promise<ClamdDouble> {
  const sockets = new Set<Socket>();
  const server = createServer((socket) => {
    sockets.add(socket);
    socket.on('close', () => sockets.delete(socket)).on('error', () => undefined);
    serve(double, socket);
  });
  const listening = async (port: number): Promise<void> => await new Promise((resolve) => void server.listen(port, '127.0.0.1', resolve));
  await listening(0);
  const { port } = server.address() as AddressInfo;
  const double: ClamdDouble = {
    address: { host: '127.0.0.1', port },
    manner: undefined,
    signature: 'Eicar-Signature',
    version: 'ClamAV 1.4.6/27500/Mon Nov 30 07:00:00 2026',
    most: 64 * 1024 * 1024,
    seen: { streams: 0, now: 0, together: 0 },
    hold: undefined,
    async down() {
      for (const socket of sockets) socket.destroy();
      await new Promise((resolve) => server.close(resolve));
    },
    up: async () => await listening(port),
  };
  return double;
}

function serve(double: ClamdDouble, socket: Socket): void {
  let got = Buffer.alloc(0);
  let isStream = false;
  const file: Buffer[] = [];
  socket.on('data', (part: Buffer) => {
    got = Buffer.concat([got, part]);
    if (!isStream) {
      const end = got.indexOf(0);
      if (end < 0) return;
      const command = got.toString('latin1', 0, end);
      got = got.subarray(end + 1);
      if (command === 'zVERSION') return void socket.end(`${double.version}\0`);
      if (command !== 'zINSTREAM') return void socket.end('UNKNOWN COMMAND\0');
      isStream = true;
      began(double.seen, socket);
    }
    if (double.manner === 'cut') return void socket.destroy();
    for (;;) {
      if (got.length < 4) return;
      const length = got.readUInt32BE();
      if (length === 0) return void judged(double, socket, Buffer.concat(file));
      if (got.length < 4 + length) return;
      file.push(got.subarray(4, 4 + length));
      got = got.subarray(4 + length);
      if (sizeOf(file) > double.most) {
        // as clamd: said at once, and nothing more is read
        socket.removeAllListeners('data').resume();
        return void socket.end('INSTREAM size limit exceeded. ERROR\0');
      }
    }
  });
}

const sizeOf = (parts: readonly Buffer[]): number => parts.reduce((sum, { length }) => sum + length, 0);

function began(seen: ClamdDouble['seen'], socket: Socket): void {
  seen.streams += 1;
  seen.now += 1;
  seen.together = Math.max(seen.together, seen.now);
  socket.on('close', () => void (seen.now -= 1));
}

async function judged(double: ClamdDouble, socket: Socket, file: Buffer): Promise<void> {
  await double.hold;
  if (double.manner === 'silent') return;
  if (typeof double.manner === 'object') return void socket.end(double.manner.answer);
  const isFound = double.signature !== undefined && file.includes(EICAR);
  socket.end(isFound ? `stream: ${double.signature} FOUND\0` : 'stream: OK\0');
}
