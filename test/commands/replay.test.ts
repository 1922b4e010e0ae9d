/** The log is the history: folded through the kernel, it gives the stored state and variables byte for byte. */
import test from 'ava';
import fc from 'fast-check';
import { TIMER_ACTOR } from '../../commands/actors.ts';
import { replayCase } from '../../commands/replay-case.ts';
import { Rejection } from '../../errors.ts';
import { listHistory, listWaits, verifyAuditChain } from '../../store/queries/case-history.ts';
import { loadCase } from '../../store/repositories/load-case.ts';
import { ANALYST, bpmn, chain, deployed, flow, MANAGER, OFFICER, outcomes, SYSADMIN, task, useOffice } from './fixtures.ts';

const office = useOffice(test);
const DMN = `<?xml version="1.0" encoding="UTF-8"?>
<definitions xmlns="https://www.omg.org/spec/DMN/20191111/MODEL/" id="m" name="m" namespace="http://trinh-ky.vn/test/level">
  <inputData id="i" name="months"><variable name="months"/></inputData>
  <decision id="level" name="Mức"><variable name="level"/>
    <informationRequirement id="ir"><requiredInput href="#i"/></informationRequirement>
    <literalExpression id="le"><text>{ high: months &gt; 6, exact: months / 3 }</text></literalExpression>
  </decision>
</definitions>`;

test.serial.before(async () => {
  await deployed(
    office,
    [
      'rich.bpmn',
      bpmn(
        'rich',
        `<startEvent id="start"/>${task('draft', 'tk:candidateRoles="officer"')}
        <businessRuleTask id="rule" name="rule" tk:decision="level" tk:resultVariable="level"/>
        <parallelGateway id="fork"/><parallelGateway id="join"/>
        ${task('a', 'tk:candidateRoles="officer" tk:separateFrom="review"')}
        <boundaryEvent id="late" attachedToRef="a" cancelActivity="false"><timerEventDefinition><timeCycle>R2/PT1H</timeCycle></timerEventDefinition></boundaryEvent>
        ${task('hurry', 'tk:candidateRoles="officer"')}<endEvent id="hurried"/>
        <callActivity id="b" name="b" calledElement="inner"/>
        ${task('each', 'tk:candidateRoles="officer"', '<multiInstanceLoopCharacteristics isSequential="false" tk:collection="papers" tk:elementVariable="paper"/>')}
        ${task('review', 'tk:candidateRoles="manager"', outcomes('id="approve" name="Duyệt"', 'id="back" name="Trả" returnTo="draft"'))}
        <exclusiveGateway id="way" default="toEnd"/><endEvent id="end"/><endEvent id="end2"/>
        ${chain('start', 'draft', 'rule', 'fork', 'a', 'join')}${chain('fork', 'b', 'join')}${chain('fork', 'each', 'join')}
        ${chain('join', 'review', 'way')}${chain('late', 'hurry', 'hurried')}
        <sequenceFlow id="toEnd" sourceRef="way" targetRef="end"/>
        ${flow('way', 'end2', '<conditionExpression>level.high</conditionExpression>')}`,
      ),
    ],
    [
      'inner.bpmn',
      bpmn('inner', `<startEvent id="s"/>${task('inside', 'tk:candidateRoles="officer"')}<endEvent id="e"/>${chain('s', 'inside', 'e')}`),
    ],
    ['level.dmn', DMN],
  );
});

async function storedText(caseId: string): Promise<{ state: string; variables: string; revision: number }> {
  const { rows } = await office.db.pool.query<{ state: string; variables: string; revision: number }>(
    'select c.state::text as state, v.data::text as variables, c.revision from process_case c join case_variables v on v.case_id = c.id where c.id = $1',
    [caseId],
  );
  return rows[0] as { state: string; variables: string; revision: number };
}

