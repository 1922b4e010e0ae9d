import { CONFIG_READERS, CONFIG_TYPE_READERS, OUTSIDE, PACKAGE_WALLS, ROOMS, type Grant } from './import-table.ts';
import { readImports, type Import } from './read-imports.ts';
import type { SourceFile } from './source-file.ts';
import type { Violation } from './violation.ts';

/** The walls between rooms, around packages and around the settings, and no import of one's own index. */
export function checkImports(files: readonly SourceFile[]): readonly Violation[] {
  return files.filter(({ room }) => !OUTSIDE.includes(room)).flatMap((file) => checkFile(file));
}

function checkFile(file: SourceFile): readonly Violation[] {
  const room = ROOMS[file.room];
  if (!room) return [{ file: file.path, rule: 'wall', message: `the room ${file.room} is not in the import table` }];
  return readImports(file).flatMap((found) => (found.isPackage ? checkPackage(file, found) : checkModule(file, found, room.may)));
}

function checkPackage(file: SourceFile, { target }: Import): readonly Violation[] {
  const rooms = PACKAGE_WALLS[target];
  if (!rooms || rooms.includes(file.room)) return [];
  return [{ file: file.path, rule: 'package', message: `imports ${target}, which only ${rooms.join(' and ')} may` }];
}

function checkModule(file: SourceFile, found: Import, may: readonly Grant[] | 'all'): readonly Violation[] {
  const { target, typeOnly } = found;
  if (target === 'config.ts') return checkConfig(file, typeOnly);
  const room = target.split('/')[0] ?? target;
  if (room === file.room) return checkIndex(file, target);
  if (may === 'all' || may.some((grant) => allows(grant, target, typeOnly))) return [];
  return [{ file: file.path, rule: 'wall', message: `${typeOnly ? 'imports types of' : 'imports'} ${target}` }];
}

function checkConfig(file: SourceFile, typeOnly: boolean): readonly Violation[] {
  if (CONFIG_READERS.includes(file.room) || (typeOnly && CONFIG_TYPE_READERS.includes(file.room))) return [];
  return [{ file: file.path, rule: 'config', message: `reads config.ts, which only ${CONFIG_READERS.join(', ')} do` }];
}

function checkIndex(file: SourceFile, target: string): readonly Violation[] {
  if (!/\/index\.\w+$/.test(target)) return [];
  return [{ file: file.path, rule: 'index', message: `imports ${target}, the index of its own room` }];
}

function allows(grant: Grant, target: string, typeOnly: boolean): boolean {
  const place = typeof grant === 'string' ? grant : grant.types;
  return (target === place || target.startsWith(`${place}/`)) && (typeof grant === 'string' || typeOnly);
}
