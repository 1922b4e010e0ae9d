/** multipart/form-data, bounded in every direction; file names are UTF-8 (Vietnamese names come as they are). */
import type { IncomingMessage } from 'node:http';
import busboy from 'busboy';
import { Rejection } from '../errors.ts';
import { ProtocolRefusal } from './protocol-refusal.ts';

export interface MultipartBounds {
  readonly files: number;
  /** bytes */
  readonly fileBytes: number;
  readonly totalBytes: number;
}
export interface Multipart {
  readonly fields: Readonly<Record<string, string>>;
  readonly files: readonly { readonly name: string; readonly content: Buffer }[];
}

const MOST_FIELDS = 10;
const FIELD_BYTES = 2_000;

/** Throws ProtocolRefusal `bodyTooLarge`, `multipart.malformed`, `multipart.tooMany`. */
export async function readMultipart(request: IncomingMessage, bounds: MultipartBounds): Promise<Multipart> {
  if (Number(request.headers['content-length'] ?? 0) > bounds.totalBytes) throw tooLarge(bounds.totalBytes);
  return await new Promise((resolve, reject) => {
    const parser = open(request, bounds);
    const fields: Record<string, string> = Object.create(null) as Record<string, string>;
    const files: { name: string; content: Buffer }[] = [];
    let total = 0;
    const fail = (error: Error): void => {
      request.unpipe(parser);
      request.resume();
      reject(error);
    };
    request.on('data', (part: Buffer) => {
      total += part.length;
      if (total > bounds.totalBytes) fail(tooLarge(bounds.totalBytes));
    });
    parser.on('field', (name, value, { nameTruncated, valueTruncated }) => {
      if (nameTruncated || valueTruncated) fail(tooLarge(FIELD_BYTES));
      else if (name in fields) fail(repeated(name));
      else fields[name] = value;
    });
    parser.on('file', (_field, stream, { filename }) => {
      const parts: Buffer[] = [];
      stream.on('data', (part: Buffer) => void parts.push(part));
      stream.on('limit', () => fail(tooLarge(bounds.fileBytes)));
      stream.on('end', () => void files.push({ name: filename ?? '', content: Buffer.concat(parts) }));
    });
    for (const limit of ['filesLimit', 'fieldsLimit', 'partsLimit'] as const) parser.on(limit, () => fail(tooMany(bounds.files)));
    parser.on('error', (cause) => fail(malformed(cause)));
    parser.on('close', () => resolve({ fields, files }));
    request.on('aborted', () => fail(malformed(undefined)));
    request.pipe(parser);
  });
}

function open(request: IncomingMessage, { files, fileBytes }: MultipartBounds): busboy.Busboy {
  try {
    return busboy({
      headers: request.headers,
      defParamCharset: 'utf8',
      limits: { files, fileSize: fileBytes, fields: MOST_FIELDS, fieldSize: FIELD_BYTES, parts: files + MOST_FIELDS },
    });
  } catch (cause) {
    throw malformed(cause);
  }
}

const malformed = (cause: unknown): ProtocolRefusal =>
  new ProtocolRefusal('malformed', 'multipart.malformed', 'Expected a whole multipart body.', { cause });
const tooMany = (limit: number): ProtocolRefusal =>
  new ProtocolRefusal('bodyTooLarge', 'multipart.tooMany', `Expected at most ${limit} files.`, {
    details: { limit },
  });
const tooLarge = (limit: number): ProtocolRefusal =>
  new ProtocolRefusal('bodyTooLarge', 'bodyTooLarge', `Expected at most ${limit} bytes.`, {
    details: { limit },
  });
const repeated = (name: string): Rejection =>
  new Rejection('validation', 'invalidInput', 'Expected each field once.', {
    problems: [{ code: 'repeatedParameter', path: `/${name}`, message: 'Expected the field once.', details: { name } }],
  });
