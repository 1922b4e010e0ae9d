/**
 * Signatures over exactly what was shown. Each is checked before it is kept, and the file as a whole by the verifier; with the last one the
 * task is completed in the name of the person who began. Nobody is given a signed file before it is on record with that step.
 */
import { Rejection } from '../../errors.ts';
import type { Actor } from '../../engine/command.ts';
import { byRight } from '../../store/by-right.ts';
import { saveGiven } from '../../store/repositories/signing-items.ts';
import { askSeal, markSigned } from '../../store/repositories/signings.ts';
import type { SigningItem } from '../../store/signing-contract.ts';
import { requireRecent } from '../access/require-recent.ts';
import type { PlainCommandOf } from '../case-command.ts';
import type { RunCommand, Services, StepOutcome } from '../contract.ts';
import { crashPoint } from '../crash-point.ts';
import type { Acting } from '../rights/acting.ts';
import { collectSignatures } from './collect-signatures.ts';
import { embedSignatures, type Given } from './embed-signatures.ts';
import { finishSigning } from './finish-signing.ts';
import type { Shown } from './shown-item.ts';
import { sealUntil } from './seal-until.ts';
import { mineOf, requireUnderWay, signingAt, type SigningAt } from './signing-at.ts';
import { signingView } from './signing-view.ts';

export const giveSignatures = (run: RunCommand): PlainCommandOf<'giveSignatures'> => ({
  kind: 'plain',
  by: 'person',
  answer: 'never',
  covered: true,
  async run(acting, { services, input, options, actor }, now) {
    const found = await signingAt(services, acting, input.signing);
    // asked again after the answer was lost
    if (found.signing.state === 'recorded' && found.isOwn) return signingView(found.signing, found.items);
    requireUnderWay(found.signing, now);
    if (found.signing.state === 'prepared') {
      await requireRecent(services, options.authenticatedAt, now);
      const mine = requireShown(mineOf(found), input.shown);
      const given = await embedSignatures(services, mine, await collectSignatures(services, found, mine, input), now);
      crashPoint('signatureGiven');
      await keep(services, acting, found, given, now);
      crashPoint('signatureKept');
    }
    const step = isComplete(found, input.shown)
      ? await finishSigning(run, services, found.signing, originOf(found, actor), now)
      : undefined;
    return await viewNow(services, acting, input.signing, step);
  },
});

async function viewNow(services: Services, acting: Acting, id: string, step: StepOutcome | undefined) {
  const { signing, items } = await signingAt(services, acting, id);
  return { ...signingView(signing, items), ...(step && { step }) };
}

/** Throws conflict `nothingToSign`, `shownOtherwise`: what was looked at is not what would be signed. */
function requireShown(mine: readonly SigningItem[], shown: readonly string[]): readonly Shown[] {
  if (mine.length === 0) throw new Rejection('conflict', 'nothingToSign', 'Expected a document that waits for this signature.');
  const asked = mine.filter((item): item is Shown => item.ready !== undefined);
  if (asked.length === shown.length && asked.every(({ ready }, at) => ready.shownSha256 === shown[at])) return asked;
  throw new Rejection('conflict', 'shownOtherwise', 'Expected the hashes of the documents as they are shown now.');
}

async function keep(services: Services, acting: Acting, found: SigningAt, given: readonly Given[], now: string) {
  const { signing, items } = found;
  const { account, person = account, onBehalfOf } = acting.actor;
  const until = await sealUntil(services, now);
  await byRight(services.db, acting.epochs, async (tx) => {
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

/** Where the request came from belongs to whoever sent it. */
const originOf = ({ isOwn }: SigningAt, { origin }: Actor): Actor['origin'] => (isOwn ? origin : undefined);
