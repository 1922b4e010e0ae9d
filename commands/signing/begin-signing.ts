/**
 * A person is about to sign what completes a task. Everything that would refuse the completion refuses here, before anything is signed:
 * rights, state, form, kernel. Then each document is drawn, or taken as those before have signed it, and shown.
 */
import type { CaseAt, PlainCommandOf, Request } from '../case-command.ts';
import type { CommandOf } from '../contract.ts';
import { Rejection } from '../../errors.ts';
import { localDate } from '../../engine/time-values.ts';
import { byRight } from '../../store/by-right.ts';
import { addSigning, askSeal, type NewSigning } from '../../store/repositories/signings.ts';
import { saveDrawn, saveReady } from '../../store/repositories/signing-items.ts';
import type { SigningItem } from '../../store/signing-contract.ts';
import { accessNumber } from '../access/access-value.ts';
import { crashPoint } from '../crash-point.ts';
import { numberingMoment } from '../numbers/numbering-setting.ts';
import { taskAt } from '../rights/task-rights.ts';
import { loadAt } from '../step/load-at.ts';
import { prepare } from '../step/prepare.ts';
import { requireRevision, requireRunning } from '../step/require-running.ts';
import { completeTask, planCompletion } from '../tasks/complete-task.ts';
import { planReturn, returnTask } from '../tasks/return-task.ts';
import { agencyOfTask } from './agency-of-task.ts';
import { completionText } from './completion-text.ts';
import { drawOrLoad } from './draw-document.ts';
import { keyChoice } from './key-choice.ts';
import { numberFor } from './number-at-seal.ts';
import { makeReady } from './make-ready.ts';
import { placeDocuments, type Placed } from './place-documents.ts';
import { requiredSignatures } from './required-signatures.ts';
import { keepsSeal } from './keeps-seal.ts';
import { sealDeadline } from './seal-deadline.ts';
import { signerIdentity } from './signer-identity.ts';
import { signingOf, type KeyHolder } from './signing-services.ts';
import { signingView } from './signing-view.ts';

type Input = CommandOf<'beginSigning'>;

const MINUTE_MS = 60_000;

export const beginSigning: PlainCommandOf<'beginSigning'> = {
  kind: 'plain',
  by: 'person',
  answer: 'kept',
  covered: true,
  async run(_, request, now) {
    const { services } = request;
    signingOf(services);
    const at = await acceptable(request as Request<Input>, now);
    const input = request.input as Input;
    const task = taskAt(at, input.instance);
    const required = await requiredSignatures(services, task, input);
    if (required.length === 0) throw new Rejection('conflict', 'nothingToSign', `Expected task '${task.node}' to ask for a signature.`);
    const placed = await placeDocuments(at, task, required);
    const items = itemsOf(placed);
    const signing = await signingFor(at, input, now);
    const ready = await readyOf(at, input, placed, items);
    crashPoint('signingPrepared');
    const until = ready.some((item) => item.ready) ? undefined : await sealDeadline(services, now);
    await byRight(services.db, at.epochs, async (tx) => {
      await addSigning(tx, signing, items);
      for (const { place, ready: shown, drawn } of ready)
        if (shown) await saveReady(tx, signing, place, shown);
        else if (drawn) await saveDrawn(tx, signing, place, drawn);
      if (until !== undefined) await askSeal(tx, signing.id, until);
    });
    crashPoint('signingBegun');
    const shown = items.map((item) => ready.find(({ place }) => place === item.place) ?? item);
    const expiresAt = until ?? signing.expiresAt;
    return signingView({ ...signing, expiresAt, state: 'prepared', sealAsked: until !== undefined }, shown);
  },
};

/** Throws what completing the task would throw. */
async function acceptable(request: Request<Input>, now: string): Promise<CaseAt> {
  const { input, options } = request;
  const at = await loadAt(request, completeTask, now);
  const { returnTo } = input;
  const sentBack = { ...input, target: returnTo ?? '', reason: input.reason ?? '' };
  await (returnTo === undefined ? completeTask.authorize(at, input) : returnTask.authorize(at, sentBack));
  requireRevision(at, options);
  requireRunning(at, completeTask);
  await prepare(at, await (returnTo === undefined ? planCompletion(at, input) : planReturn(at, sentBack)));
  return at;
}

function itemsOf({ signatures }: Placed): readonly SigningItem[] {
  const signedHere = new Map<string, number>();
  return signatures.map(({ requirement, documentId, document, field, scope, name }, place) => {
    const before = signedHere.get(documentId) ?? 0;
    signedHere.set(documentId, before + 1);
    const { document: key, capacity, order: sequence, level } = requirement;
    const base = (document?.revision ?? 0) + before;
    return { place, documentId, key, name, scope: document?.scope ?? scope, base, field, capacity, sequence, level };
  });
}

async function signingFor(at: CaseAt, input: Input, now: string): Promise<NewSigning> {
  const { services, actor, loaded } = at;
  const minutes = await accessNumber(services, 'access.signing.lease', now);
  const { account, person = account, onBehalfOf } = actor;
  const { id: caseId, procedure } = loaded.case;
  const unitPath = agencyOfTask(taskAt(at, input.instance), at.grants);
  return {
    ...{ id: services.newId(), caseId, instance: input.instance, procedure, unitPath, account, person },
    ...(onBehalfOf !== undefined && { onBehalfOf }),
    completion: completionText(input),
    createdAt: now,
    expiresAt: new Date(Date.parse(now) + minutes * MINUTE_MS).toISOString(),
  };
}

/** Shown to be signed; or drawn, for the registry to seal. */
type Begun = SigningItem & { readonly drawn?: Buffer };

/** The first signature on each document; those after it wait for it. */
async function readyOf(at: CaseAt, input: Input, placed: Placed, items: readonly SigningItem[]): Promise<readonly Begun[]> {
  const first = items.filter((item) => items.findIndex(({ documentId }) => documentId === item.documentId) === item.place);
  return await Promise.all(
    first.map(async (item) => {
      const unitPath = agencyOfTask(taskAt(at, input.instance), at.grants);
      if (item.capacity === 'agencySeal' && !keepsSeal(at.ability, { ...taskAt(at, input.instance), unitPath }))
        return { ...item, drawn: await drawOrLoad(at, input, placed, item) };
      const holder = holderOf(at, item, unitPath);
      const choice = keyChoice(input.key);
      const identity = await signerIdentity(at.services, at.actor.account, holder, choice, at.now);
      const bytes = await drawOrLoad(at, input, placed, item);
      const claim = { caseId: at.loaded.case.id, procedure: at.loaded.case.procedure, unitPath };
      const isNumbered = await takesNumberNow(at, item);
      const fill = isNumbered ? await numberFor(at.services, at, claim, item, bytes, at.now) : undefined;
      const signed = {
        item,
        bytes,
        identity,
        method: choice.method,
        isFirst: item.base === 0,
        reason: input.reason,
        ...(fill && { fill }),
      };
      return { ...item, ready: makeReady(at.services, signed, at.now) };
    }),
  );
}

/** With the seal, or before the personal signature, as the agency has set it. */
async function takesNumberNow({ services, now }: CaseAt, { capacity }: SigningItem): Promise<boolean> {
  if (capacity === 'agencySeal') return true;
  return (await numberingMoment(services, localDate(Date.parse(now)))) === 'personalSignature';
}

/** Whoever stands in for somebody signs with the own key. */
function holderOf({ actor }: CaseAt, { capacity }: SigningItem, unitPath: string): KeyHolder {
  return capacity === 'agencySeal' ? { capacity, unitPath } : { capacity, person: actor.person ?? actor.account };
}
