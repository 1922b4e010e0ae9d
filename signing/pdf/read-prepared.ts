/**
 * Opens a prepared file as whoever is to sign it should: trusting nobody about it. The field's signature must be empty, and its byte range
 * cover every byte of the file but that emptiness, so that the digest of the covered bytes is a digest of all that is shown.
 */
import { malformed } from '../malformed.ts';
import { PdfDocument } from './pdf-document.ts';
import { isArray, nameOf, PdfString, type PdfObject } from './pdf-object.ts';
import { readFields } from './read-fields.ts';

/** What the signature in `field` will cover. Throws Rejection `signing.pdf`. */
export function readPrepared(pdf: Buffer, field: string): readonly [Buffer, Buffer] {
  const document = new PdfDocument(pdf);
  const found = readFields(document).find(({ name, type }) => name === field && type === 'Sig');
  const signature = document.resolveDict(found?.dict.get('V'));
  if (!signature || nameOf(document.resolve(signature.get('SubFilter'))) !== 'ETSI.CAdES.detached')
    throw malformed('pdf', `Expected a prepared signature in field '${field}'.`);
  const contents = signature.get('Contents');
  const place = contents instanceof PdfString && contents.hex ? contents.place : undefined;
  if (!(contents instanceof PdfString) || !place || contents.bytes.some((octet) => octet !== 0))
    throw malformed('pdf', 'Expected a signature that nobody has given yet.');
  const isExact = place.end - place.start === contents.bytes.length * 2 + 2;
  const expected = [0, place.start, place.end, pdf.length - place.end];
  if (!isExact || !isSameRange(signature.get('ByteRange'), expected))
    throw malformed('pdf', 'Expected a byte range that leaves out nothing but the signature.');
  return [pdf.subarray(0, place.start), pdf.subarray(place.end)];
}

function isSameRange(range: PdfObject | undefined, expected: readonly number[]): boolean {
  if (range === undefined || !isArray(range)) return false;
  return range.length === expected.length && expected.every((number, at) => range[at] === number);
}
