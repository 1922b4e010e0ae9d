/** Lists, claims and completion agree on whom a separation shuts out, whatever it counts over. */
import test from 'ava';
import { actorKeys } from '../../store/candidate-keys.ts';
import { listCandidateTasks } from '../../store/queries/list-tasks.ts';
import seedBoth from './both-roles.ts';
import { bpmn, chain, deployed, done, MANAGER, OFFICER, opened, refusal, task, useOffice } from './fixtures.ts';

const office = useOffice(test);
const BOTH = { account: 'both', person: 'person-both' };
const ROLES = ['officer', 'manager'].map((role) => ({ role, unitPath: 'cuc.hanoi' }));

const twice = (key: string) =>
  bpmn(
    `${key}-twice`,
    `<startEvent id="start"/><callActivity id="one" calledElement="${key}"/><callActivity id="two" calledElement="${key}"/><endEvent id="end"/>
     ${chain('start', 'one', 'two', 'end')}`,
  );
const called = (key: string, attributes: string) =>
  bpmn(
    key,
    `<startEvent id="s"/>${task('draft', 'tk:candidateRoles="officer"')}${task('check', 'tk:candidateRoles="manager" tk:separateFrom="draft"')}
     <endEvent id="e"/>${chain('s', 'draft', 'check', 'e')}`,
    attributes,
  );

test.serial.before(async () => await seedBoth(office));

for (const [scope, attributes, allowed] of [
  ['case', '', false],
  ['process', 'tk:separation="process"', true],
] as const) {
  test.serial(
    `by ${scope}: whoever drafted in the first call ${allowed ? 'sees, claims and completes' : 'neither sees nor claims'} the check in the second`,
    async (t) => {
      const key = `sep-${scope}`;
      await deployed(office, ['called.bpmn', called(key, attributes)], ['twice.bpmn', twice(key)]);
      const start = await office.run<'startCase'>(OFFICER, { type: 'startCase', procedure: `${key}-twice`, variables: {} });
      const first = await done(office, BOTH, opened(start));
      const second = await done(office, MANAGER, opened(first));
      const check = opened(await done(office, OFFICER, opened(second)), 'check');
      const seen = await listCandidateTasks(office.db, {
        keys: actorKeys(ROLES, [BOTH.person, BOTH.account]),
        persons: [BOTH.person],
        assignees: [],
        limit: 50,
      });
      t.is(
        seen.items.some(({ caseId }) => caseId === check.caseId),
        allowed,
      );
      const claim = office.run<'claimTask'>(BOTH, { type: 'claimTask', ...check });
      if (!allowed) return t.is(await refusal(claim), 'forbidden forbidden.rule');
      await claim;
      await office.run<'completeTask'>(BOTH, { type: 'completeTask', ...check });
      return t.pass();
    },
  );
}
