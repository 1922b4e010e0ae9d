import type { Json } from '../expressions/json.ts';
import { decimalText, storedNumber } from './decimal-text.ts';
import { dateValue } from './date-value.ts';
import { fileReferences } from './file-reference.ts';
import type { Field } from './form.ts';
import type { ProblemCode } from './problem.ts';
import { termValue } from './term.ts';

export type CoercedValue =
  | { readonly ok: true; readonly value: Json }
  | { readonly ok: false; readonly code: ProblemCode; readonly details?: Readonly<Record<string, unknown>> };

const LONGEST_LINE = 2_000;
const LONGEST_TEXT = 50_000;
const MOST_CHOICES = 500;
/** control characters, and halves of surrogate pairs: the database stores neither */
const FORBIDDEN = /[\p{Cc}\p{Cs}]/u;

const accepted = (value: Json): CoercedValue => ({ ok: true, value });
const refused = (code: ProblemCode, details: Readonly<Record<string, unknown>> = {}): CoercedValue => ({ ok: false, code, details });

/** A submitted value that is neither null nor '' in the type of its field. Whether it is allowed is asked later. */
export function coerceValue(field: Field, value: Json): CoercedValue {
  switch (field.kind) {
    case 'text':
      return text(field, value);
    case 'number': {
      const decimal = decimalText(value);
      return decimal === undefined ? refused('form.number') : accepted(storedNumber(decimal));
    }
    case 'date':
    case 'time':
    case 'dateTime': {
      const date = dateValue(field.kind, value);
      return date ? accepted(date) : refused('form.date');
    }
    case 'boolean':
      return typeof value === 'boolean' ? accepted(value) : refused('form.type');
    case 'choice':
      return ['string', 'number', 'boolean'].includes(typeof value) ? accepted(value) : refused('form.option');
    case 'choices':
      return Array.isArray(value) && value.length <= MOST_CHOICES ? accepted(value) : refused('form.type');
    case 'files':
      return filesOf(value);
    case 'term': {
      const term = termValue(value);
      return term ? accepted({ ...term }) : refused('form.term');
    }
    case 'computed':
      // what the browser computed is not asked for: it is computed again here
      return accepted(null);
  }
}

/** Unicode NFC, so that the same Vietnamese name is the same text, however it was typed. */
function text({ multiline }: Field, value: Json): CoercedValue {
  if (typeof value !== 'string') return refused('form.type');
  const limit = multiline ? LONGEST_TEXT : LONGEST_LINE;
  if (value.length > limit) return refused('form.tooLong', { limit });
  const normal = value.normalize('NFC').replaceAll('\r\n', '\n');
  return FORBIDDEN.test(multiline ? normal.replaceAll(/[\n\t]/g, '') : normal) ? refused('form.text') : accepted(normal);
}

function filesOf(value: Json): CoercedValue {
  const files = fileReferences(value);
  return files ? accepted(files.map((file) => ({ ...file }))) : refused('form.files');
}
