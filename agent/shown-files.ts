/** Documents that are shown, as files of this user, until they are signed or refused. */
import fs from 'node:fs';
import path from 'node:path';
import { writePrivate } from './private-files.ts';

const folderOf = (folder: string, request: string): string => path.join(folder, 'documents', request.replaceAll(/[^0-9a-f-]/gi, ''));

/** Gives its path. */
export function keepShown(folder: string, request: string, place: number, pdf: Buffer): string {
  const file = path.join(folderOf(folder, request), `${place}.pdf`);
  writePrivate(file, pdf);
  return file;
}

export function dropShown(folder: string, request: string): void {
  fs.rmSync(folderOf(folder, request), { recursive: true, force: true });
}
