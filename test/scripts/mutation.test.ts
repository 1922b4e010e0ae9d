/** The mutator itself: that it changes what it says, one thing at a time, and that its judge knows a noticed change from another. */
import test from 'ava';
import { readScenario } from '../../scenarios/read-scenario.ts';
import { judge, type NamedScenario } from '../../scripts/mutation/judge.ts';
import { mutateInput, mutateOutput } from '../../scripts/mutation/mutate-cell.ts';
import { mutantsOf } from '../../scripts/mutation/mutants-of.ts';
import { isGood, scoreOf } from '../../scripts/mutation/score.ts';
import { diagram, flow, moduleOf, PEOPLE, process, TEN_DAYS } from '../scenarios/small-module.ts';

const content = moduleOf(
  diagram(
    process(`<startEvent id="s"/><userTask id="decide" tk:candidateRoles="judge,clerk" tk:separateFrom="start" tk:dueParameter="p.decide" tk:form="f">
      <extensionElements><tk:outcomes><tk:outcome id="yes"/><tk:outcome id="no" reasonRequired="true"/></tk:outcomes>
      <tk:signature document="d" capacity="personal" level="B-LT" kind="digital"/><tk:document key="d"/></extensionElements></userTask>
      <boundaryEvent id="stop" attachedToRef="decide"><timerEventDefinition><timeDuration>P20D</timeDuration></timerEventDefinition></boundaryEvent>
      <exclusiveGateway id="which" default="which-refused"/><endEvent id="granted"/><endEvent id="refused"/><endEvent id="stopped"/>
      ${flow('s', 'decide')}${flow('decide', 'which')}${flow('which', 'granted', 'outcome = &quot;yes&quot; and n &gt; 1')}${flow('which', 'refused')}${flow('stop', 'stopped')}`),
  ),
  {
    parameters: [TEN_DAYS],
    resources: [
      {
        name: 'f.form.json',
        content: JSON.stringify({
          id: 'f',
          type: 'default',
          components: [{ type: 'number', key: 'n', label: 'n', validate: { required: true } }],
        }),
      },
    ],
  },
);
const mutants = mutantsOf(content);

test('each part that can be wrong is changed, one at a time, under a name of its own', (t) => {
  t.deepEqual(
    mutants.map(({ id }) => id),
    [
      'p.bpmn#which-granted:negated',
      'p.bpmn#which:default=which-granted',
      'p.bpmn#stop:cancelActivity=false',
      'p.bpmn#p:candidateStarterRoles-clerk',
      'p.bpmn#decide:candidateRoles-judge',
      'p.bpmn#decide:candidateRoles-clerk',
      'p.bpmn#decide:separateFrom-start',
      'p.bpmn#decide:form',
      'p.bpmn#decide:outcome yes.reasonRequired=true',
      'p.bpmn#decide:outcome no.reasonRequired=false',
      'p.bpmn#decide:signature d 1',
      'p.bpmn#decide:signature d 1.capacity=agencySeal',
      'p.bpmn#decide:document d',
      'p.bpmn#decide:dueParameter',
      'p.bpmn#stop:timeDuration=P21D',
      'f.form.json#n:required',
      'parameters#p.decide 1:value+1',
      'parameters#p.decide 1:value-1',
      'parameters#p.decide 1:unit=workingDay',
      'parameters#p.decide 1:rollForward=false',
      'parameters#p.decide 1:precision=clockTime',
    ],
  );
  for (const { file, content: changed } of mutants) {
    const others = content.resources.filter(({ name }) => name !== file);
    t.true(others.every((resource) => changed.resources.includes(resource)));
  }
});

test('a condition is negated as a whole', (t) => {
  const negated = mutants.find(({ id }) => id === 'p.bpmn#which-granted:negated')?.content.resources[0]?.content ?? '';
  t.true(negated.includes('<conditionExpression>= not(outcome = &quot;yes&quot; and n &gt; 1)</conditionExpression>'));
});

test('cells of tables: operators, numbers, ends of ranges, values of the column', (t) => {
  const inputs = (cell: string, column: readonly string[] = []): readonly string[] => mutateInput(cell, column).map(({ text }) => text);
  t.deepEqual(inputs('< 10'), ['<= 10', '< 11', '< 9']);
  t.deepEqual(inputs('[1..5)'), ['(1..5)', '[2..5)', '[0..5)', '[1..6)', '[1..4)', '[1..5]']);
  t.deepEqual(inputs('"A"', ['"A"', '"B"']), ['"B"']);
  t.deepEqual(inputs('"A"', ['"A"']), ['"mutant"']);
  t.deepEqual(inputs('true'), ['false']);
  t.deepEqual(inputs('-'), []);
  t.deepEqual(
    mutateOutput('amount', []).map(({ text }) => text),
    ['null'],
  );
});

const scenario = (steps: readonly unknown[]): NamedScenario => ({
  file: 'a.json',
  scenario: readScenario(
    { name: { vi: 'a', en: 'a' }, covers: [], procedure: 'p', at: '2026-11-23T09:00+07:00', people: PEOPLE, starter: 'an', steps },
    'a.json',
  ),
});

async function alive(steps: readonly unknown[]): Promise<readonly string[]> {
  const scenarios = [scenario(steps)];
  const cache = new Map();
  const verdicts = await Promise.all(mutants.map(async (mutant) => await judge(mutant, scenarios, cache)));
  return verdicts.filter(({ killedBy }) => killedBy === undefined).map(({ id }) => id);
}

test('a scenario notices the mutants that it looks at, and no others', async (t) => {
  const looked = await alive([
    { open: [{ task: 'decide', role: ['judge', 'clerk'], due: '2026-12-03' }] },
    { complete: 'decide', by: 'binh', outcome: 'yes', data: { n: 2 } },
    { documents: ['d'] },
    { signed: [{ document: 'd', capacity: 'personal' }] },
    { ended: 'granted' },
  ]);
  t.deepEqual(looked, [
    'p.bpmn#stop:cancelActivity=false',
    'p.bpmn#decide:separateFrom-start',
    'p.bpmn#decide:form',
    'p.bpmn#decide:outcome no.reasonRequired=false',
    'p.bpmn#stop:timeDuration=P21D',
    'f.form.json#n:required',
    'parameters#p.decide 1:rollForward=false',
  ]);
});

test('a scenario that looks at nothing notices next to nothing', async (t) => {
  const left = await alive([{ at: '2026-11-24T09:00+07:00' }]);
  // only that the starter may start
  t.deepEqual(
    mutants.map(({ id }) => id).filter((id) => !left.includes(id)),
    ['p.bpmn#p:candidateStarterRoles-clerk'],
  );
});

test('the score leaves out equivalent mutants, and lists that name what is noticed are stale', (t) => {
  const verdicts = [{ id: 'a', killedBy: 'x' }, { id: 'b' }, { id: 'c' }];
  const score = scoreOf('m', verdicts, [{ mutant: 'b', reason: 'same' }], 1);
  t.deepEqual([score.score, score.survivors, isGood(score)], [0.5, ['c'], false]);
  const all = scoreOf(
    'm',
    verdicts,
    ['b', 'c'].map((mutant) => ({ mutant, reason: 'same' })),
    1,
  );
  t.true(isGood(all));
  const stale = scoreOf('m', [{ id: 'a', killedBy: 'x' }], [{ mutant: 'a', reason: 'same' }], 1);
  t.deepEqual([stale.score, stale.stale, isGood(stale)], [1, ['a'], false]);
});
