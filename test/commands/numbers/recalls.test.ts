/** Issued documents are corrected, replaced and recalled by other issued documents, never changed in place. */
import ava from 'ava';
import type { CommandOf } from '../../../commands/contract.ts';
import type { NumberEntry } from '../../../store/number-contract.ts';
import { findNumberEntry } from '../../../store/queries/list-numbers.ts';
import { listActs } from '../../../store/queries/list-acts.ts';
import { listAmendments, listRecalls } from '../../../store/queries/list-recalls.ts';
import { addDelivery } from '../../../store/projections/deliveries.ts';
import { assignNumber, useNumberOf } from '../../../store/repositories/numbers.ts';
import { deliverOutbox } from '../../../worker/deliver-outbox.ts';
import { approval, deployed, MANAGER, NOW, OFFICER, refusal, started } from '../fixtures.ts';
import { CLERK, CLERK_HUE, issued, PROSECUTOR, useRegistry } from './fixtures.ts';

const office = useRegistry(ava);
const test = ava.serial;
const at = ({ register, ordinal }: NumberEntry) => ({ register, ordinal });
const naming = ({ number }: NumberEntry): string => `V/v Quyết định số ${number} ngày 23/11/2026`;
const amend = async (amended: NumberEntry, by: NumberEntry, kind: 'correction' | 'replacement', who = CLERK) =>
  await office.run<'amendDocument'>(who, { type: 'amendDocument', ...at(amended), by: at(by), kind, reason: 'Sai ngày' });
const recall = async (recalled: NumberEntry, by: NumberEntry, more: Partial<CommandOf<'recallDocument'>> = {}, who = CLERK) =>
  await office.run<'recallDocument'>(who, { type: 'recallDocument', ...at(recalled), by: at(by), reason: 'Sai thẩm quyền', ...more });

test('a letter corrects a document, a document of equal form replaces it; both stay as they are', async (t) => {
  const decision = await issued(office, 'QĐ', 'Quyết định phân công');
  const letter = await issued(office, 'CV', naming(decision));
  const { amendment } = await amend(decision, letter, 'correction');
  t.is((await amend(decision, letter, 'correction')).amendment, amendment, 'the same again is the same');
  const next = await issued(office, 'QĐ', naming(decision));
  await amend(decision, next, 'replacement');
  t.like(await findNumberEntry(office.db, decision.register, decision.ordinal), { state: 'used', subject: 'Quyết định phân công' });
  t.like((await listAmendments(office.db, { ...at(decision), limit: 10 })).items, [
    { kind: 'correction', number: decision.number, day: '2026-11-23', byNumber: letter.number, reason: 'Sai ngày' },
    { kind: 'replacement', byNumber: next.number },
  ]);
  t.like((await listAmendments(office.db, { ...at(letter), limit: 10 })).items, [{ kind: 'correction', number: decision.number }]);
  const { items } = await listActs(office.db, { limit: 9, act: 'amendDocument' });
  t.is(items.length, 2);
  t.like(items[1], { reason: 'Sai ngày', outcome: { kind: 'correction', by: letter.number, number: decision.number } });
});

