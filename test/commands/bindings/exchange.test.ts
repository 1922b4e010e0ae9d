import ava from 'ava';
import type { CommandOf } from '../../../commands/contract.ts';
import { listExchangeOfTask } from '../../../store/queries/list-exchange.ts';
import { loadCase } from '../../../store/repositories/load-case.ts';
import { MANAGER, NOW, OFFICER, refusal } from '../fixtures.ts';
import { atReview, bind, CLERK, delivered, EXCHANGE, OTHER_PARTNER, PARTNER, useBoundOffice } from './fixtures.ts';

const office = useBoundOffice(ava);
const test = ava.serial;
type On = { readonly caseId: string; readonly instance: number };

test.beforeEach(async () => void (await bind(office, EXCHANGE)));

const answer = (on: On, more: Partial<CommandOf<'answerExchangeTask'>> = {}) =>
  office.run<'answerExchangeTask'>(PARTNER, {
    type: 'answerExchangeTask',
    ...on,
    id: `answer-${on.caseId}`,
    outcome: 'approve',
    variables: { subject: 'Đơn', months: 3 },
    ...more,
  });
const taskOf = async (on: On) => (await loadCase(office.db, on.caseId, { now: NOW, tasks: [on.instance] }))?.tasks[0];
const requestOf = async (on: On) => (await listExchangeOfTask(office.db, on.caseId, on.instance))[0];
const fetched = async (again = false) =>
  (await office.run<'fetchExchange'>(PARTNER, { type: 'fetchExchange', limit: 200, again })).messages;

test('the agency is asked with what it needs, and nothing else of the case', async (t) => {
  const on = await atReview(office);
  await delivered(office);
  const event = (await requestOf(on))?.payload as Record<string, Record<string, unknown>>;
  t.like(event, {
    specversion: '1.0',
    type: 'vn.trinh-ky.work.requested.v1',
    subject: (await loadCase(office.db, on.caseId, { now: NOW }))?.case.code,
  });
  t.deepEqual(event['data']?.['variables'], { subject: 'Đơn' });
  t.deepEqual(event['data']?.['form'], { key: 'review-form', version: 1 });
  t.deepEqual(event['data']?.['outcomes'], ['approve', 'reject']);
  t.is(event['data']?.['due'], (await taskOf(on))?.dueAt);
  t.false(JSON.stringify(event).includes('không gửi'));
});

test('a binding may share more, by name', async (t) => {
  await bind(office, { ...EXCHANGE, shares: ['secret', 'absent'] });
  const on = await atReview(office);
  await delivered(office);
  const event = (await requestOf(on))?.payload as { data: { variables: unknown } } | undefined;
  t.deepEqual(event?.data.variables, { subject: 'Đơn', secret: 'không gửi' });
});

test('delivered, read and answered are on the request; what was fetched comes again only when asked', async (t) => {
  const on = await atReview(office);
  await delivered(office);
  const mine = (messages: readonly { caseId: string }[]) => messages.filter(({ caseId }) => caseId === on.caseId).length;
  t.is((await requestOf(on))?.deliveredAt, undefined);
  t.is(mine(await fetched()), 1);
  t.is(mine(await fetched()), 0);
  t.is(mine(await fetched(true)), 1);
  const message = (await requestOf(on))?.id ?? '';
  const read = async () => (await office.run<'readExchange'>(PARTNER, { type: 'readExchange', message })).read;
  t.deepEqual([await read(), await read()], [true, false]);
  await answer(on);
  await delivered(office);
  t.like(await requestOf(on), { deliveredAt: NOW, readAt: NOW, answeredAt: NOW });
  t.is(mine(await fetched(true)), 0);
});

test('another agency finds nothing to fetch, read or answer', async (t) => {
  const on = await atReview(office);
  await delivered(office);
  const message = (await requestOf(on))?.id ?? '';
  const { messages } = await office.run<'fetchExchange'>(OTHER_PARTNER, { type: 'fetchExchange', again: true });
  t.deepEqual(messages, []);
  t.is(await refusal(office.run<'readExchange'>(OTHER_PARTNER, { type: 'readExchange', message })), 'notFound exchangeNotFound');
  const foreign = { type: 'answerExchangeTask', ...on, id: 'x', outcome: 'approve' } as const;
  t.is(await refusal(office.run<'answerExchangeTask'>(OTHER_PARTNER, foreign)), 'notFound taskNotFound');
  t.is(await refusal(office.run<'answerExchangeTask'>(MANAGER, foreign)), 'notFound taskNotFound');
  t.is(await refusal(office.run<'fetchExchange'>(MANAGER, { type: 'fetchExchange' })), 'forbidden notAPartner');
});

