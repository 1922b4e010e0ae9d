import test, { type ExecutionContext } from 'ava';
import type { ScenarioRun } from '../../scenarios/run-scenario.ts';
import { diagram, flow, moduleOf, play, process, TEN_DAYS } from './small-module.ts';

const DECIDE = diagram(
  process(`<startEvent id="s"/><userTask id="decide" tk:candidateRoles="judge" tk:separateFrom="start" tk:dueParameter="p.decide">
    <extensionElements><tk:outcomes><tk:outcome id="yes"/><tk:outcome id="no" reasonRequired="true"/></tk:outcomes>
    <tk:document key="decision" required="true"/><tk:signature document="decision" capacity="personal" level="B-LT" kind="digital"/></extensionElements></userTask>
    <exclusiveGateway id="which" default="which-refused"/><endEvent id="granted"/><endEvent id="refused"/>
    ${flow('s', 'decide')}${flow('decide', 'which')}${flow('which', 'granted', 'outcome = "yes"')}${flow('which', 'refused')}`),
);
const decide = moduleOf(DECIDE, { parameters: [TEN_DAYS], documents: ['decision'] });

function passes(t: ExecutionContext, { failure }: ScenarioRun): void {
  t.is(failure?.text.en, undefined);
}

function fails(t: ExecutionContext, { failure }: ScenarioRun, step: number, text: RegExp): void {
  t.is(failure?.step, step);
  t.regex(failure?.text.en ?? '', text);
  t.true((failure?.text.vi ?? '') !== '' && failure?.text.vi !== failure?.text.en);
}

test('a case goes from its start to its end, with who, by when, what was produced and signed', async (t) => {
  const run = await play(decide, [
    { open: [{ task: 'decide', role: 'judge', due: '2026-12-03', excluded: ['an'], outcomes: ['yes', 'no'] }] },
    { documents: [] },
    { complete: 'decide', by: 'binh', outcome: 'yes' },
    { documents: ['decision'] },
    { documents: [{ document: 'decision', times: 1 }] },
    { signed: [{ document: 'decision', capacity: 'personal', by: 'binh' }] },
    { values: { outcome: 'yes', 'starter.person': 'an' } },
    { ended: 'granted' },
  ]);
  passes(t, run);
  t.true(run.visited.has('p which-granted'));
  t.false(run.visited.has('p which-refused'));
});

test('what is not as expected ends the run, and says step, expected and found in both languages', async (t) => {
  fails(t, await play(decide, [{ open: ['other'] }]), 1, /Expected the open tasks other, but found decide/);
  fails(t, await play(decide, [{ open: [{ task: 'decide', role: 'clerk' }] }]), 1, /role to be clerk, but it is \["judge"\]/);
  fails(
    t,
    await play(decide, [{ open: [{ task: 'decide', due: '2026-12-04' }] }]),
    1,
    /due to be 2026-12-04, but it is 2026-12-04T00:00\+07:00/,
  );
  fails(t, await play(decide, [{ open: ['decide'] }, { ended: 'granted' }]), 2, /Expected the case to end at granted, but found –/);
  fails(t, await play(decide, [{ values: { 'starter.person': 'binh' } }]), 1, /Expected starter.person to be binh, but it is an/);
  fails(t, await play(decide, [{ documents: ['decision'] }]), 1, /Expected the documents \["decision"\], but found \[\]/);
  const twice = [{ complete: 'decide', by: 'binh', outcome: 'yes' }, { documents: [{ document: 'decision', times: 2 }] }];
  fails(t, await play(decide, twice), 2, /"times":2.*but found.*"times":1/);
  fails(t, await play(decide, [{ complete: 'decide', by: 'an', outcome: 'yes' }]), 1, /Refused with code taskNotFound/);
  fails(t, await play(decide, [{ job: 'x', result: {} }]), 1, /No job x is open/);
  fails(t, await play(decide, [{ message: 'm' }]), 1, /Nothing waits for m/);
  fails(t, await play(decide, [{ open: ['decide'] }], { covers: ['granted'] }), 1, /covers granted/);
});

