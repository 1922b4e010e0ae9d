import { requirePermission } from '../../casework/require-permission.ts';
import { allowedSql } from '../../policies/allowed-sql.ts';
import type { Ability } from '../../policies/ability.ts';
import { prohibits } from '../../policies/prohibits.ts';
import { readableTaskUnits } from '../../policies/readable-task-units.ts';
import type { Database } from '../../store/connection.ts';
import type { Page, SqlPredicate, TaskItem } from '../../store/contract.ts';
import { visibleVariables } from '../../casework/visible-variables.ts';
import { actorKeys } from '../../store/queries/actor-keys.ts';
import { countMyTasks } from '../../store/queries/count-my-tasks.ts';
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
import { CandidateQuery, TaskCandidates, TaskCounts, TaskPage, TaskParams, TaskQuery, TaskView } from '../contract/task.ts';
import { principalOf, route, type Route, type RouteRequest } from '../route.ts';
import type { Principal } from '../session/principal.ts';
import { lookAtForm } from '../masking/look-at-form.ts';
import { formView } from './form-view.ts';
import { deadlineMoment } from '../../commands/loading/near-share.ts';
import { isNumberedHere } from '../../commands/signing/is-numbered-here.ts';
import { candidatesOfTask } from '../../commands/tasks/candidates-of-task.ts';
import { deadlineFilter, withDeadline } from '../../commands/tasks/deadline-view.ts';
import { abilityFor, readableTask } from './readable.ts';
import { taskView } from './task-view.ts';

const signedIn = { method: 'GET', rule: 'signedIn', limit: 'read', success: 200 } as const;
type Query = Static<typeof TaskQuery>;

export const taskRoutes: readonly Route[] = [
  route({
    ...signedIn,
    id: 'listTasks',
    sensitive: 'case',
    path: '/api/v1/tasks',
    summary: 'Tasks: mine, those I may claim, overdue, done, all that I may see',
    query: TaskQuery,
    response: TaskPage,
    async handle(request) {
      const page = await listTasks(request, request.query);
      const moment = await deadlineMoment(request.services.commands, request.now);
      return { body: { ...page, items: page.items.map((task) => withDeadline(task, moment)) } };
    },
  }),
  route({
    ...signedIn,
    id: 'countTasks',
    path: '/api/v1/tasks/counts',
    summary: 'How many tasks I may claim, how many are mine, and how many of those are late or soon will be; each up to 1000',
    response: TaskCounts,
    async handle(request) {
      const principal = principalOf(request);
      const ability = abilityFor(request);
      const { db } = request.services.commands;
      const predicate = prohibits(ability, 'claim', 'Task') ? tasksTo(ability, 'claim') : undefined;
      const claimable = await countCandidateTasks(db, { keys: keysOf(principal), persons: personsOf(principal), predicate });
      const moment = await deadlineMoment(request.services.commands, request.now);
      const mine = await countMyTasks(db, selvesOf(principal), moment, narrowedBy(principal, ability, 'read'));
      return { body: { claimable, ...mine } };
    },
  }),
  route({
    ...signedIn,
    id: 'getTask',
    sensitive: 'case',
    path: '/api/v1/tasks/{caseId}/{instance}',
    summary: 'One task',
    params: TaskParams,
    response: TaskView,
    async handle(request) {
      const { caseId, instance } = request.params;
      const found = await readableTask(request, caseId, instance);
      return { body: await taskView(request, found), revision: found.case.revision };
    },
  }),
  route({
    id: 'listTaskCandidates',
    sensitive: 'case',
    method: 'GET',
    path: '/api/v1/tasks/{caseId}/{instance}/candidates',
    summary: 'To whom a task can be given, by name: those who could take it, and did no step that excludes them',
    rule: { action: 'assign', subject: 'Task' },
    limit: 'read',
    params: TaskParams,
    query: CandidateQuery,
    success: 200,
    response: TaskCandidates,
    async handle(request) {
      const { caseId, instance } = request.params;
      const { task, ability } = await readableTask(request, caseId, instance);
      requirePermission(ability, 'assign', 'Task', { ...task });
      return { body: { candidates: await candidatesOfTask(request.services.commands, task, request.query.text, request.now) } };
    },
  }),
  route({
    ...signedIn,
    id: 'getTaskForm',
    sensitive: 'case',
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
      const isNumbered = await isNumberedHere(request.services.commands, found.task, found.case.procedure);
      const shown = { key, version: formVersion, isNumbered, variables, openedAt };
      const view = await formView(request.services.commands, shown);
      return { body: { ...view, ...(masked.size > 0 && { masked: [...masked].sort() }) }, revision: found.case.revision };
    },
  }),
];