test('an answer is checked by the same form, outcome and reason, and a wrong one changes nothing', async (t) => {
  const on = await atReview(office);
  t.is(await refusal(answer(on, { variables: { months: 13 } })), 'validation formInvalid');
  t.is(await refusal(answer(on, { outcome: 'reject' })), 'validation reasonRequired');
  t.is(await refusal(answer(on, { outcome: 'maybe' })), 'validation outcomeUnknown');
  t.is(await refusal(answer(on, { formVersion: 7 })), 'validation formVersionOther');
  t.is(await refusal(answer(on, { id: 'with blank' })), 'validation idInvalid');
  t.is(await refusal(answer(on, { at: '2026-12-01' })), 'validation actInFuture');
  t.is(await refusal(answer(on, { by: [{ name: 'officer', person: 'person-officer' }] })), 'forbidden personExcluded');
  t.like(await taskOf(on), { state: 'open', mode: 'exchange' });
});

test('the same message twice is one answer; another message after it is late', async (t) => {
  const on = await atReview(office);
  const first = await answer(on);
  t.deepEqual(await answer(on), first);
  t.is(await refusal(answer(on, { outcome: 'reject', reason: 'Khác' })), 'conflict idempotencyKeyReused');
  t.is(await refusal(answer(on, { id: 'second' })), 'conflict exchangeAnswered');
});

test('nobody here can take the work, but for the fallback role with a reason; then the answer is late', async (t) => {
  const closed = await atReview(office);
  t.is(await refusal(office.run<'claimTask'>(MANAGER, { type: 'claimTask', ...closed })), 'forbidden forbidden.noRule');
  await bind(office, { ...EXCHANGE, fallbackRole: 'manager' });
  const on = await atReview(office);
  t.is(await refusal(office.run<'claimTask'>(MANAGER, { type: 'claimTask', ...on })), 'validation reasonRequired');
  await office.run<'claimTask'>(MANAGER, { type: 'claimTask', ...on, reason: 'Hệ thống bạn ngừng' });
  t.is(await refusal(answer(on)), 'conflict exchangeTakenOver');
  const outcome = { outcome: 'approve', variables: { subject: 'Đơn', months: 3 } };
  await office.run<'completeTask'>(MANAGER, { type: 'completeTask', ...on, ...outcome });
  t.is((await taskOf(on))?.state, 'completed');
});

test('what is cancelled is withdrawn, and an answer after it is refused', async (t) => {
  const on = await atReview(office);
  await delivered(office);
  await office.run<'cancelCase'>(OFFICER, { type: 'cancelCase', caseId: on.caseId, reason: 'Rút đơn' });
  await delivered(office);
  const messages = await listExchangeOfTask(office.db, on.caseId, on.instance);
  t.deepEqual(messages.map(({ type }) => type).toSorted(), ['workRequested', 'workWithdrawn']);
  t.is(messages.find(({ type }) => type === 'workRequested')?.withdrawnAt, NOW);
  t.regex(await refusal(answer(on)), /conflict (exchangeWithdrawn|caseEnded)/);
});

const bounce = (on: On) =>
  office.run<'bounceExchangeTask'>(PARTNER, { type: 'bounceExchangeTask', ...on, id: `bounce-${on.caseId}`, reason: 'Không nhận' });

test('a bounce is an incident; resolved, the agency is asked again', async (t) => {
  const on = await atReview(office);
  const { incidents } = await bounce(on);
  t.like(incidents[0], { kind: 'exchangeBounced', message: 'Không nhận' });
  t.is(await refusal(answer(on)), 'conflict exchangeWithdrawn');
  const sysadmin = { account: 'sysadmin', person: 'person-sysadmin' };
  const { opened } = await office.run<'resolveIncident'>(sysadmin, { type: 'resolveIncident', ...on });
  t.is(opened[0]?.instance, on.instance);
  await delivered(office);
  t.is((await listExchangeOfTask(office.db, on.caseId, on.instance)).length, 2);
  await answer(on);
  t.is((await taskOf(on))?.state, 'completed');
});

test('a bounce falls back to paper where the binding says so', async (t) => {
  await bind(office, { ...EXCHANGE, onBounce: 'paper', clerkRole: 'clerk' });
  const on = await atReview(office);
  await delivered(office);
  const due = (await taskOf(on))?.dueAt;
  await bounce(on);
  await delivered(office);
  t.like(await taskOf(on), { state: 'open', mode: 'paper', candidateRoles: ['clerk'], dueAt: due });
  t.is((await requestOf(on))?.bouncedAt, NOW);
  t.is(await refusal(answer(on)), 'notFound taskNotFound');
  await office.run<'claimTask'>(CLERK, { type: 'claimTask', ...on });
});
