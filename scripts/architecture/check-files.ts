import { OUTSIDE } from './import-table.ts';
import type { SourceFile } from './source-file.ts';
import type { Violation } from './violation.ts';

export const LONGEST_FILE = 400;
const EMPTY_NAMES = /^(utils?|helpers?|common|manager|misc)\.\w+$/i;
const NAME = /^[a-z0-9]+([.-][a-z0-9]+)*\.(ts|tsx|js|cjs|mjs)$/;
const MIGRATION = /^\d{14}_[a-z0-9]+([_-][a-z0-9]+)*\.ts$/;

/** Names that say something, and files of one concept. */
export function checkFiles(files: readonly SourceFile[]): readonly Violation[] {
  return files.flatMap((file) => [...checkName(file), ...checkLength(file)]);
}

function checkName({ path, room }: SourceFile): readonly Violation[] {
  const name = path.split('/').at(-1) ?? path;
  if (EMPTY_NAMES.test(name)) return [{ file: path, rule: 'name', message: 'a name that says nothing' }];
  const right = NAME.test(name) || (room === 'migrations' && MIGRATION.test(name));
  return right ? [] : [{ file: path, rule: 'name', message: 'file names are kebab-case' }];
}

function checkLength({ path, room, text }: SourceFile): readonly Violation[] {
  const lines = text.split('\n').length - 1;
  if (lines <= LONGEST_FILE || OUTSIDE.includes(room) || room === 'migrations') return [];
  return [{ file: path, rule: 'length', message: `${lines} lines, and ${LONGEST_FILE} at most` }];
}