/** One act of somebody, chosen by chance among what the case offers; what is refused is refused. */
async function act(caseId: string, choice: number): Promise<void> {
  const now = office.services.clock();
  const loaded = await loadCase(office.db, caseId, { now });
  if (!loaded || loaded.case.status === 'ended') return;
  const { tasks } = loaded;
  const chosen = tasks[choice % Math.max(1, tasks.length)];
  const by = chosen?.candidateRoles.includes('manager') ? MANAGER : OFFICER;
  const on = { caseId, instance: chosen?.instance ?? 0 };
  const kind = Math.floor(choice / 8) % 12;
  if (kind < 6 && chosen) {
    if (chosen.assignee === undefined) await office.run<'claimTask'>(by, { type: 'claimTask', ...on });
    const outcome = chosen.node === 'review' ? (choice % 3 === 0 ? 'back' : 'approve') : undefined;
    await office.run<'completeTask'>(by, { type: 'completeTask', ...on, outcome, variables: { note: choice, months: choice % 11 } });
  } else if (kind === 6) await office.run<'comment'>(MANAGER, { type: 'comment', caseId, text: `lần ${choice}` });
  else if (kind === 7) await office.run<'suspendCase'>(MANAGER, { type: 'suspendCase', caseId, reason: 'x' });
  else if (kind === 8) await office.run<'resumeCase'>(MANAGER, { type: 'resumeCase', caseId });
  else if (kind === 9 && chosen) await office.run<'returnTask'>(by, { type: 'returnTask', ...on, target: 'draft', reason: 'bổ sung' });
  else if (kind === 10) {
    const { items } = await listHistory(office.db, caseId, { limit: 1, cursor: String(loaded.case.revision - 1) });
    const last = items[0]?.command as { readonly instance?: number } | undefined;
    await office.run<'recallTask'>(OFFICER, { type: 'recallTask', caseId, instance: last?.instance ?? 0 });
  } else {
    office.pass(3_600);
    const [timer] = (await listWaits(office.db, caseId)).timers;
    if (timer) {
      const due = Date.parse(timer.dueAt);
      await office.run<'fireTimer'>(TIMER_ACTOR, { type: 'fireTimer', caseId, instance: timer.instance, node: timer.node, due });
    }
  }
}

test.serial('over random runs, the log replays to the stored state byte for byte', async (t) => {
  let ended = 0;
  let steps = 0;
  await fc.assert(
    fc.asyncProperty(fc.array(fc.nat(10_000), { minLength: 5, maxLength: 30 }), async (choices) => {
      const { caseId } = await office.run<'startCase'>(OFFICER, {
        type: 'startCase',
        procedure: 'rich',
        variables: { papers: ['đơn', 'giấy khám'], months: 8, level: { high: false } },
      });
      for (const choice of choices) {
        try {
          await act(caseId, choice);
        } catch (error) {
          if (!(error instanceof Rejection)) throw error;
        }
      }
      const stored = await storedText(caseId);
      const replayed = await replayCase(office.services, caseId);
      steps += stored.revision;
      if (stored.state.includes('"e":')) ended += 1;
      t.is(replayed?.revision, stored.revision);
      t.is(JSON.stringify(replayed?.state), stored.state);
      t.is(JSON.stringify(replayed?.variables), stored.variables);
      t.like(await verifyAuditChain(office.db, caseId), { intact: true });
    }),
    { numRuns: 25, seed: 20_261_123 },
  );
  // the runs are worth something: they went far, and some to the end
  t.true(steps > 200, `${steps} steps`);
  t.true(ended > 0, `${ended} ended`);
});

test.serial('the state of any earlier step can be had, and a case without a log has none', async (t) => {
  const { caseId } = await office.run<'startCase'>(OFFICER, { type: 'startCase', procedure: 'rich', variables: { papers: [], months: 1 } });
  const first = await storedText(caseId);
  await act(caseId, 0);
  const replayed = await replayCase(office.services, caseId, 1);
  t.is(JSON.stringify(replayed?.state), first.state);
  t.is(await replayCase(office.services, '019aaaaa-0000-7000-8000-00000000ffff'), undefined);
});

test.serial('a migrated and repaired case replays as well', async (t) => {
  const { caseId, opened } = await office.run<'startCase'>(OFFICER, {
    type: 'startCase',
    procedure: 'rich',
    variables: { papers: [], months: 1 },
  });
  await office.run<'moveToken'>(SYSADMIN, {
    type: 'moveToken',
    caseId,
    cancel: [opened[0]?.instance ?? 0],
    activate: [{ scope: 1, node: 'review' }],
    reason: 'sửa',
  });
  const { definitions } = await office.run<'deploy'>(ANALYST, {
    type: 'deploy',
    name: 'next',
    resources: [
      {
        name: 'rich.bpmn',
        content: bpmn(
          'rich',
          `<startEvent id="start"/>${task('review', 'tk:candidateRoles="manager"')}<endEvent id="end"/>${chain('start', 'review', 'end')}`,
        ),
      },
    ],
  });
  const { items } = await office.run<'migrateCases'>(SYSADMIN, {
    type: 'migrateCases',
    cases: [caseId],
    definition: definitions[0]?.id ?? '',
    reason: 'mới',
  });
  t.true(items[0]?.result.ok, JSON.stringify(items));
  const stored = await storedText(caseId);
  const replayed = await replayCase(office.services, caseId);
  t.is(JSON.stringify(replayed?.state), stored.state);
  t.is(JSON.stringify(replayed?.variables), stored.variables);
});
