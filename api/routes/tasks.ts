import { allowedSql } from '../../policies/allowed-sql.ts';
import type { Ability } from '../../policies/ability.ts';
import { readableTaskUnits } from '../../policies/readable-task-units.ts';
import type { Database } from '../../store/connection.ts';
import type { Page, SqlPredicate, TaskItem } from '../../store/contract.ts';
import { visibleVariables } from '../../casework/visible-variables.ts';
import { actorKeys } from '../../store/queries/actor-keys.ts';
import {
  countCandidateTasks,
  listCandidateTasks,
  listDoneTasks,
  listMyTasks,
  listOpenTasks,
  listOverdueTasks,
  type TaskList,
} from '../../store/queries/list-tasks.ts';
import { TASK_COLUMNS } from '../../store/queries/policy-columns.ts';
import type { Static } from 'typebox';
import { FormView } from '../contract/definition.ts';
import { TaskCounts, TaskPage, TaskParams, TaskQuery, TaskView } from '../contract/task.ts';
import { principalOf, route, type Route, type RouteRequest } from '../route.ts';
import type { Principal } from '../session/principal.ts';
import { lookAtForm } from '../masking/look-at-form.ts';
import { formView } from './form-view.ts';
import { deadlineFilter, withDeadline } from '../../commands/tasks/deadline-view.ts';
import { abilityFor, permissionsOn, readableTask } from './readable.ts';

const signedIn = { method: 'GET', rule: 'signedIn', limit: 'read', success: 200 } as const;
type Query = Static<typeof TaskQuery>;

export const taskRoutes: readonly Route[] = [
  route({
    ...signedIn,
    id: 'listTasks',
    path: '/api/v1/tasks',
    summary: 'Tasks: mine, those I may claim, overdue, done, all that I may see',
    query: TaskQuery,
    response: TaskPage,
    async handle(request) {
      const page = await listTasks(request, request.query);
      return { body: { ...page, items: page.items.map((task) => withDeadline(task, request.now)) } };
    },
  }),
  route({
    ...signedIn,
    id: 'countTasks',
    path: '/api/v1/tasks/counts',
    summary: 'How many tasks I may claim, up to 1000',
    response: TaskCounts,
    async handle(request) {
      const { account, person, rights } = principalOf(request);
      const keys = actorKeys(rights.grants, [person, account]);
      return { body: { claimable: await countCandidateTasks(request.services.commands.db, { keys, persons: [person] }) } };
    },
  }),
  route({
    ...signedIn,
    id: 'getTask',
    path: '/api/v1/tasks/{caseId}/{instance}',
    summary: 'One task',
    params: TaskParams,
    response: TaskView,
    async handle(request) {
      const { caseId, instance } = request.params;
      const { task, case: record, ability } = await readableTask(request, caseId, instance);
      const { code: caseCode, title: caseTitle, status: caseStatus, revision } = record;
      return {
        body: {
          ...withDeadline(task, request.now),
          caseCode,
          caseTitle,
          caseStatus,
          caseRevision: revision,
          permissions: permissionsOn(ability, 'Task', { ...task }),
        },
        revision,
      };
    },
  }),
  route({
    ...signedIn,
    id: 'getTaskForm',
    path: '/api/v1/tasks/{caseId}/{instance}/form',
    summary: 'The form of a task in the version that was pinned when it opened, with the variables that it sees',
    params: TaskParams,
    purposeful: true,
    response: FormView,
    async handle(request) {
      const { caseId, instance } = request.params;
      const found = await readableTask(request, caseId, instance);
      const { form: key, formVersion, createdAt: openedAt } = found.task;
      const masked = new Set<string>();
      const look = await lookAtForm(request, found);
      const variables = look.mask(visibleVariables(found, instance), masked);
      const shown = { key, version: formVersion, variables, openedAt };
      const view = await formView(request.services.commands, shown);
      return { body: { ...view, ...(masked.size > 0 && { masked: [...masked].sort() }) }, revision: found.case.revision };
    },
  }),
];

async function listTasks(request: RouteRequest<unknown, Query, unknown>, query: Query): Promise<Page<TaskItem>> {
  const { list, role, sort, limit, cursor, deadline, ...rest } = query;
  const filter = { ...rest, ...deadlineFilter(deadline, request.now) };
  const { db } = request.services.commands;
  const principal = principalOf(request);
  const ask: TaskList = { limit, cursor, sort, filter };
  if (list === 'claimable') return await listClaimable(db, principal, ask, role);
  if (list === 'mine') return await listMyTasks(db, [principal.account, principal.person], ask);
  if (list === 'done') return await listDoneTasks(db, [principal.person], ask);
  const ability = abilityFor(request);
  const readable: TaskList = { ...ask, predicate: readableTasks(ability) };
  const units = readableTaskUnits(ability);
  if (list === 'overdue' && units?.length !== 0) return await listOverdueTasks(db, request.now, readable);
  if (!units) return await listOpenTasks(db, readable);
  return await listWithin(db, principal, list === 'overdue' ? overdue(readable, request.now) : readable, units);
}

/** From the indexes of what is the user's own and of the user's units: a million tasks of others would be read in vain. */
async function listWithin(
  db: Database,
  { account, person, rights }: Principal,
  readable: TaskList,
  units: readonly string[],
): Promise<Page<TaskItem>> {
  const keys = actorKeys(rights.grants, [person, account]);
  return await listCandidateTasks(db, { ...readable, keys, persons: [], assignees: [...new Set([account, person])], units });
}

function overdue(ask: TaskList, now: string): TaskList {
  const { dueBefore } = ask.filter ?? {};
  const earliest = dueBefore !== undefined && Date.parse(dueBefore) < Date.parse(now) ? dueBefore : now;
  return { ...ask, filter: { ...ask.filter, dueBefore: earliest } };
}

async function listClaimable(db: Database, { account, person, rights }: Principal, ask: TaskList, role?: string): Promise<Page<TaskItem>> {
  const grants = role === undefined ? rights.grants : rights.grants.filter((grant) => grant.role === role);
  const keys = actorKeys(grants, role === undefined ? [person, account] : []);
  return await listCandidateTasks(db, { ...ask, keys, persons: [person] });
}

const readableTasks = (ability: Ability): SqlPredicate => allowedSql(ability, 'read', 'Task', TASK_COLUMNS, () => '?');
