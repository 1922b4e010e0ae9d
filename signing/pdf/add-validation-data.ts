import { createHash } from 'node:crypto';
import { deflateSync } from 'node:zlib';
import { IncrementalUpdate } from './incremental-update.ts';
import { PdfDict, PdfName, PdfRef, PdfStream, type PdfObject } from './pdf-object.ts';

/** What proves a certificate's standing at the time of signing: DER of certificates, OCSP responses and revocation lists. */
export interface ValidationData {
  readonly certificates: readonly Buffer[];
  readonly ocspResponses: readonly Buffer[];
  readonly crls: readonly Buffer[];
}

/** Keys of the document security store: of the whole, and of the evidence for one signature (ISO 32000-2, 12.8.4.3). */
const KINDS = [
  ['certificates', 'Certs', 'Cert'],
  ['ocspResponses', 'OCSPs', 'OCSP'],
  ['crls', 'CRLs', 'CRL'],
] as const;

/**
 * Appends a revision that adds evidence to the document security store (PAdES B-LT), and nothing else: earlier signatures are not touched.
 * `signatures` are the /Contents, with their padding, that the evidence is for. Throws Rejection `signing.pdf`.
 */
export function addValidationData(
  pdf: Buffer,
  data: ValidationData,
  signatures: readonly Buffer[],
  random: (bytes: number) => Buffer,
): Buffer {
  const update = new IncrementalUpdate(pdf);
  const { document } = update;
  const old = document.resolveDict(document.catalog.get('DSS'));
  const store = new PdfDict(old?.entries ?? []);
  const perSignature = new PdfDict();
  for (const [kind, key, ownKey] of KINDS) {
    const refs = addStreams(update, store, key, data[kind]);
    if (refs.length > 0) perSignature.entries.set(ownKey, refs);
  }
  const vri = new PdfDict(document.resolveDict(old?.get('VRI'))?.entries ?? []);
  // the key is an identifier, not a protection: PAdES part 2 asks for SHA-1 here
  for (const contents of signatures) vri.entries.set(createHash('sha1').update(contents).digest('hex').toUpperCase(), perSignature);
  store.entries.set('Type', new PdfName('DSS'));
  store.entries.set('VRI', vri);
  const catalog = update.editDict(document.rootRef);
  catalog.entries.set('DSS', store);
  if (catalog.get('Extensions') === undefined) catalog.entries.set('Extensions', extensions());
  return update.finish(random);
}

/** Adds what is not there yet, and gives the references of all of `values`. */
function addStreams(update: IncrementalUpdate, store: PdfDict, key: string, values: readonly Buffer[]): readonly PdfObject[] {
  const { document } = update;
  const known = new Map<string, PdfObject>();
  for (const ref of document.resolveArray(store.get(key)) ?? []) {
    const stream = document.resolve(ref);
    if (ref instanceof PdfRef && stream instanceof PdfStream) known.set(document.decode(stream).toString('base64'), ref);
  }
  const refs = values.map((value) => {
    const id = value.toString('base64');
    const ref = known.get(id) ?? update.add({ dict: '/Filter/FlateDecode', stream: deflateSync(value) });
    known.set(id, ref);
    return ref;
  });
  if (known.size > 0) store.entries.set(key, [...known.values()]);
  return refs;
}

/** The developer extension that announces the store to readers of PDF 1.7 (ETSI EN 319 142-1, 5.4.1). */
function extensions(): PdfDict {
  const extension = new PdfDict([
    ['BaseVersion', new PdfName('1.7')],
    ['ExtensionLevel', 5],
  ]);
  return new PdfDict([['ESIC', extension]]);
}
