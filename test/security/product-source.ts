/** The product's own source, for tests that hold for all of it. */
import path from 'node:path';
import { OUTSIDE } from '../../scripts/architecture/import-table.ts';
import { readSourceFiles, type SourceFile } from '../../scripts/architecture/source-file.ts';

export const ROOT = path.join(import.meta.dirname, '../..');

/** Without comments, which may name what is not used. */
export const PRODUCT: readonly SourceFile[] = readSourceFiles(ROOT)
  .filter(({ room }) => !OUTSIDE.includes(room) && !room.startsWith('vite'))
  .map((file) => ({ ...file, text: file.text.replaceAll(/\/\*[\s\S]*?\*\/|(?<=^|\s)\/\/.*$/gm, '') }));

export const SERVER = PRODUCT.filter(({ room }) => room !== 'web');
export const WEB = PRODUCT.filter(({ room }) => room === 'web');

/** Paths of the files in which the pattern occurs. */
export const filesWith = (files: readonly SourceFile[], pattern: RegExp): readonly string[] =>
  files.filter(({ text }) => pattern.test(text)).map(({ path: file }) => file);
