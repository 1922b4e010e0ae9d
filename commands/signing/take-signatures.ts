/** Raw signatures over what was shown, whoever brings them: checked, embedded, kept; with the last one the task is completed. */
import { Rejection } from '../../errors.ts';
import type { Actor } from '../../engine/command.ts';
import { byRight } from '../../store/by-right.ts';
import type { Session } from '../../store/connection.ts';
import { saveGiven } from '../../store/repositories/signing-items.ts';
import { askSeal, markSigned } from '../../store/repositories/signings.ts';
import type { RunCommand, Services, StepOutcome } from '../contract.ts';
import { crashPoint } from '../crash-point.ts';
import type { Acting } from '../rights/acting.ts';
import { embedSignatures, type Given } from './embed-signatures.ts';
import { finishSigning } from './finish-signing.ts';
import { requireShown } from './require-shown.ts';
import { sealDeadline } from './seal-deadline.ts';
import type { Shown } from './shown-item.ts';
import { mineOf, requireUnderWay, type SigningAt } from './signing-at.ts';

export interface Taking {
  readonly acting: Acting;
  readonly found: SigningAt;
  /** SHA-256 of each item that is ready, in their order */
  readonly shown: readonly string[];
  /** in the order of `mine` */
  readonly signatures: (mine: readonly Shown[]) => Promise<readonly Buffer[]>;
  /** written with the signatures, or neither is */
  readonly also?: (tx: Session) => Promise<void>;
  readonly origin: Actor['origin'];
  readonly now: string;
}

/** The step, when it was the last signature. Throws conflict `signingExpired`, `signingClosed`, `shownOtherwise`, and what refuses a signature or the step. */
export async function takeSignatures(run: RunCommand, services: Services, taking: Taking): Promise<StepOutcome | undefined> {
  const { found, shown, signatures, origin, now } = taking;
  requireUnderWay(found.signing, now);
  if (found.signing.state === 'prepared') {
    const mine = requireShown(mineOf(found), shown);
    const given = await embedSignatures(services, mine, await signatures(mine), now);
    crashPoint('signatureGiven');
    await keep(services, taking, given);
    crashPoint('signatureKept');
  }
  if (!isComplete(found, shown)) return undefined;
  // where the request came from belongs to whoever sent it
  return await finishSigning(run, services, found.signing, found.isOwn ? origin : undefined, now);
}

async function keep(services: Services, { acting, found, also, now }: Taking, given: readonly Given[]): Promise<void> {
  const { signing, items } = found;
  const { account, person = account, onBehalfOf } = acting.actor;
  const until = await sealDeadline(services, now);
  await byRight(services.db, acting.epochs, async (tx) => {
    await also?.(tx);
    for (const { item, bytes, sha256 } of given) {
      const by = { account, person, onBehalfOf };
      const kept = await saveGiven(tx, signing, { ...by, place: item.place, shownSha256: item.ready.shownSha256, sha256, bytes });
      if (!kept) throw new Rejection('conflict', 'shownOtherwise', 'Expected what was shown to be what is signed still.');
    }
    const isLast = items.filter(({ signedSha256 }) => signedSha256 === undefined).length === given.length;
    const goesOn = isLast ? await markSigned(tx, signing.id, now) : await askSeal(tx, signing.id, until);
    if (!goesOn) throw new Rejection('conflict', 'signingExpired', 'Expected a signing that has not expired.');
  });
}

function isComplete({ signing, items }: SigningAt, shown: readonly string[]): boolean {
  if (signing.state === 'signed') return true;
  return items.filter(({ signedSha256 }) => signedSha256 === undefined).length === shown.length;
}
