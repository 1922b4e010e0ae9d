/**
 * The key of sealed secrets: SECRET_KEY_FILE, one key of 32 bytes in base64 a line, the one in use first. For development it is made
 * beside the data, readable by its owner only.
 */
import { randomBytes } from 'node:crypto';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { KEY_BYTES } from '../commands/access/secret-box.ts';
import type { Config } from '../config.ts';
import { Rejection } from '../errors.ts';

/** Throws Rejection validation `secretKeyInvalid`. */
export function secretKeys({ secretKeyFile, dataFolder }: Pick<Config, 'secretKeyFile' | 'dataFolder'>): readonly [Buffer, ...Buffer[]] {
  const file = secretKeyFile ?? madeKey(path.join(dataFolder, 'secret.key'));
  const keys = linesOf(file).map((line) => Buffer.from(line, 'base64'));
  const [first, ...rest] = keys;
  if (!first || keys.some(({ length }) => length !== KEY_BYTES))
    throw new Rejection('validation', 'secretKeyInvalid', `Expected '${file}' to hold a key of ${KEY_BYTES} bytes in base64 on each line.`);
  return [first, ...rest];
}

function linesOf(file: string): readonly string[] {
  try {
    return readFileSync(file, 'utf8')
      .split('\n')
      .filter((line) => line.trim() !== '');
  } catch (error) {
    throw new Rejection('validation', 'secretKeyInvalid', `Expected to read the key in '${file}'.`, { cause: error });
  }
}

/** Of several processes that start at once the first makes it. */
function madeKey(file: string): string {
  mkdirSync(path.dirname(file), { recursive: true });
  try {
    writeFileSync(file, `${randomBytes(KEY_BYTES).toString('base64')}\n`, { flag: 'wx', mode: 0o600 });
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
  }
  return file;
}
