import type { PdfDocument } from './pdf-document.ts';
import { PdfString, nameOf, type PdfDict, type PdfObject } from './pdf-object.ts';
import { readText, writeText } from './pdf-text.ts';

/** Which fields nobody may change any more once a field is signed (ISO 32000-2, 12.7.5.5, table 236). */
export type FieldLock = { readonly action: 'All' } | { readonly action: 'Include' | 'Exclude'; readonly fields: readonly string[] };

/** The entries that a /Lock and the parameters of a FieldMDP transform share. */
export function writeFieldLock(lock: FieldLock): string {
  return lock.action === 'All' ? '/Action/All' : `/Action/${lock.action}/Fields[${lock.fields.map(writeText).join(' ')}]`;
}

/** The lock that `dict` states, or undefined if it states none that is known. */
export function readFieldLock(document: PdfDocument, dict: PdfDict): FieldLock | undefined {
  const action = nameOf(document.resolve(dict.get('Action')));
  if (action === 'All') return { action };
  if (action !== 'Include' && action !== 'Exclude') return undefined;
  return { action, fields: (document.resolveArray(dict.get('Fields')) ?? []).map((name) => fieldName(document.resolve(name))) };
}

function fieldName(object: PdfObject): string {
  return object instanceof PdfString ? readText(object) : '';
}

/** Whether `lock` holds for a field: a name stands for everything below it too. */
export function isLocked(lock: FieldLock, field: string): boolean {
  if (lock.action === 'All') return true;
  const named = lock.fields.some((name) => field === name || field.startsWith(`${name}.`));
  return lock.action === 'Include' ? named : !named;
}
