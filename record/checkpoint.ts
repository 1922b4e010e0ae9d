import { createHash, createPublicKey, verify, type KeyObject } from 'node:crypto';

/** What a checkpoint says of the record. */
export interface CheckpointFacts {
  readonly number: number;
  /** the last batch that it covers, and that batch's header, hex */
  readonly batch: number;
  readonly header: string;
  /** entries of the record up to here */
  readonly entries: number;
  /** ISO instant */
  readonly at: string;
  /** SHA-256 of the statement before, hex; null for the first */
  readonly previous: string | null;
}
export interface SignedCheckpoint {
  readonly number: number;
  readonly statement: string;
  readonly algorithm: string;
  /** PEM */
  readonly publicKey: string;
  /** base64 */
  readonly signature: string;
  /** RFC 3161 token over the signature, base64 DER; absent while it is pending */
  readonly token?: string;
}
/** Keeps a key, in a file or in a device. */
export interface RecordSigner {
  readonly algorithm: string;
  readonly publicKey: string;
  sign(statement: string): Buffer;
}

/** The text that is signed. */
export const statementOf = ({ number, batch, header, entries, at, previous }: CheckpointFacts): string =>
  JSON.stringify({ record: 'trinh-ky', version: 1, number, batch, header, entries, at, previous });

/** Undefined when the text is no statement. */
export function factsOf(statement: string): CheckpointFacts | undefined {
  try {
    const facts = JSON.parse(statement) as CheckpointFacts;
    return statementOf(facts) === statement ? facts : undefined;
  } catch {
    return undefined;
  }
}

/** Names a key: SHA-256 of its SubjectPublicKeyInfo, hex. */
export function keyId(pem: string): string {
  return createHash('sha256')
    .update(createPublicKey(pem).export({ type: 'spki', format: 'der' }))
    .digest('hex');
}

/** Ed25519 signs the text itself, ECDSA its SHA-256. */
export const digestFor = (key: KeyObject): string | null => (key.asymmetricKeyType === 'ed25519' ? null : 'sha256');

export function signatureHolds({ statement, publicKey, signature }: SignedCheckpoint): boolean {
  try {
    const key = createPublicKey(publicKey);
    return verify(digestFor(key), Buffer.from(statement), key, Buffer.from(signature, 'base64'));
  } catch {
    return false;
  }
}
