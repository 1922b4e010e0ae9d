import ava from 'ava';
import { loadCase } from '../../../store/repositories/load-case.ts';
import type { CommandOf } from '../../../commands/contract.ts';
import type { PaperAct } from '../../../commands/tasks/paper-act.ts';
import { toldScanner } from '../../scanning/told-scanner.ts';
import { scanPdf, sha256 } from '../uploads/files.ts';
import { MANAGER, NOW, OFFICER, person, refusal } from '../fixtures.ts';
import { atReview, bind, CLERK, PAPER, useBoundOffice } from './fixtures.ts';

const office = useBoundOffice(ava);
const test = ava.serial;
const FILE = scanPdf({ text: 'phiếu', drawn: true });
const SCANS = [{ name: 'phieu.pdf', sha256: sha256(FILE), pages: 1 }];
const BY = { name: 'Trần Văn Bình', title: 'Chánh án' };
const ACT = { at: '2026-11-20', by: [BY], scans: SCANS };
const DATA = { outcome: 'approve', variables: { subject: 'Đơn', months: 3 } };

test.before(async () => void (await bind(office, PAPER)));

const scanned = async ({ caseId }: { readonly caseId: string }, by = CLERK) =>
  await office.run<'storeUpload'>(by, { type: 'storeUpload', caseId, file: FILE });

type On = { readonly caseId: string; readonly instance: number };
async function enter(on: On, more: Partial<CommandOf<'completeTask'>> = {}, by = CLERK) {
  await office.run<'claimTask'>(by, { type: 'claimTask', ...on });
  await scanned(on, by);
  return await office.run<'completeTask'>(by, { type: 'completeTask', ...on, ...DATA, paper: ACT, ...more });
}
const tasksOf = async (on: On, ...tasks: number[]) => (await loadCase(office.db, on.caseId, { now: NOW, tasks }))?.tasks ?? [];

test('the task goes to the clerks of the unit, and to nobody else', async (t) => {
  const on = await atReview(office);
  const [task] = await tasksOf(on, on.instance);
  t.like(task, { mode: 'paper', candidateRoles: ['clerk'], unitPath: 'cuc.hanoi' });
  t.is(await refusal(office.run<'claimTask'>(MANAGER, { type: 'claimTask', ...on })), 'forbidden forbidden.noRule');
});

test('scans, the real date and who acted are demanded beside outcome, reason and form', async (t) => {
  const on = await atReview(office);
  await office.run<'claimTask'>(CLERK, { type: 'claimTask', ...on });
  const complete = async (more: object): Promise<string> =>
    await refusal(office.run<'completeTask'>(CLERK, { type: 'completeTask', ...on, ...DATA, ...more } as CommandOf<'completeTask'>));
  t.is(await complete({}), 'validation paperActRequired');
  t.is(await complete({ paper: { ...ACT, scans: [] } }), 'validation scansInvalid');
  t.is(await complete({ paper: { ...ACT, scans: [{ name: 'x', sha256: 'zz', pages: 1 }] } }), 'validation scansInvalid');
  t.is(await complete({ paper: { ...ACT, scans: [{ ...SCANS[0], pages: 0 }] } }), 'validation scansInvalid');
  t.is(await complete({ paper: { ...ACT, by: [] } }), 'validation actedByRequired');
  t.is(await complete({ paper: { ...ACT, by: [{ name: 'Ai', person: 'nobody' }] } }), 'validation actorUnknown');
  t.is(await complete({ paper: { ...ACT, at: '2026-11-24' } }), 'validation actInFuture');
  t.is(await complete({ paper: { ...ACT, at: '2026-02-30' } }), 'validation atInvalid');
  t.is(await complete({ paper: ACT, outcome: 'reject' }), 'validation reasonRequired');
  t.is(await complete({ paper: ACT, variables: { subject: 'Đơn', months: 13 } }), 'validation formInvalid');
  t.like((await tasksOf(on, on.instance))[0], { state: 'open', mode: 'paper' });
});

