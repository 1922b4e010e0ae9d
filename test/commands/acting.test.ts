/** Who acts: substitutions, effects of a step on the product's own tables, and codes that collide. */
import test from 'ava';
import { runCommand } from '../../commands/run-command.ts';
import type { Services } from '../../commands/contract.ts';
import { loadAccount } from '../../store/repositories/accounts.ts';
import { loadRights } from '../../store/repositories/rights.ts';
import { loadCase } from '../../store/repositories/load-case.ts';
import { listHistory } from '../../store/queries/case-history.ts';
import {
  approval,
  bpmn,
  chain,
  deployed,
  done,
  idSource,
  MANAGER_2,
  NOW,
  OFFICER,
  opened,
  person,
  refusal,
  started,
  task,
  useOffice,
} from './fixtures.ts';

const office = useOffice(test);
test.serial.before(async () => {
  await deployed(office, ['approval.bpmn', approval('approval')]);
  await deployed(office, [
    'lock.bpmn',
    bpmn(
      'lock',
      `<startEvent id="start"/>${task('approve', 'tk:candidateRoles="manager"')}
      <serviceTask id="apply" name="apply" tk:effect="account.apply"><extensionElements><tk:ioMapping>
        <tk:input source="=&quot;lock&quot;" target="operation"/><tk:input source="=target" target="account"/>
      </tk:ioMapping></extensionElements></serviceTask><endEvent id="end"/>${chain('start', 'approve', 'apply', 'end')}`,
    ),
  ]);
});

/** manager2 acts for `absent` until told otherwise. */
const substituting = (absent: string): Services => ({
  ...office.services,
  substitution: async (account, onBehalfOf, now) =>
    account === 'manager2' && onBehalfOf === `person-${absent}` ? await loadRights(office.db, absent, now) : undefined,
});
const ON_BEHALF = { ...MANAGER_2, onBehalfOf: 'person-manager' };

test('who acts for somebody absent acts with that person’s rights, and the record names both', async (t) => {
  const on = opened(await done(office, OFFICER, await started(office, 'approval', { subject: 'x' })));
  const services = substituting('manager');
  await runCommand(services, ON_BEHALF, { type: 'claimTask', ...on });
  await runCommand(services, ON_BEHALF, { type: 'completeTask', ...on, outcome: 'approve' });
  const { items } = await listHistory(office.db, on.caseId, { limit: 10 });
  t.like(items.at(-1)?.actor, { account: 'manager2', person: 'person-manager2', onBehalfOf: 'person-manager' });
  t.is(await refusal(runCommand(office.services, ON_BEHALF, { type: 'claimTask', ...on })), 'forbidden substitutionUnknown');
});

test('separation of duties counts the person acted for as well', async (t) => {
  const { default: both } = await import('./both-roles.ts');
  await both(office);
  const drafter = person('both');
  const on = opened(await done(office, drafter, await started(office, 'approval', { subject: 'x' })));
  const services = substituting('both');
  const forDrafter = { ...MANAGER_2, onBehalfOf: 'person-both' };
  t.is(await refusal(runCommand(services, forDrafter, { type: 'claimTask', ...on })), 'forbidden forbidden.rule');
});

test('an approved change of an account takes effect in the step that approves it, or the step does not happen', async (t) => {
  const on = await started(office, 'lock', { target: 'stranger-manager' });
  t.is((await done(office, MANAGER_2, on)).status, 'ended');
  t.is((await loadAccount(office.db, 'stranger-manager'))?.state, 'locked');
  const again = await started(office, 'lock', { target: 'stranger-manager' });
  await office.run<'claimTask'>(MANAGER_2, { type: 'claimTask', ...again });
  t.is(await refusal(office.run<'completeTask'>(MANAGER_2, { type: 'completeTask', ...again })), 'conflict accountState');
  t.like((await loadCase(office.db, again.caseId, { now: NOW }))?.case, { status: 'active', revision: 2 });
});

test('two cases that draw the same code: the second draws again', async (t) => {
  const ids = idSource();
  const drawn = ['019bbbbb-0000-7000-8000-aaaaaaaaaaaa', '019bbbbb-0001-7000-8000-aaaaaaaaaaaa'];
  const services = { ...office.services, newId: () => drawn.shift() ?? ids().replace('019aaaaa', '019bbbbb') };
  const start = { type: 'startCase', procedure: 'approval', variables: { subject: 'x' } } as const;
  const [one, two] = [await runCommand(services, OFFICER, start), await runCommand(services, OFFICER, start)];
  t.not(one.code, two.code);
  t.is(drawn.length, 0);
});
