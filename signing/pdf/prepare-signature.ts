/**
 * Appends a revision with an empty signature (ISO 32000-2, 12.8). The placeholder is found by a random nonce, and only in the bytes that
 * this update has appended: no content of the document can pass for it.
 */
import { createHash } from 'node:crypto';
import { Rejection } from '../../errors.ts';
import type { DigestName } from '../crypto/digest-name.ts';
import { addAppearance, type Appearance } from './appearance.ts';
import { rectangleOf } from './edit-form.ts';
import { readFieldLock, writeFieldLock } from './field-lock.ts';
import { fillTextField } from './fill-text-field.ts';
import { IncrementalUpdate } from './incremental-update.ts';
import { writePdfDate } from './pdf-date.ts';
import { PdfDict, type PdfRef } from './pdf-object.ts';
import { writeText } from './pdf-text.ts';
import type { PreparedSignature } from './prepared-signature.ts';
import { readFields, type FormField } from './read-fields.ts';

/** What later updates of a certified document may do (ISO 32000-2, table 257): nothing, fill fields and sign, or comment too. */
export type AllowedChanges = 1 | 2 | 3;

export interface SignatureSpec {
  /** an empty signature field of the file */
  readonly field: string;
  /** claimed time, milliseconds of the epoch; the proven one comes from a time-stamp */
  readonly time: number;
  readonly name?: string;
  readonly reason?: string;
  readonly location?: string;
  /** makes this the certification; only for the first signature */
  readonly certify?: AllowedChanges;
  readonly appearance?: Appearance;
  /** text fields that are filled in the same revision, as the number is with the seal */
  readonly fill?: readonly { readonly field: string; readonly value: string; readonly appearance: Appearance }[];
  readonly digestName?: DigestName;
  /** octets kept free for the CMS structure with its time-stamp */
  readonly room?: number;
}

/** With a time-stamp and three certificates a signature takes 8.5 to 9.2 KB. */
const SIGNATURE_ROOM = 12_288;
const NONCE_BYTES = 16;
const NUMBER_WIDTH = 10;
const BYTE_RANGE = `/ByteRange[0 ${'0'.repeat(NUMBER_WIDTH)} ${'0'.repeat(NUMBER_WIDTH)} ${'0'.repeat(NUMBER_WIDTH)}]`;

/** Throws Rejection `signing.fieldMissing`, `signing.alreadyCertified` or `signing.pdf`; the file is unchanged. */
export function prepareSignature(pdf: Buffer, spec: SignatureSpec, random: (bytes: number) => Buffer): PreparedSignature {
  const update = new IncrementalUpdate(pdf);
  const field = emptyField(update, spec.field);
  const placeholder = new Placeholder(spec.room ?? SIGNATURE_ROOM, random);
  const signature = update.add(signatureDict(update, field, spec, placeholder));
  const widget = update.editDict(field.ref);
  widget.entries.set('V', signature);
  widget.entries.set('AP', new PdfDict([['N', addAppearance(update, rectangleOf(update, widget), spec.appearance)]]));
  if (spec.certify !== undefined) certify(update, signature);
  for (const filled of spec.fill ?? []) fillTextField(update, filled);
  return placeholder.complete(update.finish(random), pdf.length, spec.digestName ?? 'sha256');
}

function emptyField(update: IncrementalUpdate, name: string): FormField {
  const field = readFields(update.document).find((one) => one.name === name);
  const empty = field?.type === 'Sig' && update.document.resolve(field.dict.get('V')) === null;
  // a field apart from its widgets would have to be changed in two places
  if (!field || !empty || field.dict.get('Rect') === undefined) {
    throw new Rejection('conflict', 'signing.fieldMissing', `Expected an empty signature field '${name}'.`);
  }
  return field;
}

function signatureDict(update: IncrementalUpdate, field: FormField, spec: SignatureSpec, placeholder: Placeholder): string {
  const texts = [
    ['Name', spec.name],
    ['Reason', spec.reason],
    ['Location', spec.location],
  ].map(([key, text]) => (text === undefined ? '' : `/${key}${writeText(text)}`));
  const head = '<</Type/Sig/Filter/Adobe.PPKLite/SubFilter/ETSI.CAdES.detached';
  return `${head}${placeholder.text}/M${writePdfDate(spec.time)}${texts.join('')}${references(update, field, spec)}>>`;
}

/** The transforms (12.8.2): DocMDP for the certification, FieldMDP for what the field's own lock says. */
function references(update: IncrementalUpdate, { dict }: FormField, { certify }: SignatureSpec): string {
  const lockDict = update.document.resolveDict(dict.get('Lock'));
  const lock = lockDict && readFieldLock(update.document, lockDict);
  const root = `${update.document.rootRef.number} ${update.document.rootRef.generation} R`;
  const found = [
    certify === undefined ? '' : `<</Type/SigRef/TransformMethod/DocMDP/TransformParams<</Type/TransformParams/V/1.2/P ${certify}>>>>`,
    lock
      ? `<</Type/SigRef/TransformMethod/FieldMDP/TransformParams<</Type/TransformParams/V/1.2${writeFieldLock(lock)}>>/Data ${root}>>`
      : '',
  ].join('');
  return found === '' ? '' : `/Reference[${found}]`;
}

function certify(update: IncrementalUpdate, signature: PdfRef): void {
  const { document } = update;
  const signed = readFields(document).some((field) => field.type === 'Sig' && document.resolve(field.dict.get('V')) !== null);
  if (signed || document.catalog.get('Perms') !== undefined) {
    throw new Rejection('conflict', 'signing.alreadyCertified', 'Expected to certify a document that nobody has signed.');
  }
  update.editDict(document.rootRef).entries.set('Perms', new PdfDict([['DocMDP', signature]]));
}

/** The room for a byte range and a signature, and the way to find it again. */
export class Placeholder {
  readonly text: string;
  readonly #nonce: string;
  readonly #room: number;

  constructor(octets: number, random: (bytes: number) => Buffer) {
    this.#nonce = random(NONCE_BYTES).toString('hex');
    this.#room = octets * 2;
    this.text = `${BYTE_RANGE}/Contents<${this.#nonce.padEnd(this.#room, '0')}>`;
  }

  /** Fills in the byte range and takes the digest. `from` is where the appended bytes begin. */
  complete(pdf: Buffer, from: number, digestName: DigestName): PreparedSignature {
    const start = pdf.indexOf(`<${this.#nonce}`, from, 'latin1');
    const end = start + this.#room + 2;
    const byteRange = [0, start, end, pdf.length - end] as const;
    const numbers = byteRange.slice(1).map((number) => String(number).padStart(NUMBER_WIDTH));
    pdf.write(`/ByteRange[0 ${numbers.join(' ')}]`, start - '/Contents'.length - BYTE_RANGE.length, 'latin1');
    pdf.write('0'.repeat(this.#nonce.length), start + 1, 'latin1');
    const digest = createHash(digestName).update(pdf.subarray(0, start)).update(pdf.subarray(end)).digest();
    return { pdf, byteRange, room: this.#room, digestName, digest };
  }
}
