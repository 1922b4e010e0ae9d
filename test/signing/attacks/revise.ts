import { randomBytes } from 'node:crypto';
import { IncrementalUpdate } from '../../../signing/pdf/incremental-update.ts';
import type { PdfDict } from '../../../signing/pdf/pdf-object.ts';
import { readFields } from '../../../signing/pdf/read-fields.ts';

/** An attacker's update: well-formed, appended after the signature, doing whatever `change` does. */
export function revise(pdf: Buffer, change: (update: IncrementalUpdate) => void): Buffer {
  const update = new IncrementalUpdate(pdf);
  change(update);
  return update.finish(randomBytes);
}

/** An editable field by name. */
export function fieldOf(update: IncrementalUpdate, name: string): PdfDict {
  const field = readFields(update.document).find((one) => one.name === name);
  if (!field) throw new Error(`no field ${name}`);
  return update.editDict(field.ref);
}

/** Replaces bytes by others of the same length, wherever they stand first. */
export function overwrite(pdf: Buffer, old: string, now: string): Buffer {
  const at = pdf.indexOf(old, 0, 'latin1');
  if (at < 0 || old.length !== now.length) throw new Error(`cannot put ${now} for ${old}`);
  const changed = Buffer.from(pdf);
  changed.write(now, at, 'latin1');
  return changed;
}
