import type { Static } from 'typebox';
import { allowedSql } from '../../policies/allowed-sql.ts';
import type { CommandLogEntry, TaskRecord } from '../../store/contract.ts';
import { listComments, listHistory, listWaits, verifyAuditChain } from '../../store/queries/case-history.ts';
import { listCases } from '../../store/queries/list-cases.ts';
import { listIncidents } from '../../store/queries/list-incidents.ts';
import { listCaseTasks } from '../../store/queries/list-case-tasks.ts';
import { CASE_COLUMNS } from '../../store/queries/policy-columns.ts';
import { bothOf } from '../exports/both-of.ts';
import * as shape from '../contract/case.ts';
import { IncidentPage } from '../contract/operation.ts';
import { PageQuery } from '../contract/page.ts';
import { TaskPage } from '../contract/task.ts';
import { route, type Plain, type Route } from '../route.ts';
import { recordSearch, sensitivePredicate } from '../masking/find-sensitive.ts';
import { readableVariable } from '../masking/readable-variable.ts';
import { lookAtCase } from '../masking/look.ts';
import { maskPathDecision } from '../masking/mask-decision.ts';
import { casePath } from './case-path.ts';
import { withOutcomeName } from '../../commands/tasks/outcome-name.ts';
import { deadlineMoment, type DeadlineMoment } from '../../commands/loading/near-share.ts';
import { deadlineFilter, deadlineOf, withDeadline } from '../../commands/tasks/deadline-view.ts';
import { abilityFor, permissionsOnCase, readableCase } from './readable.ts';
import { valueOf } from './value-of.ts';

const read = { method: 'GET', rule: { action: 'read', subject: 'Case' }, limit: 'read', success: 200, sensitive: 'case' } as const;
const one = { ...read, params: shape.CaseParams, purposeful: true } as const;
const at = '/api/v1/cases/{caseId}';

