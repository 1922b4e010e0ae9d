/**
 * The engine's refusal: a task whose diagram asks for a signature is completed with a signing in which the right person, and the agency
 * where it seals, has signed exactly what was shown for exactly this completion; or not at all.
 */
import { Rejection } from '../../errors.ts';
import type { TaskRecord } from '../../store/contract.ts';
import { loadItems } from '../../store/repositories/signing-items.ts';
import { findSigning } from '../../store/repositories/signings.ts';
import type { Signing, SigningItem } from '../../store/signing-contract.ts';
import type { CaseAt } from '../case-command.ts';
import { isUuid } from '../is-uuid.ts';
import { completionText, type TaskCompletion } from './completion-text.ts';
import type { CopyInput } from './copy-input.ts';
import { fieldOf } from './document-route.ts';
import { requirePapers } from './require-papers.ts';
import { requiredSignatures } from './required-signatures.ts';

/** What the log keeps of it: which bytes became which document. */
export interface SignedFor {
  readonly id: string;
  readonly documents: readonly {
    readonly id: string;
    readonly key: string;
    readonly field: string;
    readonly revision: number;
    readonly sha256: string;
  }[];
  /** of what scans the copies were made */
  readonly copies?: readonly CopyInput[];
}

type Completing = TaskCompletion & { readonly signing?: string };

/** Undefined where nothing is to be signed. Throws validation `copyMissing`, conflict `signatureRequired`, `signingOfOther`, `signingNotReady`, `signedOtherwise`. */
export async function requireSigned(at: CaseAt, task: TaskRecord, input: Completing): Promise<SignedFor | undefined> {
  await requirePapers(at, task, input);
  const required = await requiredSignatures(at.services, task, input);
  if (required.length === 0 && input.signing === undefined) return undefined;
  if (input.signing === undefined) throw refused('signatureRequired', `Expected task '${task.node}' to be completed by signing.`);
  const signing = isUuid(input.signing) ? await findSigning(at.services.db, input.signing) : undefined;
  if (!signing || !isOf(at, signing, task)) throw refused('signingOfOther', 'Expected a signing of this task by this person.');
  if (signing.state !== 'signed') throw refused('signingNotReady', `Expected the signing to be signed, but it is ${signing.state}.`);
  const items = await loadItems(at.services.db, signing);
  const asked = required.map((one) => `${one.document}/${fieldOf(one)}`).join();
  if (signing.completion !== completionText(input) || asked !== items.map(({ key, field }) => `${key}/${field}`).join())
    throw refused('signedOtherwise', 'Expected the completion that was signed for.');
  const { copies } = input;
  return { id: signing.id, documents: items.map(signedDocument), ...(copies && { copies }) };
}

function isOf({ actor }: CaseAt, signing: Signing, { caseId, instance }: TaskRecord): boolean {
  const mine = signing.account === actor.account && signing.onBehalfOf === actor.onBehalfOf;
  return mine && signing.caseId === caseId && signing.instance === instance;
}

function signedDocument({ documentId: id, key, field, base, signedSha256: sha256 }: SigningItem): SignedFor['documents'][number] {
  if (sha256 === undefined) throw refused('signingNotReady', `Expected signature '${field}' of '${key}' to be given.`);
  return { id, key, field, revision: base + 1, sha256 };
}

const refused = (code: string, message: string): Rejection => new Rejection('conflict', code, message);