test('rights are those of the product: role, unit, separation of duties, reason', async (t) => {
  passes(
    t,
    await play(decide, [
      { refused: { complete: 'decide', by: 'dung', outcome: 'yes' }, code: 'taskNotFound', note: 'Tòa án khác' },
      { refused: { complete: 'decide', by: 'binh', outcome: 'no' }, code: 'reasonRequired', problems: ['/reason'] },
      { refused: { complete: 'decide', by: 'binh', outcome: 'maybe' }, code: 'outcomeUnknown' },
      { claim: 'decide', by: 'binh' },
      { refused: { claim: 'decide', by: 'chi' }, code: 'taskClaimed' },
      { complete: 'decide', by: 'binh', outcome: 'no', reason: 'Không đủ điều kiện' },
      { ended: 'refused' },
    ]),
  );
  fails(
    t,
    await play(decide, [{ refused: { complete: 'decide', by: 'binh', outcome: 'yes' }, code: 'reasonRequired' }]),
    1,
    /but it was accepted/,
  );
  fails(
    t,
    await play(decide, [{ refused: { complete: 'decide', by: 'binh', outcome: 'no' }, code: 'formInvalid' }]),
    1,
    /found reasonRequired/,
  );
});

test('the starter is kept from a task that is separated from the start, by person and not by account', async (t) => {
  const people = {
    an: { roles: ['clerk'], unit: 'court.hanoi', person: 'one' },
    binh: { roles: ['judge'], unit: 'court.hanoi', person: 'one' },
  };
  passes(t, await play(decide, [{ refused: { complete: 'decide', by: 'binh', outcome: 'yes' }, code: 'forbidden.rule' }], { people }));
});

test('a start that the product would refuse fails the scenario, and can be expected', async (t) => {
  fails(t, await play(decide, [{ open: [] }], { starter: 'binh' }), 0, /Refused with code definitionNotFound/);
  passes(t, await play(decide, [{ refused: { start: {}, by: 'binh' }, code: 'definitionNotFound' }]));
});

const CLOCKS = diagram(
  process(`<startEvent id="s"/><userTask id="work" tk:candidateRoles="judge"/><endEvent id="done"/><endEvent id="late"/><endEvent id="told"/>
    <boundaryEvent id="remind" attachedToRef="work" cancelActivity="false"><timerEventDefinition><timeDuration>P1D</timeDuration></timerEventDefinition></boundaryEvent>
    <boundaryEvent id="expire" attachedToRef="work"><timerEventDefinition><timeDuration>P2D</timeDuration></timerEventDefinition></boundaryEvent>
    ${flow('s', 'work')}${flow('work', 'done')}${flow('remind', 'told')}${flow('expire', 'late')}`),
);

test('time passes as it is told: what is due happens when it is due, in order', async (t) => {
  const run = await play(moduleOf(CLOCKS), [
    { at: '2026-11-24T08:59+07:00' },
    { open: ['work'] },
    { at: '2026-11-26T09:00+07:00' },
    { open: [] },
    { ended: ['told', 'late'] },
  ]);
  passes(t, run);
  const timers = run.happenings.filter(({ what }) => what === 'happened.timer').map(({ at, values }) => [at, values['node']]);
  t.deepEqual(timers, [
    ['2026-11-24T02:00:00.000Z', 'remind'],
    ['2026-11-25T02:00:00.000Z', 'expire'],
  ]);
});

const OUTSIDE = diagram(`<message id="m" name="answer" tk:correlationKey="starter.account"/><error id="e" errorCode="E1"/>
  ${process(`<startEvent id="s"/><serviceTask id="ask" tk:topic="ask" tk:resultVariable="got"><extensionElements><tk:ioMapping><tk:input source="starter.account" target="who"/></tk:ioMapping></extensionElements></serviceTask>
    <boundaryEvent id="broken" attachedToRef="ask"><errorEventDefinition errorRef="e"/></boundaryEvent>
    <intermediateCatchEvent id="wait"><messageEventDefinition messageRef="m"/></intermediateCatchEvent>
    <callActivity id="call" calledElement="q"/><endEvent id="end"/><endEvent id="failed"/>
    ${flow('s', 'ask')}${flow('ask', 'wait')}${flow('wait', 'call')}${flow('call', 'end')}${flow('broken', 'failed')}`)}
  ${process(`<startEvent id="qs"/><userTask id="inner" tk:candidateRoles="judge"/><endEvent id="qe"/>${flow('qs', 'inner')}${flow('inner', 'qe')}`, 'q')}`);

