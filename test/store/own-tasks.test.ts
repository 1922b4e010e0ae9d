import test from 'ava';
import { abilityFor, type PolicyActor } from '../../policies/ability.ts';
import { allowedSql } from '../../policies/allowed-sql.ts';
import { readsOwnTasksOnly } from '../../policies/reads-own-tasks-only.ts';
import { SHIPPED_RULES } from '../../policies/shipped-rules.ts';
import type { Page, TaskItem, TaskSort } from '../../store/contract.ts';
import { actorKeys } from '../../store/candidate-keys.ts';
import { listCandidateTasks, listOpenTasks } from '../../store/queries/list-tasks.ts';
import { TASK_COLUMNS } from '../../store/queries/policy-columns.ts';
import { saveStep } from '../../store/repositories/save-step.ts';
import { after, nextStep, opened, startedCase, useStore } from './fixtures.ts';

const store = useStore(test);

const officer = (unitPath: string, person = 'p-own'): PolicyActor => ({
  account: `a-${person}`,
  person,
  roles: [{ role: 'officer', unitPath }],
});
const abilityOf = (actor: PolicyActor) => abilityFor(actor, SHIPPED_RULES);

test('only the rules of everyone let an officer read tasks; a right over a unit is more', (t) => {
  t.true(readsOwnTasksOnly(abilityOf(officer('cuc.hanoi'))));
  t.true(readsOwnTasksOnly(abilityOf({ account: 'a', person: 'p', roles: [] })));
  for (const role of ['manager', 'auditor', 'sysadmin'])
    t.false(readsOwnTasksOnly(abilityOf({ account: 'a', person: 'p', roles: [{ role, unitPath: 'cuc' }] })), role);
});

test('the indexes of what is one’s own give the same tasks in the same order as the predicate over all', async (t) => {
  const { db } = store;
  const person = 'p-own';
  const candidates = [
    { candidateRoles: ['officer'], candidateUnits: ['cuc.hanoi.doi_1', 'cuc.hue'] },
    { candidateRoles: ['officer', 'manager'], candidateUnits: [] },
    { candidateRoles: [], candidateUnits: ['cuc.hanoi'] },
    { candidateRoles: [], candidateUnits: [], candidatePersons: [person] },
    { candidateRoles: ['manager'], candidateUnits: ['cuc.hanoi'] },
    { candidateRoles: ['officer'], candidateUnits: ['cuc.hanoi'], excludedPersons: [person] },
    { candidateRoles: ['officer'], candidateUnits: ['cuc.hanoi'], assignee: person },
    { candidateRoles: ['officer'], candidateUnits: ['cuc.hanoi'], assignee: 'somebody' },
  ];
  const cases: string[] = [];
  for (const [n, one] of candidates.entries())
    for (const priority of [10, 90])
      cases.push(
        await startedCase(db, { effects: [opened(2, { ...one, priority, ...(n % 2 === 0 && { due: { due: after(100 - n) } }) })] }),
      );
  const [first = ''] = cases;
  await saveStep(db, nextStep(first, 1, [], { taskChanges: [{ instance: 2, assignee: `a-${person}` }] }));

  for (const unitPath of ['cuc', 'cuc.hanoi', 'cuc.hanoi.doi_1', 'cuc.hue', 'cuc.elsewhere'])
    for (const sort of ['due', 'created', 'priority'] as readonly TaskSort[]) {
      const actor = officer(unitPath);
      const predicate = allowedSql(abilityOf(actor), 'read', 'Task', TASK_COLUMNS, () => '?');
      const ask = { limit: 200, sort, predicate };
      const seen = ({ items }: Page<TaskItem>) => items.map(({ caseId }) => caseId).filter((id) => cases.includes(id));
      const own = { ...ask, keys: actorKeys(actor.roles, [person, actor.account]), persons: [], assignees: [actor.account, person] };
      const expected = seen(await listOpenTasks(db, ask));
      t.deepEqual(seen(await listCandidateTasks(db, own)), expected, `${unitPath} ${sort}`);
      t.true(unitPath !== 'cuc.hanoi' || expected.length > 6);
    }
});
