/**
 * An export of the record: NDJSON, by its name's `.gz` compressed. The first line says what it is, the last how many lines there were
 * and their SHA-256, so that a file that was cut or changed shows. It verifies without a database.
 */
import { createHash } from 'node:crypto';
import fs from 'node:fs';
import { pipeline as compose, Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import zlib from 'node:zlib';
import { Rejection } from '../errors.ts';
import type { RecordLine } from '../record/record-line.ts';

const FORMAT = 'trinh-ky-record';

export interface RecordManifest {
  readonly format: typeof FORMAT;
  readonly version: 1;
  readonly product: string;
  /** ISO instant of the export */
  readonly at: string;
  /** absent: from the beginning, to the end */
  readonly from?: string;
  readonly to?: string;
}

/** Gives the number of lines. The file appears whole or not at all. */
export async function writeRecordFile(
  file: string,
  facts: Omit<RecordManifest, 'format' | 'version'>,
  lines: AsyncIterable<RecordLine>,
): Promise<number> {
  const unfinished = `${file}.unfinished`;
  const hash = createHash('sha256');
  let count = 0;
  async function* text(): AsyncGenerator<string> {
    const manifest: RecordManifest = { format: FORMAT, version: 1, ...facts };
    yield counted(manifest);
    for await (const line of lines) yield counted(line);
    yield `${JSON.stringify({ kind: 'end', lines: count, sha256: hash.digest('hex') })}\n`;
  }
  function counted(value: unknown): string {
    const line = `${JSON.stringify(value)}\n`;
    hash.update(line);
    count += 1;
    return line;
  }
  try {
    const compress = file.endsWith('.gz') ? [zlib.createGzip()] : [];
    await pipeline([Readable.from(text()), ...compress, fs.createWriteStream(unfinished, { mode: 0o600 })]);
    fs.renameSync(unfinished, file);
  } catch (error) {
    fs.rmSync(unfinished, { force: true });
    throw error;
  }
  return count;
}

/** Throws Rejection `exportUnreadable` when the file is no export. */
export async function readManifest(file: string): Promise<RecordManifest> {
  try {
    for await (const line of textLines(file)) {
      const manifest = JSON.parse(line) as RecordManifest;
      if (manifest.format === FORMAT && manifest.version === 1) return manifest;
      break;
    }
  } catch (cause) {
    throw unreadable(file, cause);
  }
  throw unreadable(file);
}

/** The lines of an export; a cut or changed file ends with a finding. */
export async function* readRecordFile(file: string): AsyncGenerator<RecordLine> {
  const hash = createHash('sha256');
  let count = 0;
  let ended = false;
  try {
    for await (const text of textLines(file)) {
      const line = JSON.parse(text) as RecordLine | { readonly kind: 'end'; readonly lines: number; readonly sha256: string };
      if (line.kind === 'end') {
        ended = true;
        if (line.lines !== count || line.sha256 !== hash.copy().digest('hex')) yield finding('exportChanged', file);
        continue;
      }
      if (ended) yield finding('exportChanged', file);
      hash.update(`${text}\n`);
      count += 1;
      // the first one is the manifest
      if (count > 1) yield line;
    }
  } catch {
    yield finding('exportChanged', file);
  }
  if (!ended) yield finding('exportIncomplete', file);
}

const finding = (kind: 'exportChanged' | 'exportIncomplete', what: string): RecordLine => ({ kind: 'finding', finding: { kind, what } });

async function* textLines(file: string): AsyncGenerator<string> {
  const bytes = fs.createReadStream(file);
  // an error of any part ends the iteration with it
  const input = file.endsWith('.gz') ? compose(bytes, zlib.createGunzip(), () => {}) : bytes;
  let rest = '';
  for await (const text of input.setEncoding('utf8') as AsyncIterable<string>) {
    const lines = (rest + text).split('\n');
    rest = lines.pop() ?? '';
    yield* lines;
  }
  if (rest !== '') yield rest;
}

function unreadable(file: string, cause?: unknown): Rejection {
  return new Rejection('validation', 'exportUnreadable', `Expected ${file} to be an export of the record.`, { cause });
}
