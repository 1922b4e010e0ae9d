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
import type { TaskRecord } from '../../store/contract.ts';
import { prolongUploads } from '../../store/repositories/uploads.ts';
import { accessNumber } from '../access/access-value.ts';
import { crashPoint } from '../crash-point.ts';
import { numberingMoment } from '../numbers/numbering-setting.ts';
import { taskAt } from '../rights/task-rights.ts';
import { loadAt } from '../step/load-at.ts';
import { prepare } from '../step/prepare.ts';
import { requireRevision, requireRunning } from '../step/require-running.ts';
import { completeTask, planCompletion } from '../tasks/complete-task.ts';
import { planRecall, recallTask } from '../tasks/recall-task.ts';
import { planReturn, returnTask } from '../tasks/return-task.ts';
import { agencyOfTask } from './agency-of-task.ts';
import { copyLook } from './copy-look.ts';
import { completionText } from './completion-text.ts';
import { isCopy } from './document-route.ts';
import { drawOrLoad } from './draw-document.ts';
import { keyChoice } from './key-choice.ts';
import { numberFor } from './number-at-seal.ts';
import { makeReady, type ToSign } from './make-ready.ts';
import { proceduresOfTask } from './module-document.ts';
import { placeDocuments, type Placed } from './place-documents.ts';
import { requirePapers } from './require-papers.ts';
import { requiredSignatures } from './required-signatures.ts';
import { keepsSeal } from './keeps-seal.ts';
import { sealDeadline } from './seal-deadline.ts';
import { signatureLook } from './signature-look.ts';
import { signerIdentity } from './signer-identity.ts';
import { signingOf, type KeyHolder } from './signing-services.ts';
import { signingView } from './signing-view.ts';
import { withProvisionalNumber } from './with-provisional-number.ts';

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
    const { at, uploads } = await acceptable(request as Request<Input>, now);
    const input = request.input as Input;
    const task = taskAt(at, input.instance);
    await requirePapers(at, task, input);
    const required = await requiredSignatures(services, task, input);
    if (required.length === 0) throw new Rejection('conflict', 'nothingToSign', `Expected task '${task.node}' to ask for a signature.`);
    const placed = await placeDocuments(at, task, required, input);
    const items = itemsOf(placed);
    const shown = shownNow(at, task, items);
    // copies that the registry certifies, and nothing for this person to sign: it is the agency's turn at once
    const isForSeal = shown.length === 0;
    const signing = await signingFor(at, input, now, isForSeal);
    const ready = await readyOf(at, input, placed, shown);
    const drawn = await drawnForSeal(at, input, placed, items);
    const until = await sealDeadline(services, now);
    crashPoint('signingPrepared');
    await byRight(services.db, at.epochs, async (tx) => {
      await addSigning(tx, signing, items);
      for (const item of ready) if (item.ready) await saveReady(tx, signing, item.place, item.ready);
      for (const { place, bytes } of drawn) await saveDrawn(tx, signing, place, bytes);
      await prolongUploads(tx, uploads, until);
      if (isForSeal) await askSeal(tx, signing.id, until);
    });
    crashPoint('signingBegun');
    const all = items.map((item) => ready.find(({ place }) => place === item.place) ?? item);
    return signingView({ ...signing, state: 'prepared', sealAsked: isForSeal }, all);
  },
};

type Acceptable = { readonly at: CaseAt; readonly uploads: readonly string[] };

/** Throws what completing the task, or taking back that it was completed, would throw. */
async function acceptable(request: Request<Input>, now: string): Promise<Acceptable> {
  const { input, options } = request;
  if (input.recall) return await recallable(request, now);
  const at = await loadAt(request, completeTask, now);
  const { returnTo } = input;
  const sentBack = { ...input, target: returnTo ?? '', reason: input.reason ?? '' };
  await (returnTo === undefined ? completeTask.authorize(at, input) : returnTask.authorize(at, sentBack));
  requireRevision(at, options);
  requireRunning(at, completeTask);
  const plan =
    returnTo === undefined ? await withProvisionalNumber(at, await planCompletion(at, input), input) : await planReturn(at, sentBack);
  await prepare(at, plan);
  return { at, uploads: plan.uploads ?? [] };
}