test('jobs are answered by the scenario, messages find their receiver, called processes of the module run', async (t) => {
  passes(
    t,
    await play(moduleOf(OUTSIDE), [
      { job: 'ask', input: { who: 'an' }, result: { n: 1 } },
      { values: { 'got.n': 1 } },
      { message: 'answer', key: '=starter.account', data: { reply: 'ok' } },
      { open: ['inner'] },
      { complete: 'inner', by: 'binh' },
      { values: { reply: 'ok' } },
      { ended: 'end' },
    ]),
  );
  passes(t, await play(moduleOf(OUTSIDE), [{ jobError: 'ask', code: 'E1' }, { ended: 'failed' }]));
  fails(
    t,
    await play(moduleOf(OUTSIDE), [
      { job: 'ask', result: {} },
      { message: 'answer', key: 'else' },
    ]),
    2,
    /Nothing waits for answer \(else\)/,
  );
});

test('an incident that no step speaks of fails the scenario; one that is expected does not', async (t) => {
  fails(t, await play(moduleOf(OUTSIDE), [{ jobError: 'ask', code: 'other' }]), 1, /Unexpected incident at ask/);
  passes(t, await play(moduleOf(OUTSIDE), [{ jobFailed: 'ask' }, { incident: 'ask', kind: 'jobRetriesExhausted' }]));
});

const EACH = diagram(
  process(`<startEvent id="s"/><userTask id="vote" tk:candidateRoles="judge"><multiInstanceLoopCharacteristics tk:collection="[1, 2]" tk:elementVariable="seat" tk:outputCollection="votes" tk:outputElement="outcome"/></userTask><endEvent id="e"/>
    ${flow('s', 'vote')}${flow('vote', 'e')}`),
);

test('several tasks of one element are told apart by their loop', async (t) => {
  passes(
    t,
    await play(moduleOf(EACH), [
      { open: [{ task: 'vote', count: 2 }] },
      { complete: 'vote', by: 'binh', loop: 2, data: { outcome: 'b' } },
      { complete: 'vote', by: 'chi', loop: 1, data: { outcome: 'a' } },
      { ended: 'e' },
    ]),
  );
});

test('the same scenario gives the same run', async (t) => {
  const steps = [{ complete: 'decide', by: 'binh', outcome: 'yes' }, { ended: 'granted' }];
  const [one, two] = [await play(decide, steps), await play(decide, steps)];
  t.deepEqual(one.happenings, two.happenings);
});

test('a scenario says where the work of a role is done, and who is separated stays so', async (t) => {
  for (const mode of ['internal', 'exchange', 'paper']) {
    const bindings = { judge: mode };
    passes(
      t,
      await play(
        decide,
        [
          { open: [{ task: 'decide', role: 'judge', excluded: ['an'] }] },
          { refused: { complete: 'decide', by: 'dung', outcome: 'yes' }, code: 'taskNotFound' },
          { refused: { complete: 'decide', by: 'binh', outcome: 'no' }, code: 'reasonRequired' },
          { complete: 'decide', by: 'binh', outcome: 'yes' },
          { signed: [{ document: 'decision', by: 'binh' }] },
          { ended: 'granted' },
        ],
        { bindings },
      ),
    );
  }
  await t.throwsAsync(play(decide, [{ open: ['decide'] }], { bindings: { judge: 'telepathy' } }));
});

const COUNCIL = diagram(
  process(`<startEvent id="s"/><userTask id="vote" tk:candidateRoles="judge"><extensionElements><tk:outcomes><tk:outcome id="yes"/><tk:outcome id="no"/></tk:outcomes>
    <tk:vote council="[&quot;binh&quot;, &quot;dung&quot;]" quorum="present = members" majority="votes = members" otherwise="no" entry="both" closeWhenAllVoted="true"/></extensionElements></userTask><endEvent id="e"/>
    ${flow('s', 'vote')}${flow('vote', 'e')}`),
);

test('members of a council vote, or their ballots are entered from the minutes by who works on the task', async (t) => {
  passes(
    t,
    await play(moduleOf(COUNCIL), [
      { refused: { complete: 'vote', by: 'chi' }, code: 'quorumMissing' },
      { refused: { vote: 'vote', by: 'chi', choice: 'yes' }, code: 'notInCouncil' },
      { refused: { vote: 'vote', by: 'an', member: 'dung', minutes: 'BB 1', choice: 'yes' }, code: 'taskNotFound' },
      { vote: 'vote', by: 'chi', member: 'dung', minutes: 'BB 1', choice: 'no' },
      { refused: { vote: 'vote', by: 'binh', choice: 'perhaps' }, code: 'outcomeUnknown' },
      { vote: 'vote', by: 'binh', choice: 'yes' },
      { values: { 'vote.counts': { yes: 1, no: 1 }, 'vote.outcome': 'no' } },
      { ended: 'e' },
    ]),
  );
});
