/** The record for auditors: searched, exported with a purpose, proven by checkpoints; and the end of what may be destroyed. */
import { listCaseChanges } from '../../commands/cases/list-case-changes.ts';
import { runCommand } from '../../commands/run-command.ts';
import { allowedSql } from '../../policies/allowed-sql.ts';
import { can } from '../../policies/can.ts';
import { pageOfCheckpoints } from '../../store/queries/list-checkpoints.ts';
import { findRecordState } from '../../store/queries/record-state.ts';
import { RECORD_COLUMNS } from '../../store/queries/policy-columns.ts';
import { searchRecord, type FoundRecord, type RecordSearch } from '../../store/queries/search-record.ts';
import { CaseParams, NumberedQuery } from '../contract/case.ts';
import * as shape from '../contract/record.ts';
import { csvOf } from '../../exports/csv.ts';
import { principalOf, route, type Route, type RouteRequest } from '../route.ts';
import { actorOf } from '../session/principal.ts';
import { lookAtCase } from '../masking/look.ts';
import { maskChange } from '../masking/mask-changes.ts';
import { abilityFor } from './readable.ts';

const PAGE = 200;
const MOST_ROWS = 10_000;
const COLUMNS = [
  'position',
  'at',
  'source',
  'act',
  'account',
  'person',
  'onBehalfOf',
  'caseId',
  'caseCode',
  'subject',
  'procedure',
  'unitPath',
  'address',
  'reason',
  'purpose',
  'approver',
] as const satisfies readonly (keyof FoundRecord)[];

type Request = RouteRequest<unknown, unknown, unknown>;
const predicateOf = (request: Request, action: 'read' | 'export') =>
  allowedSql(abilityFor(request), action, 'Audit', RECORD_COLUMNS, () => '?');

export const recordRoutes: readonly Route[] = [
  route({
    id: 'searchRecord',
    method: 'GET',
    path: '/api/v1/record',
    summary: 'What was done and read, by person, case, time, act or address; newest first',
    rule: { action: 'read', subject: 'Audit' },
    sensitive: 'record',
    limit: 'read',
    query: shape.RecordQuery,
    success: 200,
    response: shape.RecordPage,
    async handle(request) {
      return { body: await searchRecord(request.services.commands.db, { ...request.query, predicate: predicateOf(request, 'read') }) };
    },
  }),
  route({
    id: 'exportRecord',
    method: 'GET',
    path: '/api/v1/record/export',
    summary: 'The same as CSV, up to 10,000 rows; `X-Next-Cursor` goes on',
    rule: { action: 'export', subject: 'Audit' },
    sensitive: 'record',
    limit: 'deploy',
    query: shape.RecordExportQuery,
    success: 200,
    produces: 'text/csv',
    async handle(request) {
      const { purpose: _, ...search } = request.query;
      const { rows, next } = await collected(request, search);
      return {
        raw: csvOf([COLUMNS, ...rows.map((row) => COLUMNS.map((column) => String(row[column] ?? '')))]),
        type: 'text/csv; charset=utf-8',
        headers: { 'Content-Disposition': 'attachment; filename="record.csv"', ...(next !== undefined && { 'X-Next-Cursor': next }) },
        given: { ids: rows.map(({ position }) => String(position)), rows: rows.length },
      };
    },
  }),
  route({
    id: 'listCheckpoints',
    method: 'GET',
    path: '/api/v1/record/checkpoints',
    summary: 'Signed checkpoints of the record with their public keys and time stamps, oldest first',
    rule: { action: 'verify', subject: 'Audit' },
    limit: 'read',
    query: NumberedQuery,
    success: 200,
    response: shape.CheckpointPage,
    handle: async ({ services, query }) => ({ body: await pageOfCheckpoints(services.commands.db, query) }),
  }),
  route({
    id: 'getRecordState',
    method: 'GET',
    path: '/api/v1/record/state',
    summary: 'How far the record is sealed and signed, what waits, and what its last verification said',
    rule: { action: 'verify', subject: 'Audit' },
    limit: 'read',
    success: 200,
    response: shape.RecordState,
    handle: async ({ services }) => ({ body: await findRecordState(services.commands.db) }),
  }),
  route({
    id: 'listCaseChanges',
    purposeful: true,
    method: 'GET',
    path: '/api/v1/cases/{caseId}/changes',
    summary: 'What each step changed in the data of a case, field by field, before and after',
    rule: { action: 'read', subject: 'Case' },
    sensitive: 'case',
    limit: 'read',
    params: CaseParams,
    query: NumberedQuery,
    success: 200,
    response: shape.CaseChangePage,
    async handle(request) {
      const { case: record, ability, look } = await lookAtCase(request, request.params.caseId, 'changes', true);
      const whole = await listCaseChanges(request.services.commands, record.id, request.query);
      const page = { ...whole, items: whole.items.map((change) => maskChange(look, change)) };
      const { procedure, unitPath } = record;
      // where from is for auditors
      if (can(ability, 'read', 'Audit', { procedure, unitPath }).allowed) return { body: page };
      return { body: { ...page, items: page.items.map(({ origin: _, ...change }) => change) } };
    },
  }),
  route({
    id: 'proposeDestruction',
    method: 'POST',
    path: '/api/v1/cases/{caseId}/destruction',
    summary: 'Propose to destroy the contents of a case whose term of keeping is over',
    rule: { action: 'proposeDestruction', subject: 'Case' },
    limit: 'write',
    params: CaseParams,
    body: shape.ProposeDestruction,
    success: 201,
    response: shape.DestructionProposal,
    idempotent: true,
    async handle(request) {
      const { services, idempotencyKey, params, body } = request;
      const command = { type: 'proposeDestruction', ...params, ...body } as const;
      return { body: await runCommand(services.commands, actorOf(principalOf(request)), command, { idempotencyKey }) };
    },
  }),
  route({
    id: 'decideDestruction',
    method: 'POST',
    path: '/api/v1/destructions/{destruction}/decision',
    summary: 'Approve or refuse a destruction that another person proposed; approved, the contents are gone',
    rule: { action: 'decideDestruction', subject: 'Case' },
    limit: 'write',
    params: shape.DestructionParams,
    body: shape.DecideDestruction,
    success: 200,
    response: shape.DestructionOutcome,
    idempotent: true,
    async handle(request) {
      const { services, idempotencyKey, params, body } = request;
      const command = { type: 'decideDestruction', ...params, ...body } as const;
      return { body: await runCommand(services.commands, actorOf(principalOf(request)), command, { idempotencyKey }) };
    },
  }),
];

async function collected(request: Request, search: Omit<RecordSearch, 'limit' | 'predicate'>) {
  const rows: FoundRecord[] = [];
  const predicate = predicateOf(request, 'export');
  let next = search.cursor;
  do {
    const page = await searchRecord(request.services.commands.db, {
      ...search,
      limit: PAGE,
      predicate,
      ...(next !== undefined && { cursor: next }),
    });
    rows.push(...page.items);
    next = page.next;
  } while (next !== undefined && rows.length < MOST_ROWS);
  return { rows, next };
}
