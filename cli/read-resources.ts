import fs from 'node:fs';
import { Rejection } from '../errors.ts';

/** Files as a deployment takes them. Throws Rejection validation `files.none`, `files.unreadable`. */
export function readResources(files: readonly string[]): readonly { readonly name: string; readonly content: string }[] {
  if (files.length === 0) throw new Rejection('validation', 'files.none', 'Expected at least one file.');
  return files.map((name) => ({ name, content: readFile(name) }));
}

function readFile(name: string): string {
  try {
    return fs.readFileSync(name, 'utf8');
  } catch (error) {
    throw new Rejection('validation', 'files.unreadable', `Cannot read ${name}: ${(error as Error).message}.`, { cause: error });
  }
}
