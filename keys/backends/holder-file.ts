import fs from 'node:fs';
import path from 'node:path';
import type { Holder } from '../signing-backend.ts';
import { keyFault } from '../key-fault.ts';

const ID = /^[\w-]{1,80}$/;

/** Reads a holder's file `<kind>-<id><extension>` of a folder. Throws Rejection `keys.keyGone`. */
export function readHolderFile(folder: string, { kind, id }: Holder, extension: '.p12' | '.pem'): Buffer {
  if (!ID.test(id)) throw keyFault('keyGone', 'Expected the id of a holder.');
  const file = path.join(folder, `${kind}-${id}${extension}`);
  try {
    return fs.readFileSync(file);
  } catch (error) {
    throw keyFault('keyGone', `Expected the file of ${kind} '${id}'.`, error);
  }
}
