/** What happened in a case, what it waits for now, and whether its record is whole. */
import { chainStart, stepFault, type StepContent } from '../../record/step-digest.ts';
import type { Database } from '../connection.ts';
import type { CommandLogEntry, Page, PageRequest } from '../contract.ts';
import { openComment, openEntry } from '../protection/open-case.ts';
import { instantOf, logEntryOf, type LogRow } from '../repositories/rows.ts';
import { rowsOf, statement } from '../statement.ts';
import { checkedLimit, numberOf, numberedPage } from './keyset.ts';

// a day of slack for nodes whose clocks differ; the bound keeps old cases from looking into every month's partition
const SINCE = `(select started_at - interval '1 day' from process_case where id = $1 union all select started_at - interval '1 day' from closed_case where id = $1)`;
const HISTORY = statement(`
  select case_id, revision, at, account, person, on_behalf_of, origin, epoch, command, created, resolved, trace, encode(state_hash, 'hex') as state_hash
  from command_log where case_id = $1 and revision > $2 and at >= ${SINCE} order by revision limit $3`);

/** Steps in order, oldest first. */
export async function listHistory(db: Database, caseId: string, page: PageRequest): Promise<Page<CommandLogEntry>> {
  const limit = checkedLimit(page);
  const rows = await rowsOf<LogRow & Record<string, unknown>>(db, HISTORY, [caseId, numberOf(page.cursor), limit + 1]);
  const entries = await Promise.all(rows.map(async (row) => await openEntry(db, caseId, logEntryOf(row))));
  return numberedPage(entries, limit, ({ revision }) => revision);
}

const TRACES = statement(`
  select revision, at, account, person, on_behalf_of, trace from command_log where case_id = $1 and revision > $2 and at >= ${SINCE} order by revision limit $3`);

/** What each step did in the diagram, and who took it: without commands and data, so that thousands of steps are read at once. */
export async function listTraces(db: Database, caseId: string, after: number, most: number): Promise<readonly StepTrace[]> {
  const rows = await rowsOf<TraceRow & Record<string, unknown>>(db, TRACES, [caseId, after, most]);
  const steps = rows.map(({ account, person, on_behalf_of, ...step }) => ({
    ...step,
    actor: { account, ...(person !== null && { person }), ...(on_behalf_of !== null && { onBehalfOf: on_behalf_of }) },
  }));
  return await Promise.all(steps.map(async (step) => await openEntry(db, caseId, step)));
}
export type StepTrace = Pick<CommandLogEntry, 'revision' | 'at' | 'actor' | 'trace'>;
type TraceRow = Omit<StepTrace, 'actor'> & { account: string; person: string | null; on_behalf_of: string | null };

export interface CaseComment {
  readonly revision: number;
  readonly at: string;
  readonly account: string;
  readonly person: string | null;
  readonly text: string;
}
const COMMENTS = statement(
  'select revision, at, account, person, text from comment where case_id = $1 and revision > $2 order by revision limit $3',
);
/** Oldest first. */
export async function listComments(db: Database, caseId: string, page: PageRequest): Promise<Page<CaseComment>> {
  const limit = checkedLimit(page);
  const rows = await rowsOf<CaseComment & Record<string, unknown>>(db, COMMENTS, [caseId, numberOf(page.cursor), limit + 1]);
  const comments = rows.map(async (row) => ({ ...row, text: await openComment(db, caseId, row.revision, row.text) }));
  return numberedPage(await Promise.all(comments), limit, ({ revision }) => revision);
}

export interface Waits {
  readonly timers: readonly { readonly instance: number; readonly node: string; readonly dueAt: string }[];
  readonly subscriptions: readonly {
    readonly instance: number;
    readonly node: string;
    readonly kind: string;
    readonly name: string;
    readonly key: string;
  }[];
  readonly jobs: readonly {
    readonly instance: number;
    readonly node: string;
    readonly topic: string;
    readonly tries: number;
    readonly retriesLeft: number;
  }[];
}
const WAITS = statement(`select
  (select coalesce(json_agg(json_build_object('instance', instance, 'node', node, 'dueAt', due_at) order by due_at, instance, node), '[]')
    from timer where case_id = $1) as timers,
  (select coalesce(json_agg(json_build_object('instance', instance, 'node', node, 'kind', kind, 'name', name, 'key', key) order by instance, node), '[]')
    from subscription where case_id = $1) as subscriptions,
  (select coalesce(json_agg(json_build_object('instance', instance, 'node', node, 'topic', topic, 'tries', tries, 'retriesLeft', retries_left) order by instance), '[]')
    from job where case_id = $1) as jobs`);

/** Armed timers, subscriptions and jobs of a case. */
export async function listWaits(db: Database, caseId: string): Promise<Waits> {
  const [row] = await rowsOf<Waits & Record<string, unknown>>(db, WAITS, [caseId]);
  const { timers = [], subscriptions = [], jobs = [] } = row ?? {};
  return { timers: timers.map((timer) => ({ ...timer, dueAt: instantOf(timer.dueAt) ?? timer.dueAt })), subscriptions, jobs };
}

const CHAIN = statement(`
  select l.revision, (extract(epoch from l.at) * 1000000)::bigint::text as micros, l.account, l.person, l.on_behalf_of as "onBehalfOf", l.epoch,
    l.origin::text as origin, l.command::text as command, l.created::text as created, l.resolved::text as resolved, l.trace::text as trace,
    encode(l.state_hash, 'hex') as "stateHash", encode(l.content_hash, 'hex') as "contentHash", (select encode(salt, 'hex') from case_salt where case_id = $1) as salt,
    a.version, encode(a.digest, 'hex') as digest, encode(a.hash, 'hex') as hash
  from audit_link a full join command_log l on l.case_id = a.case_id and l.revision = a.revision and l.at = a.at
  where coalesce(l.case_id, a.case_id) = $1 order by coalesce(l.revision, a.revision)`);
const HEAD = statement(
  `select encode(head, 'hex') as head, revision from process_case where id = $1 union all select encode(head, 'hex'), revision from closed_case where id = $1`,
);

type ChainRow = Omit<StepContent, 'caseId' | 'revision'> & {
  revision: number | null;
  version: number;
  digest: string | null;
  hash: string | null;
};

export type AuditVerdict =
  { readonly intact: true; readonly revision: number } | { readonly intact: false; readonly revision: number; readonly reason: string };

const REASONS = { contentChanged: 'changed', chainBroken: 'broken' } as const;

/** Recomputes a case's chain from its command log up to the head in the case row. Undefined when there is no such case. */
export async function verifyAuditChain(db: Database, caseId: string): Promise<AuditVerdict | undefined> {
  const [head] = await rowsOf<{ head: string; revision: number }>(db, HEAD, [caseId]);
  if (!head) return undefined;
  const rows = await rowsOf<ChainRow & Record<string, unknown>>(db, CHAIN, [caseId]);
  let previous = chainStart(caseId);
  for (const [index, { version, digest, hash, ...row }] of rows.entries()) {
    const revision = index + 1;
    if (row.revision !== revision || hash === null || digest === null) return { intact: false, revision, reason: 'missing' };
    const fault = stepFault(version, { ...row, caseId, revision }, { digest, hash, previous });
    if (fault) return { intact: false, revision, reason: REASONS[fault] };
    previous = hash;
  }
  if (rows.length !== head.revision || previous !== head.head) return { intact: false, revision: rows.length, reason: 'head' };
  return { intact: true, revision: head.revision };
}
