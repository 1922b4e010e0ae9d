import type { IncomingMessage } from 'node:http';
import { ProtocolRefusal } from './protocol-refusal.ts';
import { readJson } from './read-json.ts';

const BOUNDS = { depth: 40, values: 100_000 };
const JSON_TYPE = /^application\/(?:json|merge-patch\+json)\s*(?:;\s*charset="?utf-8"?\s*)?$/i;

/** The bytes of a request, at most `limit`: refused by its announced length before a byte is read, else when the limit is passed. */
export async function readBytes(request: IncomingMessage, limit: number): Promise<Buffer> {
  const announced = request.headers['content-length'];
  if (announced !== undefined && Number(announced) > limit) throw tooLarge(limit);
  const encoding = request.headers['content-encoding'];
  if (encoding !== undefined && encoding !== 'identity')
    throw new ProtocolRefusal('unsupportedMediaType', 'contentEncoding', `Expected no content encoding, but it is '${encoding}'.`);
  return await collect(request, limit);
}

/** What comes after the limit is thrown away, not cut off: a client that is still sending would never see the answer. */
async function collect(request: IncomingMessage, limit: number): Promise<Buffer> {
  const { promise, resolve, reject } = Promise.withResolvers<Buffer>();
  const parts: Buffer[] = [];
  let size = 0;
  request.on('data', (part: Buffer) => {
    size += part.length;
    if (size <= limit) parts.push(part);
    else {
      parts.length = 0;
      reject(tooLarge(limit));
    }
  });
  const broken = (cause?: unknown): void =>
    reject(new ProtocolRefusal('malformed', 'bodyInterrupted', 'Expected a whole body, but it broke off.', { cause }));
  request.on('end', () => resolve(Buffer.concat(parts, Math.min(size, limit))));
  request.on('error', broken);
  request.on('aborted', broken);
  return await promise;
}

/** A JSON body; undefined where there is none. */
export async function readJsonBody(request: IncomingMessage, limit: number): Promise<unknown> {
  const type = request.headers['content-type'];
  const bytes = await readBytes(request, limit);
  if (bytes.length === 0 && type === undefined) return undefined;
  if (type === undefined || !JSON_TYPE.test(type)) throw wrongType(type, 'application/json');
  return readJson(decode(bytes), BOUNDS);
}

export function decode(bytes: Buffer): string {
  try {
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: false }).decode(bytes);
  } catch (cause) {
    throw new ProtocolRefusal('malformed', 'notUtf8', 'Expected text in UTF-8.', { cause });
  }
}

export function wrongType(found: string | undefined, expected: string): ProtocolRefusal {
  return new ProtocolRefusal(
    'unsupportedMediaType',
    'contentType',
    `Expected content of type ${expected}, but it is ${found ?? 'not named'}.`,
    { details: { expected }, headers: { Accept: expected } },
  );
}

function tooLarge(limit: number): ProtocolRefusal {
  return new ProtocolRefusal('bodyTooLarge', 'bodyTooLarge', `Expected at most ${limit} bytes.`, { details: { limit } });
}
