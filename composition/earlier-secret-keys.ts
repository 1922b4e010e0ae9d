/** Keys of what was sealed before there was one vault: SECRET_KEY_FILE, one of 32 bytes in base64 a line, or the one made beside the data. */
import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { KEY_BYTES } from '../commands/access/earlier-secrets.ts';
import type { Config } from '../config.ts';
import { Rejection } from '../errors.ts';

/** None where there is no such file. Throws Rejection validation `secretKeyInvalid`. */
export function earlierSecretKeys({ secretKeyFile, dataFolder }: Pick<Config, 'secretKeyFile' | 'dataFolder'>): readonly Buffer[] {
  const made = path.join(dataFolder, 'secret.key');
  const file = secretKeyFile ?? (existsSync(made) ? made : undefined);
  if (file === undefined) return [];
  const keys = linesOf(file).map((line) => Buffer.from(line, 'base64'));
  if (keys.length > 0 && keys.every(({ length }) => length === KEY_BYTES)) return keys;
  throw new Rejection('validation', 'secretKeyInvalid', `Expected '${file}' to hold a key of ${KEY_BYTES} bytes in base64 on each line.`);
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
