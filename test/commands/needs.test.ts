/** What a step asks for while it runs: called processes, decisions, deadlines, each resolved to a version that the log keeps. */
import test from 'ava';
import { replayCase } from '../../commands/replay-case.ts';
import { shipCalendar } from '../../composition/modules/ship-calendar.ts';
import { loadCase } from '../../store/repositories/load-case.ts';
import { listHistory } from '../../store/queries/case-history.ts';
import { installParameters } from '../../store/repositories/parameters.ts';
import type { Json } from '../../expressions/json.ts';
import vn from '../../law/calendars/vn.json' with { type: 'json' };
import { readCalendar } from '../../law/read-calendar.ts';
import { bpmn, chain, deployed, done, NOW, OFFICER, ONE_WORKING_DAY, started, task, useOffice } from './fixtures.ts';

const office = useOffice(test);
const ruled = (procedure: string, attributes: string): string =>
  bpmn(
    procedure,
    `<startEvent id="start"/><businessRuleTask id="rule" name="rule" tk:decision="level" tk:resultVariable="level" ${attributes}/>
    ${task('after', 'tk:candidateRoles="officer"')}<endEvent id="end"/>${chain('start', 'rule', 'after', 'end')}`,
  );
const dmn = (limit: number, root = ''): string => `<?xml version="1.0" encoding="UTF-8"?>
<definitions xmlns="https://www.omg.org/spec/DMN/20191111/MODEL/" id="m" name="m" namespace="http://trinh-ky.vn/test/level" ${root}>
  <inputData id="i" name="months"><variable name="months"/></inputData>
  <decision id="level" name="Mức"><variable name="level"/>
    <informationRequirement id="ir"><requiredInput href="#i"/></informationRequirement>
    <literalExpression id="le"><text>if months &gt; ${limit} then "cao" else "thấp"</text></literalExpression>
  </decision>
</definitions>`;
const IN_FORCE = (from: string): string => `xmlns:tk="urn:trinh-ky:bpmn:1" tk:validFrom="${from}"`;

async function levelOf(procedure: string, months = 8): Promise<Json | undefined> {
  const { caseId } = await started(office, procedure, { months });
  return (await loadCase(office.db, caseId, { now: NOW }))?.variables['1']?.['level'];
}

test.serial('a decision that nobody deployed stops its element: the start is refused, and says why', async (t) => {
  await deployed(office, ['r.bpmn', ruled('early', '')]);
  const error = await t.throwsAsync(async () => await started(office, 'early', { months: 8 }));
  t.like(error, { code: 'startFailed' });
  t.regex(error?.message ?? '', /decision 'level'/);
});

test.serial('a decision is taken by the version in force on the day asked for; the log keeps which one', async (t) => {
  await deployed(office, ['d.dmn', dmn(6)]);
  await deployed(office, ['r.bpmn', ruled('latest', '')], ['d.dmn', dmn(6)]);
  t.is(await levelOf('latest'), 'cao');
  await deployed(office, ['d.dmn', dmn(10, IN_FORCE('2030-01-01'))]);
  t.is(await levelOf('latest'), 'cao');
  await deployed(office, ['d.dmn', dmn(9, IN_FORCE('2026-01-01'))]);
  t.is(await levelOf('latest'), 'thấp');
  // a correction of the old rules does not displace the new ones
  await deployed(office, ['d.dmn', dmn(5)]);
  t.is(await levelOf('latest'), 'thấp');
  await deployed(office, ['o.bpmn', ruled('offence', 'tk:decisionAsOf="offence"')]);
  const { caseId } = await started(office, 'offence', { months: 8, offenceDate: { $type: 'date', value: '2024-05-01' } });
  t.is((await loadCase(office.db, caseId, { now: NOW }))?.variables['1']?.['level'], 'cao');
  const [first] = (await listHistory(office.db, caseId, { limit: 1 })).items;
  t.like(first?.resolved, { decisions: [[{ key: 'level', asOf: '2024-05-01' }, { version: '4' }]] });
  t.true(first?.trace.some((entry) => entry[0] === 'd' && entry[1] === 'rule' && entry[2].output === 'cao'));
});

