import net from 'node:net';

/** Names the socket file; the server listens on no network port. */
export const SOCKET_PORT = 5432;

export function socketFile(folder: string): string {
  return `${folder}/.s.PGSQL.${SOCKET_PORT}`;
}

/**
 * Says a startup packet (PostgreSQL protocol 3.0, section 53.7) to the socket. Any answer means that the server is up,
 * except error 57P03, which it gives while it starts, recovers or stops.
 */
export async function isAccepting(folder: string): Promise<boolean> {
  return await new Promise((resolve) => {
    const socket = net.connect(socketFile(folder));
    const answer = (accepting: boolean): void => {
      socket.destroy();
      resolve(accepting);
    };
    socket.setTimeout(2_000, () => answer(false));
    socket.on('connect', () => socket.write(startupPacket()));
    socket.on('data', (data) => answer(!data.includes('57P03')));
    socket.on('error', () => answer(false));
    socket.on('close', () => answer(false));
  });
}

function startupPacket(): Buffer {
  const parameters = Buffer.from('user\0app\0database\0postgres\0\0');
  const head = Buffer.alloc(8);
  head.writeInt32BE(head.length + parameters.length, 0);
  head.writeInt32BE(3 << 16, 4);
  return Buffer.concat([head, parameters]);
}
