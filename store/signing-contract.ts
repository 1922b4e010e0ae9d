/** Documents of cases and the signings that make their revisions. Hashes are hex SHA-256, instants ISO 8601 UTC. */

export type SigningState = 'prepared' | 'signed' | 'recorded' | 'refused' | 'superseded' | 'expired';

/** One person's act on one task. */
export interface Signing {
  readonly id: string;
  readonly caseId: string;
  readonly instance: number;
  readonly procedure: string;
  readonly unitPath: string;
  readonly account: string;
  readonly person: string;
  readonly onBehalfOf?: string;
  /** the person has signed; what is missing is the agency's seal */
  readonly sealAsked: boolean;
  /** JSON of what completes the task */
  readonly completion: string;
  readonly state: SigningState;
  /** code of what refused it */
  readonly refusal?: string;
  readonly createdAt: string;
  readonly expiresAt: string;
  readonly signedAt?: string;
  /** revision of the case that the completed step wrote */
  readonly caseRevision?: number;
}

/** One signature that a signing asks for. */
export interface SigningItem {
  readonly place: number;
  readonly documentId: string;
  /** of the module's list of documents, or `slip` */
  readonly key: string;
  readonly name: string;
  /** scopes around the task that drew the document, outermost first */
  readonly scope: readonly number[];
  /** revision of the document that is signed on top of; 0: drawn anew */
  readonly base: number;
  readonly field: string;
  readonly capacity: 'personal' | 'agencySeal';
  readonly sequence: number;
  readonly level: string;
  /** it is the turn of this signature */
  readonly ready?: ReadyItem;
  /** it is given */
  readonly signedSha256?: string;
}

/** What is shown to be signed, and by whose key. */
export interface ReadyItem {
  /** how the key is reached: name of a back end, or `elsewhere` */
  readonly method: string;
  /** name of the certificate's subject */
  readonly signer: string;
  readonly certificate: Buffer;
  readonly chain: readonly Buffer[];
  readonly algorithm: 'rsa-sha256' | 'ecdsa-sha256' | 'ecdsa-sha384';
  readonly attributes: Buffer;
  readonly digest: Buffer;
  readonly digestName: 'sha256' | 'sha384' | 'sha512';
  /** digest of the bytes that the signature covers */
  readonly covered: Buffer;
  readonly byteRange: readonly [0, number, number, number];
  readonly room: number;
  readonly shownSha256: string;
  readonly shownSize: number;
  /** gone once it is on record */
  readonly prepared?: Buffer;
}

/** A document as far as it is signed. */
export interface CaseDocument {
  readonly id: string;
  readonly caseId: string;
  readonly key: string;
  readonly name: string;
  readonly instance: number;
  readonly scope: readonly number[];
  readonly revision: number;
  readonly sha256: string;
  readonly createdAt: string;
  readonly revisions: readonly DocumentRevision[];
  /** whoever signed last took it back: when, and by which document. It stays as it was signed */
  readonly recalledAt?: string;
  readonly recalledBy?: string;
  /** the recalled document whose earlier signatures it has */
  readonly continues?: string;
  /** absent once it was destroyed */
  readonly evidence?: DocumentEvidence;
}

/** Whether all is there that makes its signatures last, and that others agree. Until then it is not issued. */
export interface DocumentEvidence {
  readonly state: 'pending' | 'complete';
  /** what is missing, as far as somebody looked */
  readonly pending: readonly PendingOfDocument[];
  readonly wanted: string;
  readonly reached?: string;
  /** looked at again since: when, and whether it still holds */
  readonly verifiedAt?: string;
  readonly sound?: boolean;
  /** what the verifiers said of the newest revision */
  readonly verifiers: readonly { readonly verifier: string; readonly valid: boolean; readonly at: string }[];
}

export interface PendingOfDocument {
  readonly kind: 'revocation' | 'timeStamp' | 'secondVerifier';
  /** stable; with a text in the catalogue of keys and evidence, or `verifiersDisagree`, `verifierUnavailable` */
  readonly code: string;
  readonly certificate?: string;
  /** asking again may help, without anybody doing anything */
  readonly mayPass: boolean;
}

export interface DocumentRevision {
  readonly revision: number;
  readonly sha256: string;
  readonly size: number;
  readonly at: string;
  readonly cause: 'signature' | 'evidence';
  readonly caseRevision?: number;
  readonly field?: string;
  readonly capacity?: 'personal' | 'agencySeal';
  readonly sequence?: number;
  readonly level?: string;
  readonly account?: string;
  readonly person?: string;
  readonly onBehalfOf?: string;
  readonly signer?: string;
  /** SHA-256 of the certificate */
  readonly certificate?: string;
}
