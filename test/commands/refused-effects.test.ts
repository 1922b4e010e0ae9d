/** A transactional effect that the database refuses: a BPMN error where the diagram catches one, else the whole step is refused. */
import test from 'ava';
import { replayCase } from '../../commands/replay-case.ts';
import { loadAccount } from '../../store/repositories/accounts.ts';
import { bpmn, chain, deployed, done, flow, OFFICER, refusal, started, STEWARD, task, useOffice } from './fixtures.ts';

const office = useOffice(test);
const LOCK = `<serviceTask id="lock" name="lock" tk:effect="account.apply"><extensionElements><tk:ioMapping>
  <tk:input source="&quot;lock&quot;" target="operation"/><tk:input source="account" target="account"/></tk:ioMapping></extensionElements></serviceTask>`;
const caught = (id: string, code: string) =>
  `${LOCK}<boundaryEvent id="${id}" attachedToRef="lock"><errorEventDefinition ${code}/></boundaryEvent>`;
const body = (lock: string, more = '') =>
  `<startEvent id="start"/>${task('decide', 'tk:candidateRoles="officer"')}${lock}<endEvent id="end"/>${more}${chain('start', 'decide', 'lock', 'end')}`;
const repair = `${task('repair', 'tk:candidateRoles="officer"')}`;

test.serial.before(async () => {
  await deployed(office, [
    'at-once.bpmn',
    bpmn('atOnce', `<startEvent id="start"/>${LOCK}<endEvent id="end"/>${chain('start', 'lock', 'end')}`),
  ]);
  await deployed(office, ['plain.bpmn', bpmn('plain', body(LOCK))]);
  await deployed(office, [
    'any.bpmn',
    bpmn('any', body(caught('failed', ''), `${repair}${flow('failed', 'repair')}${flow('repair', 'lock')}`)),
  ]);
  await deployed(office, [
    'other.bpmn',
    bpmn(
      'other',
      body(caught('failed', 'errorRef="e"'), `${repair}${flow('failed', 'repair')}<endEvent id="out"/>${flow('repair', 'out')}`),
      'tk:candidateStarterRoles="officer"',
      '<error id="e" errorCode="accountState"/>',
    ),
  ]);
});
const decided = async (procedure: string, account: string) => {
  const { caseId, instance } = await started(office, procedure, { account });
  return { caseId, work: done(office, OFFICER, { caseId, instance }) };
};

test('without a catcher the step is refused with the reason, and nothing of it is written', async (t) => {
  const { caseId, work } = await decided('plain', 'nobody');
  t.is(await refusal(work), 'notFound accountNotFound');
  t.is((await replayCase(office.services, caseId))?.revision, 2);
});

test('a caught refusal goes the way that the diagram shows; a replay goes it again, and another try does the effect', async (t) => {
  const { caseId, work } = await decided('any', 'stranger-manager-x');
  const { opened } = await work;
  t.deepEqual(
    opened.map(({ node }) => node),
    ['repair'],
  );
  const replayed = await replayCase(office.services, caseId);
  t.like(replayed?.variables['1']?.['refusal'], { code: 'accountNotFound' });
  await office.run<'setVariables'>(STEWARD, { type: 'setVariables', caseId, variables: { account: 'stranger' }, reason: 'ghi sai mã' });
  const instance = opened[0]?.instance ?? 0;
  t.like(await done(office, OFFICER, { caseId, instance }), { status: 'ended' });
  t.is((await loadAccount(office.db, 'stranger'))?.state, 'locked');
});

test('a start whose effect is refused begins no case, and says why', async (t) => {
  const start = { type: 'startCase', procedure: 'atOnce', variables: { account: 'nobody' } } as const;
  t.is(await refusal(office.run<'startCase'>(OFFICER, start)), 'notFound accountNotFound');
});

test('an error of another code is not caught', async (t) => {
  const { work } = await decided('other', 'nobody');
  t.is(await refusal(work), 'notFound accountNotFound');
});
