import test from 'ava';
import { abilityFor, type PolicyActor } from '../../policies/ability.ts';
import { allowedSql } from '../../policies/allowed-sql.ts';
import { readableTaskUnits } from '../../policies/readable-task-units.ts';
import { SHIPPED_RULES } from '../../policies/shipped-rules.ts';
import type { Page, PageRequest, TaskFilter, TaskItem, TaskSort } from '../../store/contract.ts';
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

test('beside its own tasks an actor reads those of the units that its rules name; other rules are told apart', (t) => {
  t.deepEqual(readableTaskUnits(abilityOf(officer('cuc.hanoi'))), []);
  t.deepEqual(readableTaskUnits(abilityOf({ account: 'a', person: 'p', roles: [] })), []);
  for (const role of ['manager', 'auditor', 'sysadmin'])
    t.deepEqual(readableTaskUnits(abilityOf({ account: 'a', person: 'p', roles: [{ role, unitPath: 'cuc' }] })), ['cuc'], role);
  const roles = [{ role: 'manager', unitPath: 'cuc.hanoi' }, { role: 'manager', unitPath: 'cuc.hue' }]; // prettier-ignore
  t.deepEqual(readableTaskUnits(abilityOf({ account: 'a', person: 'p', roles })), ['cuc.hanoi', 'cuc.hue']);
  const rule = { id: 'urgent', effect: 'allow', subject: 'Task', actions: ['read'] } as const;
  for (const conditions of [undefined, { priority: { $gt: 80 } }, { unitPath: 'cuc' }, { unitPath: { $under: '${units}' }, node: 'x' }]) {
    const more = { role: 'officer', rules: [{ ...rule, ...(conditions && { conditions }) }] };
    t.is(readableTaskUnits(abilityFor(officer('cuc'), [...SHIPPED_RULES, more])), undefined, JSON.stringify(conditions));
  }
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

  const filters: readonly (TaskFilter | undefined)[] = [
    undefined,
    { text: 'cap tai khoan' },
    { unitPath: 'cuc.hanoi' },
    { dueBefore: after(98) },
  ];
  for (const role of ['officer', 'manager'])
    for (const unitPath of ['cuc', 'cuc.hanoi', 'cuc.hanoi.doi_1', 'cuc.hue', 'cuc.elsewhere'])
      for (const sort of ['due', 'created', 'priority'] as readonly TaskSort[])
        for (const filter of filters) {
          const actor: PolicyActor = { ...officer(unitPath), roles: [{ role, unitPath }] };
          const predicate = allowedSql(abilityOf(actor), 'read', 'Task', TASK_COLUMNS, () => '?');
          const ask = { sort, predicate, ...(filter && { filter }) };
          const units = readableTaskUnits(abilityOf(actor));
          const assignees = [actor.account, person];
          const own = { ...ask, keys: actorKeys(actor.roles, [person, actor.account]), persons: [], assignees, ...(units && { units }) };
          const expected = await walked(async (page) => await listOpenTasks(db, { ...ask, ...page }), 200);
          const seen = await walked(async (page) => await listCandidateTasks(db, { ...own, ...page }), 3);
          t.deepEqual(seen, expected, `${role} ${unitPath} ${sort} ${JSON.stringify(filter)}`);
          t.true(unitPath !== 'cuc.hanoi' || filter !== undefined || expected.length > 6);
        }
});

/** Case ids of all pages, in order. */
async function walked(list: (page: PageRequest) => Promise<Page<TaskItem>>, limit: number): Promise<readonly string[]> {
  const seen: string[] = [];
  for (let cursor: string | undefined, more = true; more; more = cursor !== undefined) {
    const { items, next } = await list({ limit, ...(cursor !== undefined && { cursor }) });
    seen.push(...items.map(({ caseId }) => caseId));
    cursor = next;
  }
  return seen;
}