async function listTasks(request: RouteRequest<unknown, Query, unknown>, query: Query): Promise<Page<TaskItem>> {
  const { list, role, sort, limit, cursor, deadline, ...rest } = query;
  const filter = { ...rest, ...deadlineFilter(deadline, await deadlineMoment(request.services.commands, request.now)) };
  const { db } = request.services.commands;
  const principal = principalOf(request);
  const ability = abilityFor(request);
  const narrowed = (action: string) => {
    const predicate = narrowedBy(principal, ability, action);
    return predicate && { predicate };
  };
  const ask: TaskList = { limit, cursor, sort, filter, ...narrowed('read') };
  if (list === 'claimable') return await listClaimable(db, principal, { ...ask, ...narrowed('claim') }, role);
  if (list === 'mine') return await listMyTasks(db, selvesOf(principal), ask);
  if (list === 'done') return await listDoneTasks(db, [principal.rights.person], ask);
  const readable: TaskList = { ...ask, predicate: tasksTo(ability, 'read') };
  const units = readableTaskUnits(ability);
  if (list === 'overdue' && units?.length !== 0) return await listOverdueTasks(db, request.now, readable);
  if (!units) return await listOpenTasks(db, readable);
  return await listWithin(db, principal, list === 'overdue' ? overdue(readable, request.now) : readable, units);
}

/** What a substitution leaves out, and what a rule forbids, is in no index. */
function narrowedBy({ onBehalfOf }: Principal, ability: Ability, action: string): SqlPredicate | undefined {
  return onBehalfOf !== undefined || prohibits(ability, action, 'Task') ? tasksTo(ability, action) : undefined;
}

/** From the indexes of what is the user's own and of the user's units: a million tasks of others would be read in vain. */
async function listWithin(db: Database, principal: Principal, readable: TaskList, units: readonly string[]): Promise<Page<TaskItem>> {
  return await listCandidateTasks(db, { ...readable, keys: keysOf(principal), persons: [], assignees: selvesOf(principal), units });
}

function overdue(ask: TaskList, now: string): TaskList {
  const { dueBefore } = ask.filter ?? {};
  const earliest = dueBefore !== undefined && Date.parse(dueBefore) < Date.parse(now) ? dueBefore : now;
  return { ...ask, filter: { ...ask.filter, dueBefore: earliest } };
}

async function listClaimable(db: Database, principal: Principal, ask: TaskList, role?: string): Promise<Page<TaskItem>> {
  const grants = principal.rights.grants.filter((grant) => grant.role === role);
  const keys = role === undefined ? keysOf(principal) : actorKeys(grants, []);
  return await listCandidateTasks(db, { ...ask, keys, persons: personsOf(principal) });
}

/** Whose tasks these are: the user's, or the absent person's. */
const selvesOf = ({ rights }: Principal): readonly string[] => [...new Set([rights.account, rights.person])];
const keysOf = (principal: Principal): readonly string[] => actorKeys(principal.rights.grants, selvesOf(principal));
/** What one of them may not do is for neither. */
const personsOf = ({ person, rights }: Principal): readonly string[] => [...new Set([person, rights.person])];

const tasksTo = (ability: Ability, action: string): SqlPredicate => allowedSql(ability, action, 'Task', TASK_COLUMNS, () => '?');
