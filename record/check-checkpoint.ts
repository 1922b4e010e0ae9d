import { factsOf, keyId, signatureHolds, type CheckpointFacts, type SignedCheckpoint } from './checkpoint.ts';
import type { Finding } from './findings.ts';
import { sha256 } from './hash.ts';
import { stampFault } from './stamp-fault.ts';

export interface CheckpointTrust {
  /** PEM of keys that checkpoints may be signed with; any when absent */
  readonly keys?: readonly string[];
  /** PEM of certificates that time-stamp authorities are trusted by; their chain is not looked at when absent */
  readonly authorities?: readonly string[];
}

/** A checkpoint by itself and after the one before. `facts` are there when it can be held against batches. */
export function checkCheckpoint(
  checkpoint: SignedCheckpoint,
  before: SignedCheckpoint | undefined,
  trust: CheckpointTrust,
): { readonly facts?: CheckpointFacts; readonly findings: readonly Finding[] } {
  const what = `checkpoint ${checkpoint.number}`;
  const facts = factsOf(checkpoint.statement);
  if (!facts || facts.number !== checkpoint.number || !signatureHolds(checkpoint))
    return { findings: [{ kind: 'checkpointInvalid', what }] };
  const findings: Finding[] = [];
  if (trust.keys && !trust.keys.some((key) => keyId(key) === keyId(checkpoint.publicKey)))
    findings.push({ kind: 'checkpointOfOtherKey', what });
  const number = before ? before.number + 1 : 1;
  if (facts.number !== number) findings.push({ kind: 'checkpointMissing', what: `checkpoint ${number}` });
  else if (facts.previous !== (before ? sha256(before.statement).toString('hex') : null))
    findings.push({ kind: 'checkpointContradicts', what });
  if (checkpoint.token !== undefined && stampFault(checkpoint.token, Buffer.from(checkpoint.signature, 'base64'), trust.authorities))
    findings.push({ kind: 'timeStampInvalid', what });
  return { facts, findings };
}