test('what does not fit is refused', async (t) => {
  const decision = await issued(office, 'QĐ', 'x');
  const letter = await issued(office, 'CV', naming(decision));
  const other = await issued(office, 'QĐ', 'Quyết định khác');
  const foreign = await issued(office, 'CV', naming(decision), CLERK_HUE, 'cuc.hue');
  const draft = await office.run<'reserveNumber'>(CLERK, {
    type: 'reserveNumber',
    unit: 'cuc.hanoi',
    kind: 'CV',
    subject: naming(decision),
  });
  t.is(await refusal(amend(decision, letter, 'replacement')), 'validation kindUnfit');
  t.is(await refusal(amend(decision, await issued(office, 'QĐ', naming(decision)), 'correction')), 'validation kindUnfit');
  t.is(await refusal(amend(decision, other, 'replacement')), 'validation documentNotNamed');
  t.is(await refusal(amend(decision, decision, 'replacement')), 'validation amendsItself');
  t.is(await refusal(amend(decision, draft, 'correction')), 'conflict numberNotIssued');
  t.is(await refusal(amend(draft, letter, 'correction')), 'conflict numberNotIssued');
  t.is(await refusal(amend(decision, letter, 'else' as never)), 'validation amendmentKind');
  t.is(await refusal(amend(decision, foreign, 'correction')), 'notFound numberRegisterNotFound');
  t.is(await refusal(amend(decision, letter, 'correction', CLERK_HUE)), 'notFound numberRegisterNotFound');
  t.is(await refusal(amend(decision, letter, 'correction', MANAGER)), 'forbidden forbidden.noRule');
  t.is(await refusal(recall(decision, letter, {}, OFFICER)), 'forbidden forbidden.noRule');
  t.is(await refusal(recall(decision, letter, { receivers: [{ receiver: 'x', unit: 'cuc.nowhere' }] })), 'validation unitUnknown');
  t.is(await refusal(recall(decision, letter, { receivers: [{ receiver: ' ' }] })), 'validation receiverRequired');
  t.is(await refusal(recall(decision, letter, { reason: ' ' })), 'validation reasonRequired');
  t.is(
    await refusal(recall(decision, letter, { receivers: Array.from({ length: 201 }, (_, n) => ({ receiver: `${n}` })) })),
    'validation tooManyReceivers',
  );
  t.deepEqual((await listAmendments(office.db, { ...at(decision), limit: 10 })).items, []);
  t.is((await findNumberEntry(office.db, decision.register, decision.ordinal))?.state, 'used');
});

test('a recall voids the number and follows each receiver until it confirms', async (t) => {
  const decision = await issued(office, 'QĐ', 'Quyết định sai thẩm quyền');
  const letter = await issued(office, 'CV', naming(decision));
  const receivers = [{ receiver: 'prosecutor', unit: 'cuc.vks' }, { receiver: 'Ủy ban nhân dân phường Ba Đình' }];
  t.is((await recall(decision, letter, { receivers })).receivers, 2);
  t.like(await findNumberEntry(office.db, decision.register, decision.ordinal), {
    state: 'void',
    voidReason: 'Sai thẩm quyền',
    signer: 'Chánh án',
  });
  t.is(await refusal(recall(decision, letter)), 'conflict numberNotIssued');
  const list = async (state?: 'pending' | 'confirmed') =>
    (await listRecalls(office.db, { limit: 10, register: decision.register, ordinal: decision.ordinal, state })).items;
  const [prosecutor, commune] = await list();
  t.like(prosecutor, {
    number: decision.number,
    by: letter.number,
    receiver: 'prosecutor',
    receiverUnit: 'cuc.vks',
    recalledAt: NOW,
    unitPath: 'cuc.hanoi',
  });

  await deliverOutbox(office.services);
  await deliverOutbox(office.services);
  const { rows } = await office.db.pool.query<{ recipient: string; text: { vi: string } }>(
    "select account as recipient, text from notice where template = 'document-recalled'",
  );
  t.deepEqual(rows.map(({ recipient }) => recipient), ['prosecutor']); // prettier-ignore
  t.regex(
    rows[0]?.text.vi ?? '',
    new RegExp(`^Thu hồi văn bản số ${decision.number} ngày 23/11/2026\\nTheo văn bản số ${letter.number}. Lý do: Sai thẩm quyền`),
  );

  const confirm = async (who: typeof CLERK, receiver = prosecutor?.id ?? 0) =>
    await office.run<'confirmRecall'>(who, { type: 'confirmRecall', receiver });
  t.is(await refusal(confirm(OFFICER)), 'notFound recallNotFound');
  t.is(await refusal(confirm(MANAGER)), 'forbidden forbidden.noRule', 'one who sees it does not confirm it for the receiver');
  t.is(await refusal(confirm(PROSECUTOR, commune?.id)), 'notFound recallNotFound', 'that of another receiver');
  t.true((await confirm(PROSECUTOR)).confirmed);
  t.is(await refusal(confirm(PROSECUTOR)), 'conflict recallConfirmed');

  const on = { type: 'recordRecall', receiver: commune?.id ?? 0, on: '2026-11-23', channel: 'post', confirmedBy: 'Phạm C' } as const;
  for (const [more, code] of [
    [{ on: '2026-11-22' }, 'confirmedBeforeRecall'],
    [{ on: '2026-11-24' }, 'actInFuture'],
    [{ channel: 'app' as never }, 'channelInvalid'],
    [{ confirmedBy: '' }, 'confirmedByRequired'],
  ] as const)
    t.is(await refusal(office.run<'recordRecall'>(CLERK, { ...on, ...more })), `validation ${code}`);
  t.is(await refusal(office.run<'recordRecall'>(CLERK_HUE, on)), 'notFound recallNotFound');
  t.true((await office.run<'recordRecall'>(CLERK, on)).confirmed);
  t.deepEqual(await list('pending'), []);
  t.like(await list('confirmed'), [
    { channel: 'post', confirmedBy: 'Phạm C', enteredBy: 'clerk', confirmedAt: '2026-11-22T17:00:00.000Z' },
    { receiver: 'prosecutor', channel: 'app', confirmedBy: 'person-prosecutor', enteredBy: 'prosecutor', confirmedAt: NOW },
  ]);
  for (const sql of [
    'delete from recall_receiver',
    "update recall_receiver set note = 'x'",
    "update recall_receiver set receiver = 'x'",
    'delete from document_amendment',
  ])
    await t.throwsAsync(async () => await office.db.pool.query(sql), { message: /append-only/ }, sql);
  t.deepEqual((await listActs(office.db, { limit: 3 })).items.map(({ act }) => act), ['recordRecall', 'confirmRecall', 'recallDocument']); // prettier-ignore
});

