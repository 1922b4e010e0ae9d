import { isLocked, readFieldLock, type FieldLock } from '../pdf/field-lock.ts';
import type { PdfDocument } from '../pdf/pdf-document.ts';
import { PdfDict, nameOf, type PdfObject } from '../pdf/pdf-object.ts';
import type { FormField } from '../pdf/read-fields.ts';

/** What the signatures of a revision forbid to later ones. */
export interface Restrictions {
  readonly certified: boolean;
  /** DocMDP with P 1: nothing but evidence and time-stamps may follow */
  readonly unchangeable: boolean;
  readonly isLocked: (field: string) => boolean;
}

/** Reads the transforms (ISO 32000-2, 12.8.2) of all signatures of a revision. What cannot be understood forbids everything. */
export function readRestrictions(document: PdfDocument, fields: readonly FormField[]): Restrictions {
  const references = fields.flatMap((field) => referencesOf(document, field));
  const certifications = references.filter(({ method }) => method === 'DocMDP');
  const locks = references.filter(({ method }) => method === 'FieldMDP').map(({ parameters }) => lockOf(document, parameters));
  return {
    certified: certifications.length > 0,
    unchangeable: certifications.some(({ parameters }) => ![2, 3].includes(levelOf(document, parameters))),
    isLocked: (field) => locks.some((lock) => isLocked(lock, field)),
  };
}

interface Reference {
  readonly method: string | undefined;
  readonly parameters: PdfDict | undefined;
}

function referencesOf(document: PdfDocument, { type, dict }: FormField): readonly Reference[] {
  const signature = type === 'Sig' ? document.resolveDict(dict.get('V')) : undefined;
  return (document.resolveArray(signature?.get('Reference')) ?? []).map((reference) => readReference(document, reference));
}

function readReference(document: PdfDocument, object: PdfObject): Reference {
  const reference = document.resolve(object);
  if (!(reference instanceof PdfDict)) return { method: undefined, parameters: undefined };
  return {
    method: nameOf(document.resolve(reference.get('TransformMethod'))),
    parameters: document.resolveDict(reference.get('TransformParams')),
  };
}

/** Without a level 2 is meant (table 257). */
function levelOf(document: PdfDocument, parameters: PdfDict | undefined): number {
  const level = document.resolve(parameters?.get('P')) ?? 2;
  return typeof level === 'number' ? level : 1;
}

function lockOf(document: PdfDocument, parameters: PdfDict | undefined): FieldLock {
  return (parameters && readFieldLock(document, parameters)) ?? { action: 'All' };
}
