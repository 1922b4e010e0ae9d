import { readFileSync, statSync } from 'node:fs';
import { Rejection } from '../errors.ts';

/** The text of a file that `setting` names, which no other account may read. Throws Rejection validation `secretFileUnusable`, without the text. */
export function readSecretFile(setting: string, file: string): string {
  let mode: number;
  let text: string;
  try {
    mode = statSync(file).mode;
    text = readFileSync(file, 'utf8').trim();
  } catch (cause) {
    throw unusable(setting, file, 'cannot be read', `Set ${setting} to a file that this account may read.`, cause);
  }
  if ((mode & 0o007) !== 0) throw unusable(setting, file, 'may be read or changed by every account', `Run chmod 600 ${file}.`);
  if (text === '') throw unusable(setting, file, 'is empty', `Put the secret into it.`);
  return text;
}

function unusable(setting: string, file: string, what: string, remedy: string, cause?: unknown): Rejection {
  const message = `The file ${file} of ${setting} ${what}.`;
  return new Rejection('validation', 'secretFileUnusable', `${message} ${remedy}`, {
    problems: [{ code: 'secretFileUnusable', path: setting, message, remedy }],
    cause,
  });
}