test('whom the case sent the document to is followed without being named', async (t) => {
  await deployed(office, ['approval.bpmn', approval('approval')]);
  const { caseId, instance } = await started(office, 'approval', { subject: 'x' });
  const sent = { caseId, instance, node: 'draft', name: { vi: 'Q', en: 'D' }, producedAt: NOW, producedBy: 'officer' };
  const { rows } = await office.db.pool.query<{ id: number }>(
    "insert into outbox (kind, payload, next_at) values ('documentProduced', '{}', 'infinity') returning id",
  );
  const entry = rows[0]?.id ?? 0;
  for (const [document, recipient] of [
    ['decision', 'prosecutor'],
    ['decision', 'prisoner'],
    ['other', 'judge'],
  ] as const)
    // prettier-ignore
    await addDelivery(office.db, { ...sent, document, recipient, ...(recipient === 'prosecutor' && { recipientUnit: 'cuc.vks' }) }, entry);
  const documentId = '019aaaaa-0000-7000-8000-0000000000dd';
  const by = { account: 'system:seal', now: NOW };
  const asked = { unitPath: 'cuc.hanoi', kind: 'QĐ', day: '2026-11-23', caseId, document: 'decision', documentId };
  await assignNumber(office.db, asked, by);
  const decision = await useNumberOf(office.db, documentId, { signedOn: '2026-11-23' }, by);
  const letter = await issued(office, 'CV', naming(decision));
  t.is((await recall(decision, letter, { receivers: [{ receiver: 'prosecutor', unit: 'cuc.vks' }] })).receivers, 2, 'each once');
  const { items } = await listRecalls(office.db, { limit: 10, ordinal: decision.ordinal, register: decision.register });
  t.deepEqual(items.map(({ receiver, receiverUnit }) => `${receiver}@${receiverUnit}`).toSorted(), ['prisoner@cuc.hanoi', 'prosecutor@cuc.vks']); // prettier-ignore
});
