/** Keys of what was sealed before there was one vault: SECRET_KEY_FILE, one of 32 bytes in base64 a line, or the one made beside the data. */
import { existsSync } from 'node:fs';
import path from 'node:path';
import { KEY_BYTES } from '../commands/access/earlier-secrets.ts';
import type { Config } from '../config.ts';
import { Rejection } from '../errors.ts';
import { readSecretFile } from './read-secret-file.ts';

/** None where there is no such file. Throws Rejection validation `secretFileUnusable`, `secretKeyInvalid`. */
export function earlierSecretKeys({ secretKeyFile, dataFolder }: Pick<Config, 'secretKeyFile' | 'dataFolder'>): readonly Buffer[] {
  const made = path.join(dataFolder, 'secret.key');
  const file = secretKeyFile ?? (existsSync(made) ? made : undefined);
  if (file === undefined) return [];
  const keys = readSecretFile('SECRET_KEY_FILE', file)
    .split(/\s+/)
    .map((line) => Buffer.from(line, 'base64'));
  if (keys.every(({ length }) => length === KEY_BYTES)) return keys;
  throw new Rejection('validation', 'secretKeyInvalid', `Expected '${file}' to hold a key of ${KEY_BYTES} bytes in base64 on each line.`);
}
