/**
 * What a validation may find wrong, and what that makes of the result (ETSI EN 319 102-1 V1.3.1, 4.2 and table 6). The texts for people
 * are in report/vi.json and report/en.json, under the same codes.
 */
export type Indication = 'TOTAL-PASSED' | 'TOTAL-FAILED' | 'INDETERMINATE';

export type SubIndication =
  | 'FORMAT_FAILURE'
  | 'HASH_FAILURE'
  | 'SIG_CRYPTO_FAILURE'
  | 'NOT_YET_VALID'
  | 'SIG_CONSTRAINTS_FAILURE'
  | 'CHAIN_CONSTRAINTS_FAILURE'
  | 'CRYPTO_CONSTRAINTS_FAILURE_NO_POE'
  | 'TIMESTAMP_ORDER_FAILURE'
  | 'NO_SIGNING_CERTIFICATE_FOUND'
  | 'NO_CERTIFICATE_CHAIN_FOUND'
  | 'REVOKED_NO_POE'
  | 'REVOKED_CA_NO_POE'
  | 'OUT_OF_BOUNDS_NO_POE'
  | 'TRY_LATER'
  | 'SIGNED_DATA_NOT_FOUND';

type Weight = readonly [Exclude<Indication, 'TOTAL-PASSED'>, SubIndication];

const FORMAT: Weight = ['TOTAL-FAILED', 'FORMAT_FAILURE'];

export const FINDINGS = {
  // the file
  unreadable: FORMAT,
  strayBytes: FORMAT,
  overlappingObjects: FORMAT,
  dormantObject: FORMAT,
  widgetOutsideForm: FORMAT,
  certificationBroken: FORMAT,
  tooManySignatures: FORMAT,
  notSigned: ['INDETERMINATE', 'SIGNED_DATA_NOT_FOUND'],
  // the signature in the file
  signatureDictionary: FORMAT,
  signatureFormat: FORMAT,
  byteRange: FORMAT,
  revisionEnd: FORMAT,
  changedSince: FORMAT,
  // the signed data
  malformedSignature: FORMAT,
  encapsulatedContent: FORMAT,
  attributeMissing: FORMAT,
  digestMismatch: ['TOTAL-FAILED', 'HASH_FAILURE'],
  wrongSignature: ['TOTAL-FAILED', 'SIG_CRYPTO_FAILURE'],
  weakAlgorithm: ['INDETERMINATE', 'CRYPTO_CONSTRAINTS_FAILURE_NO_POE'],
  signerMissing: ['INDETERMINATE', 'NO_SIGNING_CERTIFICATE_FOUND'],
  signerMismatch: ['INDETERMINATE', 'NO_SIGNING_CERTIFICATE_FOUND'],
  // the certificates
  chainMissing: ['INDETERMINATE', 'NO_CERTIFICATE_CHAIN_FOUND'],
  chainConstraints: ['INDETERMINATE', 'CHAIN_CONSTRAINTS_FAILURE'],
  keyPurpose: ['INDETERMINATE', 'CHAIN_CONSTRAINTS_FAILURE'],
  certificateOutOfBounds: ['INDETERMINATE', 'OUT_OF_BOUNDS_NO_POE'],
  certificateNotYetValid: ['TOTAL-FAILED', 'NOT_YET_VALID'],
  revoked: ['INDETERMINATE', 'REVOKED_NO_POE'],
  authorityRevoked: ['INDETERMINATE', 'REVOKED_CA_NO_POE'],
  revocationUnknown: ['INDETERMINATE', 'TRY_LATER'],
  // the time-stamps
  timeStampInvalid: ['INDETERMINATE', 'SIG_CONSTRAINTS_FAILURE'],
  timeStampOrder: ['INDETERMINATE', 'TIMESTAMP_ORDER_FAILURE'],
} as const satisfies Readonly<Record<string, Weight>>;

export type FindingCode = keyof typeof FINDINGS;

/** One thing that is wrong. `details` hold values for the text, never bytes of the document. */
export interface Finding {
  readonly code: FindingCode;
  readonly details: Readonly<Record<string, string | number>>;
}

/** Thrown where a check cannot go on. */
export class Fault extends Error {
  readonly finding: Finding;
  constructor(code: FindingCode, details: Finding['details'] = {}) {
    super(code);
    this.name = 'Fault';
    this.finding = { code, details };
  }
}

export interface Conclusion {
  readonly indication: Indication;
  readonly subIndication: SubIndication | null;
}

/** The gravest finding decides; among equals the first, since checks are made in the order of the standard. */
export function conclude(findings: readonly Finding[]): Conclusion {
  const weights: readonly Weight[] = findings.map(({ code }) => FINDINGS[code]);
  const [indication, subIndication] =
    weights.find(([first]) => first === 'TOTAL-FAILED') ?? weights[0] ?? (['TOTAL-PASSED', null] as const);
  return { indication, subIndication };
}
