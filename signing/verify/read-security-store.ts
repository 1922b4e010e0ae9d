import { Rejection } from '../../errors.ts';
import type { PdfDocument } from '../pdf/pdf-document.ts';
import { PdfRef, PdfStream, type PdfDict } from '../pdf/pdf-object.ts';
import { Certificate } from '../trust/certificate.ts';

/** Evidence (DER), and a place in the file before which it ends; undefined if the caller brought it. */
export interface StoredEvidence {
  readonly der: Buffer;
  readonly end: number | undefined;
}

export interface SecurityStore {
  readonly present: boolean;
  readonly certificates: readonly Certificate[];
  readonly ocspResponses: readonly StoredEvidence[];
  readonly crls: readonly StoredEvidence[];
}

const MAX_ITEMS = 1_000;

/** The document security store (ISO 32000-2, 12.8.4.3). It is unsigned and proves nothing by itself: what cannot be read is left out. */
export function readSecurityStore(document: PdfDocument): SecurityStore {
  const store = document.resolveDict(document.catalog.get('DSS'));
  return {
    present: store !== undefined,
    certificates: streamsOf(document, store, 'Certs').flatMap(({ der }) => readCertificate(der)),
    ocspResponses: streamsOf(document, store, 'OCSPs'),
    crls: streamsOf(document, store, 'CRLs'),
  };
}

/** A certificate, or nothing. */
export function readCertificate(der: Buffer): readonly Certificate[] {
  return leaveOut(() => new Certificate(der));
}

function streamsOf(document: PdfDocument, store: PdfDict | undefined, key: string): readonly StoredEvidence[] {
  const refs = (document.resolveArray(store?.get(key)) ?? []).slice(0, MAX_ITEMS);
  return refs.flatMap((ref) => {
    const entry = ref instanceof PdfRef ? document.references.get(ref.number) : undefined;
    if (!(ref instanceof PdfRef) || entry?.kind !== 'at') return [];
    return leaveOut(() => readStream(document, ref, entry.offset)).filter(({ der }) => der.length > 0);
  });
}

function readStream(document: PdfDocument, ref: PdfRef, offset: number): StoredEvidence {
  const stream = document.resolve(ref);
  const der = stream instanceof PdfStream ? document.decode(stream) : Buffer.alloc(0);
  return { der, end: document.readAt(offset, ref.number).end };
}

function leaveOut<Value>(read: () => Value): readonly Value[] {
  try {
    return [read()];
  } catch (error) {
    if (error instanceof Rejection) return [];
    throw error;
  }
}