async function recallable(request: Request<Input>, now: string): Promise<Acceptable> {
  const { input, options } = request;
  const at = await loadAt(request, recallTask, now);
  await recallTask.authorize(at, input);
  requireRevision(at, options);
  requireRunning(at, recallTask);
  const { wasSigned, ...plan } = await planRecall(at, input.instance, input.reason);
  if (!wasSigned)
    throw new Rejection('conflict', 'nothingToSign', 'Expected a submission that was signed: this one is taken back without.');
  await prepare(at, plan);
  return { at, uploads: [] };
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

async function signingFor(at: CaseAt, input: Input, now: string, isForSeal: boolean): Promise<NewSigning> {
  const { services, actor, loaded } = at;
  const minutes = await accessNumber(services, 'access.signing.lease', now);
  const { account, person = account, onBehalfOf } = actor;
  const { id: caseId, procedure } = loaded.case;
  const unitPath = agencyOfTask(taskAt(at, input.instance), at.grants);
  return {
    id: services.newId(),
    caseId,
    instance: input.instance,
    procedure,
    unitPath,
    account,
    person,
    ...(onBehalfOf !== undefined && { onBehalfOf }),
    completion: completionText(input),
    createdAt: now,
    expiresAt: isForSeal ? await sealDeadline(services, now) : new Date(Date.parse(now) + minutes * MINUTE_MS).toISOString(),
  };
}

/**
 * The first signature on each document; those after it wait for it. What the agency signs first, a copy or a document without a personal
 * signature, is shown now where whoever begins keeps the seal and nothing else is to be signed; else it waits for the registry.
 */
function shownNow({ ability, grants }: CaseAt, task: TaskRecord, items: readonly SigningItem[]): readonly SigningItem[] {
  const first = items.filter((item) => items.findIndex(({ documentId }) => documentId === item.documentId) === item.place);
  const personal = first.filter(({ capacity }) => capacity === 'personal');
  if (personal.length > 0) return personal;
  return keepsSeal(ability, { ...task, unitPath: agencyOfTask(task, grants) }) ? first : [];
}

/** What the agency will be shown is what the person had before them, whenever it seals. */
async function drawnForSeal(at: CaseAt, input: Input, placed: Placed, items: readonly SigningItem[]) {
  const first = items.filter((item) => items.findIndex(({ documentId }) => documentId === item.documentId) === item.place);
  const waiting = first.filter((item) => item.capacity === 'agencySeal' && item.base === 0);
  return await Promise.all(waiting.map(async (item) => ({ place: item.place, bytes: await drawOrLoad(at, input, placed, item) })));
}

async function readyOf(at: CaseAt, input: Input, placed: Placed, shown: readonly SigningItem[]): Promise<readonly SigningItem[]> {
  const { definition } = taskAt(at, input.instance);
  const procedures = await proceduresOfTask(at.services, definition, at.loaded.case.procedure);
  return await Promise.all(
    shown.map(async (item) => {
      const unitPath = agencyOfTask(taskAt(at, input.instance), at.grants);
      const holder = holderOf(at, item, unitPath);
      const choice = keyChoice(input.key);
      const identity = await signerIdentity(at.services, at.actor.account, holder, choice, at.now);
      const bytes = await drawOrLoad(at, input, placed, item);
      const claim = { caseId: at.loaded.case.id, unitPath, procedures };
      const isNumbered = await takesNumberNow(at, item, unitPath);
      const fill = isNumbered ? await numberFor(at.services, at, claim, item, bytes, at.now) : undefined;
      const signed = {
        item,
        bytes,
        identity,
        method: choice.method,
        isFirst: item.base === 0,
        ...(isCopy(item)
          ? await copyLook(at.services, unitPath, input, item, at.now)
          : { reason: input.reason, look: await lookOf(at, holder, item, { bytes, identity }) }),
        ...(fill && { fill }),
      };
      return { ...item, ready: makeReady(at.services, signed, at.now) };
    }),
  );
}

const lookOf = async (
  { services, now }: CaseAt,
  holder: KeyHolder,
  { field }: SigningItem,
  { bytes, identity }: Pick<ToSign, 'bytes' | 'identity'>,
) => await signatureLook(services, holder, { field, bytes, signer: identity.certificate.name, now });

/** With the seal, or before the personal signature, as it is set for the agency. */
async function takesNumberNow({ services, now }: CaseAt, { capacity }: SigningItem, unitPath: string): Promise<boolean> {
  if (capacity === 'agencySeal') return true;
  return (await numberingMoment(services, unitPath, localDate(Date.parse(now)))) === 'personalSignature';
}

/** Whoever stands in for somebody signs with the own key. */
function holderOf({ actor }: CaseAt, { capacity }: SigningItem, unitPath: string): KeyHolder {
  return capacity === 'agencySeal' ? { capacity, unitPath } : { capacity, person: actor.person ?? actor.account };
}
