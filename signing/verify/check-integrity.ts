import { Rejection } from '../../errors.ts';
import { OID } from '../asn1/oids.ts';
import { checkSignedData } from '../cms/check-signed-data.ts';
import { hasCertificateReference } from '../cms/check-signing-certificate.ts';
import { readSignedData } from '../cms/read-signed-data.ts';
import type { SignedData } from '../cms/signed-data.ts';
import { Fault, type Finding } from '../finding.ts';
import type { PdfDocument } from '../pdf/pdf-document.ts';
import { PdfString } from '../pdf/pdf-object.ts';
import { readFields } from '../pdf/read-fields.ts';
import type { Certificate } from '../trust/certificate.ts';
import { checkTimeStampToken, type TimeStampToken } from '../trust/time-stamp-token.ts';
import type { EmbeddedSignature } from './embedded-signature.ts';
import { readCoverage, type Coverage } from './read-coverage.ts';

/** A signature whose bytes hold, or what is wrong with them. Whether its signer is trusted comes later. */
export interface CheckedSignature {
  readonly signature: EmbeddedSignature;
  readonly coverage: Coverage | undefined;
  /** of a signature that holds */
  readonly signed: { readonly data: SignedData; readonly signer: Certificate; readonly referenced: boolean } | undefined;
  /** of a document time-stamp that holds */
  readonly token: TimeStampToken | undefined;
  readonly findings: readonly Finding[];
}

/** Signatures of other tools are judged as those of PAdES, but need not name their certificate. */
const REFERENCES = { 'ETSI.CAdES.detached': 'v2', 'adbe.pkcs7.detached': 'optional' } as const;

/** Checks one signature against the bytes of the file; `open` reads an earlier revision. Never throws for what the file says. */
export function checkIntegrity(document: PdfDocument, signature: EmbeddedSignature, open: (end: number) => PdfDocument): CheckedSignature {
  let coverage: Coverage | undefined;
  try {
    coverage = readCoverage(document, signature);
    checkOwnRevision(open(coverage.end), signature, coverage);
    return { signature, coverage, ...check(signature, coverage), findings: [] };
  } catch (error) {
    return { signature, coverage, signed: undefined, token: undefined, findings: [findingOf(error)] };
  }
}

function check({ format }: EmbeddedSignature, { der, parts }: Coverage): Pick<CheckedSignature, 'signed' | 'token'> {
  if (format === 'ETSI.RFC3161') return { signed: undefined, token: checkTimeStampToken(der, parts) };
  if (format !== 'ETSI.CAdES.detached' && format !== 'adbe.pkcs7.detached') throw new Fault('signatureFormat', { format });
  const data = readSignedData(der);
  const signer = checkSignedData(data, { contentType: OID.data, detached: parts, reference: REFERENCES[format] });
  return { signed: { data, signer, referenced: hasCertificateReference(data.signer) }, token: undefined };
}

/** The revision that is signed must itself hold the signature in this field: otherwise the bytes were signed as something else. */
function checkOwnRevision(revision: PdfDocument, { field }: EmbeddedSignature, { contentsStart }: Coverage): void {
  const own = readFields(revision).find(({ name }) => name === field);
  const contents = revision.resolveDict(own?.dict.get('V'))?.get('Contents');
  if (!(contents instanceof PdfString) || contents.place?.start !== contentsStart) throw new Fault('byteRange');
}

/** What an error of a check means. An error of ours goes on. */
export function findingOf(error: unknown): Finding {
  if (error instanceof Fault) return error.finding;
  if (!(error instanceof Rejection)) throw error;
  const code = error.code === 'signing.weakAlgorithm' ? 'weakAlgorithm' : 'malformedSignature';
  return { code, details: { reason: error.message } };
}
