import { Fault } from '../finding.ts';
import { readDerPrefix } from '../asn1/read-der.ts';
import type { PdfDocument } from '../pdf/pdf-document.ts';
import { PdfString, isArray } from '../pdf/pdf-object.ts';
import type { EmbeddedSignature } from './embedded-signature.ts';

/** What a signature covers: everything up to the end of its revision but its own /Contents. */
export interface Coverage {
  /** the signature (DER), without the padding */
  readonly der: Buffer;
  /** /Contents with its padding, by which evidence in the file refers to it */
  readonly contents: Buffer;
  /** where /Contents begins, delimiter included */
  readonly contentsStart: number;
  readonly parts: readonly [Buffer, Buffer];
  /** where the signed revision ends */
  readonly end: number;
}

/**
 * Checks that the byte range covers all of the revision, and leaves out exactly the /Contents of this very signature where it stands in the
 * file (ISO 32000-2, 12.8.1): a gap elsewhere, larger or empty is how signatures are wrapped and forged. Throws Fault.
 */
export function readCoverage(document: PdfDocument, { dict }: EmbeddedSignature): Coverage {
  const contents = dict.get('Contents');
  const place = contents instanceof PdfString && contents.hex ? contents.place : undefined;
  if (!(contents instanceof PdfString) || !place || contents.bytes.length === 0) throw new Fault('signatureDictionary');
  const [start, length, resume, rest] = readRange(dict.get('ByteRange'));
  // nothing but digits: white space in the gap would be bytes that nobody signs
  const gap = place.end - place.start === contents.bytes.length * 2 + 2;
  if (!gap || start !== 0 || length !== place.start || resume !== place.end) throw new Fault('byteRange');
  const end = resume + rest;
  if (end > document.bytes.length) throw new Fault('byteRange');
  if (!isRevisionEnd(document, end)) throw new Fault('revisionEnd');
  return {
    der: withoutPadding(contents.bytes),
    contents: contents.bytes,
    contentsStart: place.start,
    parts: [document.bytes.subarray(0, length), document.bytes.subarray(resume, end)],
    end,
  };
}

function readRange(range: unknown): readonly [number, number, number, number] {
  const numbers = isArray(range as never) ? (range as readonly unknown[]) : [];
  const [start, length, resume, rest] = numbers.filter(
    (number) => Number.isSafeInteger(number) && (number as number) >= 0,
  ) as readonly number[];
  if (numbers.length !== 4 || start === undefined || length === undefined || resume === undefined || rest === undefined)
    throw new Fault('byteRange');
  return [start, length, resume, rest];
}

/** Some tools leave the end of the last line out; those octets can say nothing. */
function isRevisionEnd({ sections, bytes }: PdfDocument, end: number): boolean {
  if (end === bytes.length) return true;
  return sections.some(
    ({ revisionEnd = -1 }) => revisionEnd >= end && revisionEnd - end <= 2 && /^[\r\n]*$/.test(bytes.toString('latin1', end, revisionEnd)),
  );
}

function withoutPadding(contents: Buffer): Buffer {
  const { raw } = readDerPrefix(contents);
  if (contents.subarray(raw.length).some((octet) => octet !== 0))
    throw new Fault('malformedSignature', { reason: 'bytes after the signature' });
  return raw;
}
