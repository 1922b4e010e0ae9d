import test from 'ava';
import type { CommandOf } from '../../commands/contract.ts';
import { loadCase } from '../../store/repositories/load-case.ts';
import {
  approval,
  bpmn,
  chain,
  deployed,
  done,
  MANAGER,
  NOW,
  OFFICER,
  opened,
  refusal,
  started,
  SYSADMIN,
  task,
  useOffice,
} from './fixtures.ts';

const office = useOffice(test);
const linear = (...steps: readonly string[]): string =>
  bpmn(
    'linear',
    `<startEvent id="start"/>${steps.map((id) => task(id, 'tk:candidateRoles="officer"')).join('')}<endEvent id="end"/>${chain('start', ...steps, 'end')}`,
  );
let [second, other] = ['', ''];
let cases: readonly { readonly caseId: string; readonly instance: number }[] = [];
const caseOf = async (caseId: string) => (await loadCase(office.db, caseId, { now: NOW }))?.case;

test.serial.before(async () => {
  await deployed(office, ['linear.bpmn', linear('draft', 'old')]);
  const [one, two, three] = [await started(office, 'linear'), await started(office, 'linear'), await started(office, 'linear')];
  await done(office, OFFICER, two);
  cases = [one, two, three];
  second = await deployed(office, ['linear.bpmn', linear('draft', 'renamed', 'extra')]);
  other = await deployed(office, ['approval.bpmn', approval('approval')]);
});

const migrate = (more: Partial<CommandOf<'migrateCases'>> = {}): CommandOf<'migrateCases'> => ({
  type: 'migrateCases',
  cases: cases.map(({ caseId }) => caseId),
  definition: second,
  reason: 'quy định mới',
  ...more,
});

test.serial('a dry run tells of each case whether it fits, with every reason, and writes nothing', async (t) => {
  const { items, dryRun } = await office.run<'migrateCases'>(SYSADMIN, migrate({ dryRun: true }));
  t.true(dryRun);
  t.deepEqual(
    items.map(({ result }) => (result.ok ? 'fits' : result.refusal.code)),
    ['fits', 'migrationRefused', 'fits'],
  );
  const [, refused] = items;
  t.true(refused && !refused.result.ok && refused.result.refusal.problems.some(({ path }) => path === 'old'));
  for (const { caseId } of cases) t.not((await caseOf(caseId))?.definition, second);
});

test.serial('only who may migrate does, with a reason', async (t) => {
  const { items } = await office.run<'migrateCases'>(MANAGER, migrate());
  t.true(items.every(({ result }) => !result.ok && result.refusal.kind === 'forbidden'));
  t.is(await refusal(office.run<'migrateCases'>(SYSADMIN, migrate({ reason: ' ' }))), 'validation reasonRequired');
  t.is(await refusal(office.run<'migrateCases'>(SYSADMIN, migrate({ cases: [] }))), 'validation casesRequired');
});

test.serial('cases that fit go over, the others stay, and a repetition answers the same', async (t) => {
  const first = await office.run<'migrateCases'>(SYSADMIN, migrate(), { idempotencyKey: 'mig-1' });
  t.deepEqual(
    first.items.map(({ result }) => result.ok),
    [true, false, true],
  );
  t.deepEqual(await office.run<'migrateCases'>(SYSADMIN, migrate(), { idempotencyKey: 'mig-1' }), first);
  t.is((await caseOf(cases[0]?.caseId ?? ''))?.definition, second);
  t.is((await caseOf(cases[0]?.caseId ?? ''))?.revision, 2);
  const mapped = await office.run<'migrateCases'>(SYSADMIN, migrate({ cases: [cases[1]?.caseId ?? ''], map: { old: 'renamed' } }));
  t.true(mapped.items[0]?.result.ok);
});

test.serial('a migrated case goes on as the new version says', async (t) => {
  const [one] = cases;
  const next = opened(await done(office, OFFICER, one ?? { caseId: '', instance: 0 }), 'renamed');
  t.is(one?.caseId, opened(await done(office, OFFICER, next)).caseId);
});

test.serial('a case goes to another version of its own procedure only', async (t) => {
  const codes = async (definition: string) =>
    (await office.run<'migrateCases'>(SYSADMIN, migrate({ definition, cases: [cases[2]?.caseId ?? ''] }))).items.map(
      ({ result }) => result.ok || result.refusal.code,
    );
  t.deepEqual(await codes(other), ['otherProcedure']);
  t.deepEqual(await codes(second), ['sameVersion']);
  t.deepEqual(await codes(cases[0]?.caseId ?? ''), ['definitionNotFound']);
});