export const caseRoutes: readonly Route[] = [
  route({
    ...read,
    id: 'listCases',
    path: '/api/v1/cases',
    summary: 'Cases that I may see, running and ended',
    purposeful: true,
    query: shape.CaseQuery,
    response: shape.CasePage,
    async handle(request) {
      const { limit, cursor, sort, variable, value, party, deadline, ...rest } = request.query;
      const filter = {
        ...rest,
        ...(party !== undefined && { parties: [party] }),
        ...deadlineFilter(deadline, await deadlineMoment(request.services.commands, request.now)),
        ...(variable !== undefined && { variable: { name: variable, value: valueOf(value ?? '') } }),
      };
      const readable = allowedSql(abilityFor(request), 'read', 'Case', CASE_COLUMNS, () => '?');
      const known = variable === undefined ? undefined : await readableVariable(request, variable, rest.procedure);
      const predicate = known ? bothOf(readable, known) : readable;
      const sensitive = variable === undefined ? undefined : sensitivePredicate(request, 'Case');
      const page = await listCases(request.services.commands.db, { limit, cursor, sort, filter, predicate, sensitive });
      if (variable !== undefined) await recordSearch(request, 'case', variable, page.items.length);
      return { body: page };
    },
  }),
  route({
    ...one,
    id: 'getCase',
    path: at,
    summary: 'One case: where it stands, what it waits for, and what I may do with it',
    response: shape.CaseView,
    async handle(request) {
      const { case: record, state, incidents, ability, tasks } = await readableCase(request, request.params.caseId);
      const waits = await listWaits(request.services.commands.db, record.id);
      const stuck = new Set(incidents.map(({ instance }) => instance));
      const activities = state.i.map(([instance, node, parent]) => ({ instance, node, parent, incident: stuck.has(instance) }));
      const permissions = await permissionsOnCase(request, ability, record);
      return {
        body: {
          ...record,
          permissions,
          deadlines: deadlinesOf(tasks, await deadlineMoment(request.services.commands, request.now)),
          activities,
          ...waits,
        },
        revision: record.revision,
      };
    },
  }),
  route({
    ...one,
    id: 'listCaseTasks',
    path: `${at}/tasks`,
    summary: 'All user tasks of a case, closed ones too',
    query: shape.NumberedQuery,
    response: TaskPage,
    async handle(request) {
      const { case: record } = await readableCase(request, request.params.caseId);
      const page = await listCaseTasks(request.services.commands.db, record.id, request.query);
      const moment = await deadlineMoment(request.services.commands, request.now);
      const items = await Promise.all(
        page.items.map(async (task) => withDeadline(await withOutcomeName(request.services.commands, task), moment)),
      );
      return { body: { ...page, items } };
    },
  }),
  route({
    ...one,
    id: 'listCaseHistory',
    path: `${at}/history`,
    summary: 'Every step of a case: what was asked, when, by whom',
    query: shape.NumberedQuery,
    response: shape.HistoryPage,
    async handle(request) {
      const { case: record, look } = await lookAtCase(request, request.params.caseId, 'history', true);
      const { items, next } = await listHistory(request.services.commands.db, record.id, request.query);
      return { body: { items: items.map((entry) => look.redact(entryOf(entry))), ...(next !== undefined && { next }) } };
    },
  }),
  route({
    ...one,
    id: 'getCasePath',
    path: `${at}/path`,
    summary: 'The path a case took through the diagram: elements and flows, with times and actors',
    response: shape.CasePath,
    async handle(request) {
      const { case: record, look } = await lookAtCase(request, request.params.caseId, 'path', true);
      const { decisions, ...path } = await casePath(request.services.commands.db, record.id);
      return { body: { ...path, decisions: decisions.map((decision) => maskPathDecision(look, decision)) }, revision: record.revision };
    },
  }),
  route({
    ...one,
    id: 'getCaseVariables',
    path: `${at}/variables`,
    summary: 'The variables of a case, by scope',
    response: shape.CaseVariables,
    async handle(request) {
      const { case: record, variables, look } = await lookAtCase(request, request.params.caseId, 'variables');
      const masked = new Set<string>();
      const scopes = Object.fromEntries(Object.entries(variables).map(([scope, values]) => [scope, look.mask(values, masked)]));
      return {
        body: { revision: record.revision, scopes, ...(masked.size > 0 && { masked: [...masked].sort() }) },
        revision: record.revision,
      };
    },
  }),
  route({
    ...one,
    id: 'listCaseComments',
    path: `${at}/comments`,
    summary: 'Comments and reasons given in a case',
    query: shape.NumberedQuery,
    response: shape.CommentPage,
    async handle(request) {
      const { case: record, look } = await lookAtCase(request, request.params.caseId, 'comments', true);
      const { items, ...rest } = await listComments(request.services.commands.db, record.id, request.query);
      const shown = items.map(({ person, ...comment }) => ({ ...comment, ...(person !== null && { person }) }));
      return { body: { ...rest, items: look.redact(shown) } };
    },
  }),
  route({
    ...one,
    id: 'listCaseIncidents',
    path: `${at}/incidents`,
    summary: 'Open incidents of a case',
    query: PageQuery,
    response: IncidentPage,
    async handle(request) {
      const { case: record } = await readableCase(request, request.params.caseId);
      return { body: await listIncidents(request.services.commands.db, { ...request.query, caseId: record.id }) };
    },
  }),
  route({
    ...one,
    id: 'verifyCase',
    rule: { action: 'verify', subject: 'Audit' },
    path: `${at}/audit`,
    summary: 'Recomputes the hash chain of a case from its record',
    response: shape.AuditVerdict,
    async handle(request) {
      const { case: record } = await readableCase(request, request.params.caseId);
      const verdict = await verifyAuditChain(request.services.commands.db, record.id);
      return { body: verdict ?? { intact: false, revision: 0, reason: 'missing' } };
    },
  }),
];

function deadlinesOf(tasks: readonly TaskRecord[], at: DeadlineMoment): Static<typeof shape.CaseView>['deadlines'] {
  return tasks
    .flatMap((task) => {
      const deadline = task.state === 'open' ? deadlineOf(task, at) : undefined;
      return deadline ? [{ instance: task.instance, node: task.node, name: task.name, deadline }] : [];
    })
    .sort((a, b) => (a.deadline.due < b.deadline.due ? -1 : 1));
}

/** Form data and payloads are not repeated in the history: variables are read where they are; a ballot may be secret. */
const DATA = new Set(['variables', 'before', 'payload', 'input', 'ballot']);

function entryOf({
  revision,
  at: instant,
  actor,
  epoch,
  command,
  resolved,
  stateHash,
}: CommandLogEntry): Plain<Static<typeof shape.HistoryEntry>> {
  const shown = Object.fromEntries(Object.entries(command).filter(([name]) => !DATA.has(name))) as { type: string };
  return { revision, at: instant, actor, ...(epoch !== undefined && { epoch }), command: shown, resolved: resolved ?? null, stateHash };
}
