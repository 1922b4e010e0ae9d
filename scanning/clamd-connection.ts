/** One question to clamd, on a connection of its own: what is asked, what is streamed after it, and the answer up to its zero byte. */
import net from 'node:net';
import { setImmediate as turn } from 'node:timers/promises';
import { Transient } from '../errors.ts';

export type ClamdAddress = { readonly socket: string } | { readonly host: string; readonly port: number };

/** bytes; names of malware are short */
const LONGEST_ANSWER = 4_096;
const CHUNK = 256 * 1024;
const END = Buffer.alloc(4);

/** `command` without its `z`. Throws Transient `scannerUnavailable`: nobody there, cut off, silent beyond `withinMs`, or no answer of clamd's. */
export async function askClamd(address: ClamdAddress, command: string, withinMs: number, streamed?: Buffer): Promise<string> {
  const socket = 'socket' in address ? net.connect(address.socket) : net.connect(address.port, address.host);
  const { promise: late, reject } = Promise.withResolvers<never>();
  const timer = setTimeout(() => reject(unavailable(`Expected an answer within ${withinMs} ms.`)), withinMs);
  try {
    const answer = answerOf(socket);
    const sent = send(socket, command, streamed, answer);
    // its failure is that of the answer, which may have come all the same
    sent.catch(() => undefined);
    return await Promise.race([answer, late]);
  } finally {
    clearTimeout(timer);
    socket.destroy();
  }
}

export const unavailable = (message: string, cause?: unknown): Transient => new Transient('scannerUnavailable', message, cause);

async function answerOf(socket: net.Socket): Promise<string> {
  const { promise, resolve, reject } = Promise.withResolvers<string>();
  let text = '';
  socket.setEncoding('utf8');
  socket.on('data', (part: string) => {
    text += part;
    const end = text.indexOf('\0');
    if (end >= 0) resolve(text.slice(0, end));
    else if (text.length > LONGEST_ANSWER) reject(unavailable('Expected an answer that ends.'));
  });
  socket.once('error', (cause) => reject(unavailable('Expected to reach the scanner.', cause)));
  socket.once('close', () => reject(unavailable('Expected an answer before the connection ends.')));
  return await promise;
}

/** Whether it hung up in the middle. */
export const isCut = (error: unknown): boolean =>
  error instanceof Transient && ['EPIPE', 'ECONNRESET'].includes((error.cause as NodeJS.ErrnoException | undefined)?.code ?? '');

/** Each chunk behind its length. It may answer before all of it came, and then takes no more. */
async function send(socket: net.Socket, command: string, streamed: Buffer | undefined, answer: Promise<unknown>): Promise<void> {
  let answered = false;
  const note = (): void => void (answered = true);
  answer.then(note, note);
  await written(socket, Buffer.from(`z${command}\0`));
  if (!streamed) return;
  for (let at = 0; at < streamed.length && !answered; at += CHUNK) {
    const part = streamed.subarray(at, at + CHUNK);
    const length = Buffer.alloc(4);
    length.writeUInt32BE(part.length);
    await written(socket, Buffer.concat([length, part]));
    // lets an answer in before more is written to somebody who has hung up
    await turn();
  }
  if (!answered) await written(socket, END);
}

async function written(socket: net.Socket, bytes: Buffer): Promise<void> {
  await new Promise<void>((resolve, reject) => socket.write(bytes, (error) => (error ? reject(error) : resolve())));
}
