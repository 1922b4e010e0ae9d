import ava from 'ava';
import { completeInMode } from '../../../commands/bindings/complete-in-mode.ts';
import { replayCase } from '../../../commands/replay-case.ts';
import type { WorkMode } from '../../../engine/bindings/binding.ts';
import type { LoadedCase } from '../../../store/contract.ts';
import { loadCase } from '../../../store/repositories/load-case.ts';
import { listHistory } from '../../../store/queries/case-history.ts';
import { scanPdf, sha256 } from '../uploads/files.ts';
import { MANAGER, NOW, OFFICER, refusal } from '../fixtures.ts';
import { atReview, bind, CLERK, EXCHANGE, PAPER, PARTNER, useBoundOffice } from './fixtures.ts';

const office = useBoundOffice(ava);
const test = ava.serial;
const FILE = scanPdf({ text: 'quyết định', pages: 2, drawn: true });
const SCANS = [{ name: 'quyet-dinh.pdf', sha256: sha256(FILE), pages: 2 }];
const STAND = { clerk: CLERK, partner: PARTNER, scans: SCANS };
const BINDINGS = { internal: { mode: 'internal' }, exchange: EXCHANGE, paper: PAPER } as const;

/** From start to end with the same outcome and data; answers what the case came to. */
async function course(mode: WorkMode) {
  await bind(office, BINDINGS[mode]);
  const review = await atReview(office);
  const task = (await loadCase(office.db, review.caseId, { now: NOW, tasks: [review.instance] }))?.tasks[0];
  if (mode === 'paper') await office.run<'storeUpload'>(CLERK, { type: 'storeUpload', caseId: review.caseId, file: FILE });
  const finish = {
    ...review,
    outcome: 'reject',
    reason: 'Chưa đủ căn cứ',
    variables: { subject: 'Đơn', months: 3 },
    at: NOW,
    by: { actor: MANAGER, person: 'person-manager', name: 'manager' },
  };
  let opened = 0;
  for (const [actor, command] of completeInMode(mode, finish, STAND)) opened = (await office.run(actor, command)).opened[0]?.instance ?? 0;
  await office.run<'claimTask'>(OFFICER, { type: 'claimTask', caseId: review.caseId, instance: opened });
  const end = await office.run<'completeTask'>(OFFICER, { type: 'completeTask', caseId: review.caseId, instance: opened });
  const { items } = await listHistory(office.db, review.caseId, { limit: 50 });
  const ended = await loadCase(office.db, review.caseId, { now: NOW, tasks: [review.instance] });
  return { review, task, end, ended, path: items.flatMap(({ trace }) => trace.map((entry) => JSON.stringify(entry))) };
}

/** Without the id of the case, which is another one each time. */
const dataOf = (loaded: LoadedCase | undefined) => ({ ...loaded?.variables['1'], caseId: undefined });

test('the same diagram takes the same course here, by exchange and on paper', async (t) => {
  const runs = { internal: await course('internal'), exchange: await course('exchange'), paper: await course('paper') };
  for (const [mode, { task, end, ended, path }] of Object.entries(runs)) {
    t.is(task?.mode, mode as WorkMode, mode);
    t.is(end.status, 'ended', mode);
    t.deepEqual(path, runs.internal.path, mode);
    t.deepEqual(dataOf(ended), dataOf(runs.internal.ended), mode);
    t.like(ended?.tasks[0], { state: 'completed', outcome: 'reject' }, mode);
  }
  t.deepEqual(runs.paper.ended?.tasks[0]?.act, { at: NOW, by: ['person-manager'] });
  t.is(runs.internal.ended?.tasks[0]?.act, undefined);
});

test('a case that was bound replays to the same bytes, whatever the register says now', async (t) => {
  for (const mode of ['exchange', 'paper', 'internal'] as const) {
    await bind(office, BINDINGS[mode]);
    const { caseId } = await atReview(office);
    await bind(office, BINDINGS[mode === 'paper' ? 'exchange' : 'paper']);
    office.services.bindings.forget();
    const loaded = await loadCase(office.db, caseId, { now: NOW });
    const replayed = await replayCase(office.services, caseId);
    t.is(JSON.stringify(replayed?.state), JSON.stringify(loaded?.state), mode);
    t.is(JSON.stringify(replayed?.variables), JSON.stringify(loaded?.variables), mode);
  }
});

test('what is open stays where it is when the register changes', async (t) => {
  await bind(office, { mode: 'internal' });
  const review = await atReview(office);
  await bind(office, PAPER);
  await office.run<'claimTask'>(MANAGER, { type: 'claimTask', ...review });
  t.is(await refusal(office.run<'claimTask'>(CLERK, { type: 'claimTask', ...review })), 'notFound taskNotFound');
  t.like((await loadCase(office.db, review.caseId, { now: NOW }))?.tasks[0], { mode: 'internal' });
});