test('a scan must be stored, with its pages; with the task it belongs to the case', async (t) => {
  const on = await atReview(office);
  await office.run<'claimTask'>(CLERK, { type: 'claimTask', ...on });
  const complete = async (scans: PaperAct['scans']) =>
    await office.run<'completeTask'>(CLERK, { type: 'completeTask', ...on, ...DATA, paper: { ...ACT, scans } });
  t.is(await refusal(complete(SCANS)), 'validation scanMissing');
  await scanned(on, OFFICER);
  t.is(await refusal(complete(SCANS)), 'validation scanMissing', 'what somebody else brought is not theirs to enter');
  await scanned(on);
  t.is(await refusal(complete([{ name: 'phieu.pdf', sha256: sha256(FILE), pages: 2 }])), 'validation scanMissing');
  await complete([...SCANS, ...SCANS]);
  const kept = 'select account from upload where case_id = $1 and expires_at is null';
  t.deepEqual((await office.db.pool.query(kept, [on.caseId])).rows, [{ account: 'clerk' }]);
});

test('a scan that no scanner has looked at for malware is not entered, one with malware never', async (t) => {
  const on = await atReview(office);
  await office.run<'claimTask'>(CLERK, { type: 'claimTask', ...on });
  await scanned(on);
  const enterIt = async () => await refusal(office.run<'completeTask'>(CLERK, { type: 'completeTask', ...on, ...DATA, paper: ACT }));
  Object.assign(office.services, { scanner: toldScanner() });
  t.teardown(() => void Object.assign(office.services, { scanner: undefined }));
  t.is(await enterIt(), 'conflict uploadNotScanned');
  await office.db.pool.query("update upload set finding = 'x' where case_id = $1", [on.caseId]);
  t.is(await enterIt(), 'conflict uploadBlocked');
});

test('what is done here takes no paper', async (t) => {
  const { caseId, opened } = await office.run<'startCase'>(OFFICER, { type: 'startCase', procedure: 'bound' });
  const on = { caseId, instance: opened[0]?.instance ?? 0 };
  await office.run<'claimTask'>(OFFICER, { type: 'claimTask', ...on });
  const complete = office.run<'completeTask'>(OFFICER, { type: 'completeTask', ...on, paper: ACT });
  t.is(await refusal(complete), 'validation paperActUnexpected');
});

test('the terms that follow count from the day of the act, and the act is judged by that day', async (t) => {
  const on = await atReview(office);
  const [review] = await tasksOf(on, on.instance);
  const { opened } = await enter(on);
  const [done, next] = await tasksOf(on, on.instance, opened[0]?.instance ?? 0);
  // Friday the 20th in Hanoi; one working day on is Monday the 23rd, at its end
  t.is(next?.dueAt, '2026-11-23T17:00:00.000Z');
  // entered on Monday; the 24th is a day off
  t.is(review?.dueAt, '2026-11-25T17:00:00.000Z');
  t.deepEqual(done?.act, { at: '2026-11-19T17:00:00.000Z', by: ['paper:trần văn bình'] });
  t.is(done?.closedAt, NOW);
});

test('whoever drafted may not have reviewed on paper, by record or by name', async (t) => {
  for (const by of [{ name: 'officer', person: 'person-officer' }, { name: ' Officer ' }]) {
    const on = await atReview(office);
    t.is(await refusal(enter(on, { paper: { ...ACT, by: [by] } })), 'forbidden personExcluded');
  }
});

test('the clerk who enters is not the one who acted', async (t) => {
  await bind(office, { ...PAPER, role: 'officer' });
  try {
    const { caseId, opened } = await office.run<'startCase'>(OFFICER, { type: 'startCase', procedure: 'bound' });
    const draft = { caseId, instance: opened[0]?.instance ?? 0 };
    const drafter = { ...ACT, by: [{ name: 'Lê Thị Soạn' }] };
    const next = await enter(draft, { outcome: undefined, variables: {}, paper: drafter } as never);
    const review = { caseId, instance: next.opened[0]?.instance ?? 0 };
    t.is(await refusal(enter(review, { paper: { ...ACT, by: [{ name: 'lê thị  soạn' }] } })), 'forbidden personExcluded');
    await scanned(review);
    await office.run<'completeTask'>(CLERK, { type: 'completeTask', ...review, ...DATA, paper: ACT });
    t.like((await tasksOf(review, review.instance))[0], { state: 'completed', closedPerson: 'person-clerk' });
  } finally {
    await bind(office, { role: 'officer', mode: 'internal' });
  }
});

test('a clerk who did the draft here may not enter its review', async (t) => {
  await bind(office, { ...PAPER, clerkRole: 'officer' });
  const on = await atReview(office);
  t.is(await refusal(enter(on, {}, OFFICER)), 'forbidden forbidden.rule');
  await enter(on, {}, person('officer2'));
  t.is((await tasksOf(on, on.instance))[0]?.state, 'completed');
  await bind(office, PAPER);
});
