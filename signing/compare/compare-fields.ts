import { PdfDict, PdfString, isArray, nameOf } from '../pdf/pdf-object.ts';
import { readText } from '../pdf/pdf-text.ts';
import type { FormField } from '../pdf/read-fields.ts';
import type { RevisionPair } from './revision-pair.ts';
import { without } from './without.ts';

/** Entries of a signature field that signing fills, and of a text field that filling in does (Ff: it becomes read-only). */
const SIGNING_FILLS = ['V', 'AP'];
const FILLING_FILLS = ['V', 'AP', 'Ff'];

/** What an added field may have: no actions, no parents, no kids. */
const ADDED_MAY_HAVE: ReadonlySet<string> = new Set('Type Subtype FT T TU TM F Ff Rect P V AP M NM'.split(' '));

/** Compares the form's fields. Gives the object numbers of the fields that may be new on a page. */
export function compareFields(pair: RevisionPair): ReadonlySet<number> {
  const old = new Map(pair.old.fields.map((field) => [field.name, field]));
  const added = new Set<number>();
  for (const field of pair.now.fields) {
    const before = old.get(field.name);
    if (before) compareField(pair, before, field);
    else if (mayBeAdded(pair, field)) added.add(field.ref.number);
    else pair.refuse({ code: 'fieldAdded', subject: field.name });
  }
  const names = new Set(pair.now.fields.map(({ name }) => name));
  for (const { name } of pair.old.fields) if (!names.has(name)) pair.refuse({ code: 'fieldRemoved', subject: name });
  return added;
}

function compareField(pair: RevisionPair, before: FormField, field: FormField): void {
  if (before.ref.number !== field.ref.number || before.type !== field.type)
    return pair.refuse({ code: 'fieldChanged', subject: field.name });
  if (pair.objects.same(before.dict, field.dict)) return undefined;
  if (field.type === 'Sig') return compareSignatureField(pair, before, field);
  if (field.type === 'Tx') return compareTextField(pair, before, field);
  return pair.refuse({ code: 'fieldChanged', subject: field.name });
}

function compareSignatureField(pair: RevisionPair, before: FormField, field: FormField): void {
  const { old, now, objects, restrictions } = pair;
  const subject = field.name;
  if (old.document.resolve(before.dict.get('V')) !== null) return pair.refuse({ code: 'signedFieldChanged', subject });
  const signed = now.document.resolve(field.dict.get('V')) instanceof PdfDict;
  // an appearance without a signature is a picture over the page
  if (!signed || !objects.same(without(before.dict, SIGNING_FILLS), without(field.dict, SIGNING_FILLS))) {
    return pair.refuse({ code: 'fieldChanged', subject });
  }
  if (restrictions.unchangeable) return pair.refuse({ code: 'certifiedUnchangeable', subject });
  if (restrictions.isLocked(subject)) return pair.refuse({ code: 'lockedFieldChanged', subject });
  return pair.permit({ code: 'fieldSigned', subject });
}

/** A text field may be filled while it is empty; what a signer has read in it stays. */
function compareTextField(pair: RevisionPair, before: FormField, field: FormField): void {
  const { old, now, objects, restrictions } = pair;
  const subject = field.name;
  if (restrictions.unchangeable) return pair.refuse({ code: 'certifiedUnchangeable', subject });
  if (restrictions.isLocked(subject)) return pair.refuse({ code: 'lockedFieldChanged', subject });
  const value = now.document.resolve(field.dict.get('V'));
  const wasEmpty = old.document.resolve(before.dict.get('V')) === null;
  const sameRest = objects.same(without(before.dict, FILLING_FILLS), without(field.dict, FILLING_FILLS));
  if (!wasEmpty || !sameRest || !(value instanceof PdfString)) return pair.refuse({ code: 'fieldChanged', subject });
  return pair.permit({ code: 'fieldFilled', subject, value: readText(value) });
}

/** Only what shows nothing: document time-stamps, and signatures of documents that nobody has certified. */
function mayBeAdded(pair: RevisionPair, field: FormField): boolean {
  const { document } = pair.now;
  const signature = document.resolve(field.dict.get('V'));
  if (field.type !== 'Sig' || !(signature instanceof PdfDict) || !isInvisible(pair, field)) return false;
  const isTimeStamp = nameOf(document.resolve(signature.get('SubFilter'))) === 'ETSI.RFC3161';
  if (!isTimeStamp && (pair.restrictions.certified || pair.restrictions.isLocked(field.name))) return false;
  pair.permit({ code: isTimeStamp ? 'timeStampAdded' : 'signatureAdded', subject: field.name });
  return true;
}

/** A widget of no size that does nothing. */
function isInvisible({ now: { document } }: RevisionPair, { dict }: FormField): boolean {
  if ([...dict.entries.keys()].some((key) => !ADDED_MAY_HAVE.has(key))) return false;
  const rectangle = document.resolve(dict.get('Rect'));
  if (!isArray(rectangle) || rectangle.length !== 4) return false;
  const [left, bottom, right, top] = rectangle.map((number) => document.resolve(number));
  return typeof left === 'number' && typeof bottom === 'number' && left === right && bottom === top;
}
