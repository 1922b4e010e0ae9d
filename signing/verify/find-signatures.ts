import { PdfDict, PdfRef, PdfString, nameOf } from '../pdf/pdf-object.ts';
import type { PdfDocument } from '../pdf/pdf-document.ts';
import { readFields, type FormField } from '../pdf/read-fields.ts';
import { readPages } from '../pdf/read-pages.ts';
import type { Finding } from '../finding.ts';
import type { EmbeddedSignature } from './embedded-signature.ts';

export interface FoundSignatures {
  readonly signatures: readonly EmbeddedSignature[];
  /** names of signature fields that nobody has signed */
  readonly unsignedFields: readonly string[];
  readonly findings: readonly Finding[];
}

/** Everything in the form that claims to be signed, and what is wrong with the form itself. Throws Rejection `signing.pdf`. */
export function findSignatures(document: PdfDocument): FoundSignatures {
  const fields = readFields(document);
  const signatureFields = fields.filter(({ type }) => type === 'Sig');
  const signed = signatureFields.filter(({ dict }) => document.resolve(dict.get('V')) !== null);
  const signatures = signed.map((field) => read(document, field));
  return {
    signatures,
    unsignedFields: signatureFields.filter((field) => !signed.includes(field)).map(({ name }) => name),
    findings: [...widgetsOutsideForm(document, fields), ...brokenCertification(document, signatures)],
  };
}

function read(document: PdfDocument, { name, dict }: FormField): EmbeddedSignature {
  const value = document.resolveDict(dict.get('V')) ?? new PdfDict();
  const format = nameOf(document.resolve(value.get('SubFilter'))) ?? '';
  return { field: name, dict: value, format, kind: format === 'ETSI.RFC3161' ? 'documentTimeStamp' : 'signature' };
}

/** A signature field on a page that the form does not know shows a signature that nobody validates. */
function widgetsOutsideForm(document: PdfDocument, fields: readonly FormField[]): readonly Finding[] {
  const known = new Set(fields.map(({ ref }) => ref.number));
  return readPages(document).flatMap(({ dict }, page) =>
    (document.resolveArray(dict.get('Annots')) ?? [])
      .filter((annotation) => isSignatureWidget(document, annotation) && !belongs(document, annotation, known))
      .map(() => ({ code: 'widgetOutsideForm', details: { page: page + 1 } }) as const),
  );
}

function isSignatureWidget(document: PdfDocument, annotation: unknown): boolean {
  const dict = annotation instanceof PdfRef || annotation instanceof PdfDict ? document.resolveDict(annotation) : undefined;
  const type = dict?.get('FT') ?? document.resolveDict(dict?.get('Parent'))?.get('FT');
  return nameOf(document.resolve(type)) === 'Sig';
}

/** The field itself, or a widget of one. */
function belongs(document: PdfDocument, annotation: unknown, known: ReadonlySet<number>): boolean {
  if (!(annotation instanceof PdfRef)) return false;
  const parent = document.resolveDict(annotation)?.get('Parent');
  return known.has(annotation.number) || (parent instanceof PdfRef && known.has(parent.number));
}

/** /Perms must lead to a signature of the form with a DocMDP transform (ISO 32000-2, 12.8.6), and that to /Perms. */
function brokenCertification(document: PdfDocument, signatures: readonly EmbeddedSignature[]): readonly Finding[] {
  const permissions = document.resolveDict(document.catalog.get('Perms'));
  const certification = document.resolveDict(permissions?.get('DocMDP'));
  const claimed = certification?.get('Contents');
  const certifying = signatures.filter(({ dict }) => hasDocMdp(document, dict));
  const listed = certifying.filter(({ dict }) => isSameString(dict.get('Contents'), claimed));
  const sound = certification ? certifying.length === 1 && listed.length === 1 : certifying.length === 0;
  return sound ? [] : [{ code: 'certificationBroken', details: {} }];
}

function hasDocMdp(document: PdfDocument, dict: PdfDict): boolean {
  return (document.resolveArray(dict.get('Reference')) ?? []).some(
    (reference) => nameOf(document.resolve(document.resolveDict(reference)?.get('TransformMethod'))) === 'DocMDP',
  );
}

function isSameString(one: unknown, other: unknown): boolean {
  return one instanceof PdfString && other instanceof PdfString && one.place?.start === other.place?.start;
}
