/** It is the agency's turn: whoever keeps the seal is shown the documents as the persons have signed them. */
import { Invariant, Rejection } from '../../errors.ts';
import { forbidden } from '../../casework/require-permission.ts';
import { can } from '../../policies/can.ts';
import { byRight } from '../../store/by-right.ts';
import { definitionOfTask } from '../../store/queries/definition-of-task.ts';
import { loadContent, loadDocument } from '../../store/repositories/documents.ts';
import { loadDrawn, loadSigned, saveReady } from '../../store/repositories/signing-items.ts';
import type { Signing, SigningItem } from '../../store/signing-contract.ts';
import type { PlainCommandOf } from '../case-command.ts';
import type { Services } from '../contract.ts';
import { crashPoint } from '../crash-point.ts';
import { completionOf } from './completion-text.ts';
import { copyLook } from './copy-look.ts';
import { isCopy } from './document-route.ts';
import { keyChoice } from './key-choice.ts';
import { numberFor } from './number-at-seal.ts';
import { makeReady } from './make-ready.ts';
import { proceduresOfTask } from './module-document.ts';
import { requireUnderWay, signingAt, type SigningAt } from './signing-at.ts';
import { signatureLook } from './signature-look.ts';
import { signerIdentity } from './signer-identity.ts';
import { signingView } from './signing-view.ts';
import { requireCleanCopy } from '../uploads/require-clean-copy.ts';

export const beginSeal: PlainCommandOf<'beginSeal'> = {
  kind: 'plain',
  by: 'person',
  answer: 'kept',
  covered: true,
  async run(acting, { services, input }, now) {
    const found = await signingAt(services, acting, input.signing);
    const { signing, items } = found;
    requireKeeper(found, acting);
    requireUnderWay(signing, now);
    const next = sealsOf(items);
    if (next.length === 0) throw new Rejection('conflict', 'nothingToSign', 'Expected a signing that waits for the seal.');
    const choice = keyChoice(input.key);
    const holder = { capacity: 'agencySeal', unitPath: signing.unitPath } as const;
    const identity = await signerIdentity(services, acting.actor.account, holder, choice, now);
    const procedures = await proceduresOf(services, signing);
    const ready = await Promise.all(
      next.map(async (item) => {
        const bytes = await bytesBefore(services, found, item);
        await requireCleanCopy(services, signing.caseId, bytes);
        const fill = await numberFor(services, acting, { ...signing, procedures }, item, bytes, now);
        const look = isCopy(item)
          ? await copyLook(services, signing.unitPath, completionOf(signing.completion), item, now)
          : { look: await signatureLook(services, holder, { field: item.field, bytes, signer: identity.certificate.name, now }) };
        const seal = {
          item,
          bytes,
          identity,
          method: choice.method,
          isFirst: isCopy(item) || item.base === 0,
          ...(fill && { fill }),
          ...look,
        };
        return { ...item, ready: makeReady(services, seal, now) };
      }),
    );
    crashPoint('signingPrepared');
    await byRight(services.db, acting.epochs, async (tx) => {
      for (const item of ready) await saveReady(tx, signing, item.place, item.ready);
    });
    crashPoint('signingBegun');
    return signingView(
      signing,
      items.map((item) => ready.find(({ place }) => place === item.place) ?? item),
    );
  },
};

async function proceduresOf(services: Services, { caseId, instance, procedure }: Signing): Promise<readonly string[]> {
  const definition = await definitionOfTask(services.db, caseId, instance);
  return definition === undefined ? [procedure] : await proceduresOfTask(services, definition, procedure);
}

function requireKeeper(
  { keepsSeal, signing: { procedure, unitPath } }: SigningAt,
  { ability }: Parameters<PlainCommandOf<'beginSeal'>['run']>[0],
) {
  if (!keepsSeal) throw forbidden(can(ability, 'seal', 'Task', { procedure, unitPath }), 'seal', 'Task');
}

/** Seals whose turn it is: all before them on their document are given. */
function sealsOf(items: readonly SigningItem[]): readonly SigningItem[] {
  const isGiven = ({ signedSha256 }: SigningItem): boolean => signedSha256 !== undefined;
  const before = (item: SigningItem) => items.filter(({ documentId, place }) => documentId === item.documentId && place < item.place);
  return items.filter((item) => item.capacity === 'agencySeal' && !isGiven(item) && before(item).every(isGiven));
}

async function bytesBefore({ db }: Services, { signing, items }: SigningAt, item: SigningItem): Promise<Buffer> {
  const before = items.findLast(({ documentId, place }) => documentId === item.documentId && place < item.place);
  if (before) return required(await loadSigned(db, signing, before), item);
  const drawn = await loadDrawn(db, signing, item.place);
  if (drawn || isCopy(item)) return required(drawn, item);
  const document = await loadDocument(db, item.documentId);
  return required(document && (await loadContent(db, signing.caseId, document.sha256)), item);
}

function required(bytes: Buffer | undefined, { key }: SigningItem): Buffer {
  if (bytes) return bytes;
  throw new Invariant(`Expected the bytes of document '${key}' to be kept while it is signed.`);
}
