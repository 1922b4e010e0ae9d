import { sha256 } from './hash.ts';

/** A step as its table has it: JSON as the text that was stored, hashes in hex, the instant in microseconds since 1970. */
export interface StepContent {
  readonly caseId: string;
  readonly revision: number;
  readonly micros: string;
  readonly account: string;
  readonly person: string | null;
  readonly onBehalfOf: string | null;
  readonly epoch: number | null;
  readonly origin: string | null;
  readonly command: string;
  readonly created: string | null;
  readonly resolved: string | null;
  readonly trace: string;
  /** empty: the contents were destroyed */
  readonly stateHash: string;
  /** of version 2 */
  readonly contentHash: string | null;
  readonly salt: string | null;
}

// no JSON text and no id contains it
const joined = (fields: readonly (string | number | null)[]): string => fields.map((field) => field ?? '').join('\u001f');

/** Salted, so that what was destroyed with its salt cannot be found again by guessing. */
export function contentHash(salt: string, { command, created, resolved, trace, stateHash }: StepContent): string {
  return sha256(Buffer.from(salt, 'hex'), joined([command, created, resolved, trace, stateHash])).toString('hex');
}

/** Version 1 covers the contents, version 2 their salted hash, and where the step came from. */
export function stepDigest(version: number, step: StepContent): string {
  const { caseId, revision, micros, account, person, onBehalfOf, epoch, origin } = step;
  const who = [caseId, revision, micros, account, person, onBehalfOf, epoch];
  const { command, created, resolved, trace, stateHash } = step;
  const fields = version === 1 ? [...who, command, created, resolved, trace, stateHash] : [2, ...who, origin, step.contentHash];
  return sha256(joined(fields)).toString('hex');
}

/** hash(0): of the case id's 16 bytes. */
export const chainStart = (caseId: string): string => sha256(Buffer.from(caseId.replaceAll('-', ''), 'hex')).toString('hex');
export const chained = (previous: string, digest: string): string =>
  sha256(Buffer.from(previous, 'hex'), Buffer.from(digest, 'hex')).toString('hex');

export type StepFault = 'contentChanged' | 'chainBroken';

/** Whether digest and chain of a step follow from what it says. Contents that were destroyed are known by their salted hash only. */
export function stepFault(
  version: number,
  step: StepContent,
  { digest, hash, previous }: { readonly digest: string; readonly hash: string; readonly previous: string | null },
): StepFault | undefined {
  const destroyed = step.stateHash === '';
  if (!destroyed && version > 1 && (step.salt === null || contentHash(step.salt, step) !== step.contentHash)) return 'contentChanged';
  if (!(destroyed && version === 1) && stepDigest(version, step) !== digest) return 'contentChanged';
  const before = step.revision === 1 ? chainStart(step.caseId) : previous;
  return before === null || chained(before, digest) !== hash ? 'chainBroken' : undefined;
}