test.serial('a decision can be pinned to what was deployed together, or to a version', async (t) => {
  await deployed(office, ['p.bpmn', ruled('pinned', 'tk:decisionBinding="deployment"')], ['d.dmn', dmn(2)]);
  await deployed(office, ['d.dmn', dmn(20)]);
  t.is(await levelOf('pinned', 3), 'cao');
  await deployed(office, ['v.bpmn', ruled('versioned', 'tk:decisionBinding="version" tk:decisionVersion="1"')]);
  t.is(await levelOf('versioned', 7), 'cao');
});

test.serial('a replay uses the versions of then, not those of today', async (t) => {
  const { caseId } = await started(office, 'latest', { months: 15 });
  const before = await loadCase(office.db, caseId, { now: NOW });
  await deployed(office, ['d.dmn', dmn(1)]);
  const replayed = await replayCase(office.services, caseId);
  t.is(JSON.stringify(replayed?.variables), JSON.stringify(before?.variables));
  t.is(JSON.stringify(replayed?.state), JSON.stringify(before?.state));
});

test.serial('a called process is resolved by its binding and pinned in the case', async (t) => {
  const called = (name: string): string =>
    bpmn(
      'called',
      `<startEvent id="s"/>${task('inner', 'tk:candidateRoles="officer"').replace('name="inner"', `name="${name}"`)}<endEvent id="e"/>${chain('s', 'inner', 'e')}`,
    );
  const caller = (procedure: string, attributes: string): string =>
    bpmn(
      procedure,
      `<startEvent id="start"/><callActivity id="call" name="call" calledElement="called" ${attributes}/><endEvent id="end"/>${chain('start', 'call', 'end')}`,
    );
  await deployed(office, ['caller.bpmn', caller('caller', 'tk:binding="deployment"')], ['called.bpmn', called('Một')]);
  await deployed(office, ['latest.bpmn', caller('latestCaller', '')]);
  await deployed(office, ['called.bpmn', called('Hai')]);
  const names = async (procedure: string) =>
    (await office.run<'startCase'>(OFFICER, { type: 'startCase', procedure })).opened.map(({ name }) => name);
  t.deepEqual(await names('caller'), ['Một']);
  t.deepEqual(await names('latestCaller'), ['Hai']);
  const on = await started(office, 'latestCaller');
  await deployed(office, ['called.bpmn', called('Ba')]);
  t.is((await done(office, OFFICER, on)).status, 'ended');
});

test.serial('a term of the register gives the task its due date and says how it was counted', async (t) => {
  await deployed(office, [
    'due.bpmn',
    bpmn(
      'due',
      `<startEvent id="start"/>${task('draft', 'tk:candidateRoles="officer"')}
      ${task('review', 'tk:candidateRoles="manager" tk:dueParameter="review.term"')}<endEvent id="end"/>${chain('start', 'draft', 'review', 'end')}`,
    ),
  ]);
  const early = await started(office, 'due');
  const missing = await done(office, OFFICER, early);
  t.like(missing.incidents[0], { node: 'review', kind: 'expressionFailed' });
  t.regex(missing.incidents[0]?.message ?? '', /review\.term/);

  await shipCalendar(office.services, { ...readCalendar(vn), version: '1' });
  const { key, version, validFrom, citation, confidence } = ONE_WORKING_DAY;
  const body = ONE_WORKING_DAY as unknown as Record<string, Json>;
  await installParameters(office.db, [{ key, version, body, validFrom, citation, confidence, running: 'keep' }], 'test', NOW);
  // the register is read anew after two seconds; the test does not wait for that
  const { storedLaw } = await import('../../commands/loading/stored-law.ts');
  const services = { ...office.services, law: storedLaw(office.db) };
  const { runCommand } = await import('../../commands/run-command.ts');
  const on = await started(office, 'due');
  await runCommand(services, OFFICER, { type: 'claimTask', ...on });
  const { opened } = await runCommand(services, OFFICER, { type: 'completeTask', ...on });
  const review = (await loadCase(office.db, on.caseId, { now: NOW, tasks: [opened[0]?.instance ?? 0] }))?.tasks[0];
  // Monday 23 November 2026; Tuesday is a day off; the one working day ends on Wednesday at 24:00 in Hà Nội
  t.is(review?.dueAt, '2026-11-25T17:00:00.000Z');
  t.like(review?.due, { parameter: 'review.term', parameterVersion: '1', provisional: false });
  t.regex(review?.due?.explanation?.vi ?? '', /ngày làm việc/);
});
