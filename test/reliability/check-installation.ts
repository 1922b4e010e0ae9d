/**
 * What must be true of a whole installation after all cases were brought to their end, whatever was killed on the way. Each entry
 * of the answer is something that was lost, doubled or left behind; none is right.
 */
import type { Json } from '../../expressions/json.ts';
import type { CommandLogEntry } from '../../store/contract.ts';
import { verifyRecord } from '../../record/verify-record.ts';
import { recordLines } from '../../store/queries/record-lines.ts';
import { listHistory, verifyAuditChain } from '../../store/queries/case-history.ts';
import type { Services } from '../../commands/contract.ts';
import { replayEntry, type Replayed } from '../../commands/replay-case.ts';

const MOST_SHOWN = 20;

/** key to outcome, of everything that clients were told */
export type Told = ReadonlyMap<string, Json>;

export async function checkInstallation(services: Services, told: Told): Promise<readonly string[]> {
  const faults: string[] = [];
  const cases = await rows<{ id: string; status: string }>(services, 'select id, status from process_case');
  for (const { id, status } of cases) {
    if (status !== 'ended') faults.push(`case ${id} is ${status}`);
    for (const fault of await checkCase(services, id)) faults.push(`case ${id}: ${fault}`);
  }
  faults.push(
    ...(await leftovers(services)),
    ...(await checkTold(services, told)),
    ...(await checkDeliveries(services)),
    ...(await checkRecord(services)),
  );
  return faults.length <= MOST_SHOWN ? faults : [...faults.slice(0, MOST_SHOWN), `and ${faults.length - MOST_SHOWN} more`];
}

/** The stamps of these tests are made up. */
async function checkRecord({ db }: Services): Promise<readonly string[]> {
  const findings: string[] = [];
  for await (const { kind, what } of verifyRecord(recordLines(db, 'all')))
    if (kind !== 'timeStampInvalid') findings.push(`record: ${kind} ${what}`);
  return findings;
}

async function rows<T>({ db }: Services, sql: string, values: readonly unknown[] = []): Promise<readonly T[]> {
  return (await db.pool.query(sql, [...values])).rows as T[];
}

async function leftovers(services: Services): Promise<readonly string[]> {
  const counts = await rows<{ what: string; count: number }>(
    services,
    `select 'timer' as what, count(*)::int from timer union all select 'job', count(*)::int from job
     union all select 'subscription', count(*)::int from subscription union all select 'task_candidate', count(*)::int from task_candidate
     union all select 'outbox', count(*)::int from outbox union all select 'start_timer', count(*)::int from start_timer
     union all select 'open task', count(*)::int from user_task where state = 'open'
     union all select 'open incident', count(*)::int from incident where resolved_at is null`,
  );
  return counts.filter(({ count }) => count > 0).map(({ what, count }) => `${count} rows left in ${what}`);
}

/** The log folds to the stored state byte for byte; the chain is whole; timers and jobs came once each. */
async function checkCase(services: Services, caseId: string): Promise<readonly string[]> {
  const verdict = await verifyAuditChain(services.db, caseId);
  const faults = verdict?.intact ? [] : [`its chain is broken: ${JSON.stringify(verdict)}`];
  const waiting = new Waiting();
  let replayed: Replayed | undefined;
  for (const entry of await history(services, caseId)) {
    waiting.take(entry);
    try {
      replayed = await replayEntry(services, replayed, entry);
    } catch (error) {
      return [...faults, ...waiting.faults(), `entry ${entry.revision} cannot be carried out again: ${String(error)}`];
    }
    waiting.add(replayed.effects);
  }
  const [stored] = await rows<{ state: string; variables: string }>(
    services,
    'select c.state::text as state, v.data::text as variables from process_case c join case_variables v on v.case_id = c.id where c.id = $1',
    [caseId],
  );
  if (stored?.state !== JSON.stringify(replayed?.state)) faults.push('its log does not fold to its state');
  if (stored?.variables !== JSON.stringify(replayed?.variables)) faults.push('its log does not fold to its variables');
  return [...faults, ...waiting.faults(), ...(await effectsMissing(services, caseId, waiting.completedJobs))];
}

async function history({ db }: Services, caseId: string): Promise<readonly CommandLogEntry[]> {
  const entries: CommandLogEntry[] = [];
  let cursor: string | undefined;
  do {
    const page = await listHistory(db, caseId, { limit: 200, ...(cursor !== undefined && { cursor }) });
    entries.push(...page.items);
    cursor = page.next;
  } while (cursor !== undefined);
  return entries;
}

/** Armed timers and open jobs, as the steps' effects say; each is taken once by the log. */
class Waiting {
  readonly completedJobs: number[] = [];
  readonly #timers = new Map<string, number>();
  readonly #fired = new Set<string>();
  readonly #jobs = new Set<number>();
  readonly #faults: string[] = [];

  take({ command }: CommandLogEntry): void {
    const { type, instance, node, due } = command as unknown as { type: string; instance: number; node: string; due: number };
    if (type === 'fireTimer') {
      if (this.#timers.get(`${instance} ${node}`) !== due) this.#faults.push(`timer ${instance} ${node} ${due} fired but was not armed`);
      if (this.#fired.has(`${instance} ${node} ${due}`)) this.#faults.push(`timer ${instance} ${node} ${due} fired twice`);
      this.#fired.add(`${instance} ${node} ${due}`);
      this.#timers.delete(`${instance} ${node}`);
    }
    if (type === 'completeJob' || type === 'failJob') {
      if (!this.#jobs.delete(instance)) this.#faults.push(`job ${instance} was reported but not open`);
      if (type === 'completeJob') this.completedJobs.push(instance);
    }
  }

  add(effects: Replayed['effects']): void {
    for (const effect of effects) {
      if (effect.type === 'timerArmed') this.#timers.set(`${effect.instance} ${effect.node}`, effect.due);
      if (effect.type === 'timerDisarmed') this.#disarm(effect.instance, effect.node);
      if (effect.type === 'jobCreated') this.#jobs.add(effect.instance);
      if (effect.type === 'jobRemoved') this.#jobs.delete(effect.instance);
    }
  }

  #disarm(instance: number, node: string | undefined): void {
    for (const key of this.#timers.keys())
      if (key === `${instance} ${node}` || (node === undefined && key.startsWith(`${instance} `))) this.#timers.delete(key);
  }

  faults(): readonly string[] {
    return [
      ...this.#faults,
      ...[...this.#timers.keys()].map((key) => `timer ${key} never fired`),
      ...[...this.#jobs].map((key) => `job ${key} never done`),
    ];
  }
}

async function effectsMissing(services: Services, caseId: string, jobs: readonly number[]): Promise<readonly string[]> {
  const keys = jobs.map((instance) => `${caseId}:${instance}`);
  const found = await rows<{ key: string }>(services, 'select key from side_effect where key = any($1)', [keys]);
  const missing = new Set(keys).difference(new Set(found.map(({ key }) => key)));
  return [...missing].map((key) => `job ${key} was completed without its effect outside`);
}

/** A step that a client was told of; one that began a case, where no revision is told. */
interface Acknowledged {
  readonly caseId?: string;
  readonly revision?: number;
}

/** Every acknowledged step is in the log, and persons have no other steps there. */
async function checkTold(services: Services, told: Told): Promise<readonly string[]> {
  const logged = await rows<{ step: string }>(
    services,
    "select case_id || ' ' || revision as step from command_log where account not like 'system:%' and account <> 'supervisor'",
  );
  const steps = [...told].flatMap(([key, outcome]) => {
    const { items, ...one } = (outcome ?? {}) as Acknowledged & { readonly items?: readonly { readonly outcome?: Acknowledged }[] };
    return [one, ...(items ?? []).map((item) => item.outcome ?? {})].flatMap(({ caseId, revision = 1 }) =>
      caseId === undefined ? [] : [{ key, step: `${caseId} ${revision}` }],
    );
  });
  const inLog = new Set(logged.map(({ step }) => step));
  const acknowledged = new Set(steps.map(({ step }) => step));
  return [
    ...steps.filter(({ step }) => !inLog.has(step)).map(({ key }) => `step ${key} was acknowledged and is not in the log`),
    ...(steps.length > acknowledged.size ? ['two keys were answered with the same step'] : []),
    ...[...inLog.difference(acknowledged)].map((step) => `step ${step} was applied and never acknowledged: applied twice`),
  ];
}

/** Messages, signals, start timers and suspensions by handlers: each once. */
async function checkDeliveries(services: Services): Promise<readonly string[]> {
  const doubled = await rows<{ what: string; count: number }>(
    services,
    `select 'message ' || (command ->> 'messageId') as what, count(*)::int from command_log where command ->> 'type' = 'deliverMessage' group by 1 having count(*) > 1
     union all select 'signal ' || (command ->> 'signalId') || ' to ' || case_id, count(*)::int from command_log where command ->> 'type' = 'deliverSignal' group by 1 having count(*) > 1
     union all select 'note of ' || (command ->> 'event') || ' in ' || case_id, count(*)::int from command_log
       where command ->> 'type' = 'notePersonEvent' group by 1 having count(*) > 1
     union all select 'start ' || (command ->> 'definition') || (command ->> 'occurrence'), count(*)::int from command_log
       where command ->> 'type' = 'startCase' and command ->> 'occurrence' is not null group by 1 having count(*) > 1
     union all select 'suspension of ' || case_id, count(*)::int from command_log where account = 'supervisor' group by 1 having count(*) > 1`,
  );
  const waiting = await rows<{ id: string }>(services, 'select id from message_buffer where consumed_at is null');
  return [
    ...doubled.map(({ what, count }) => `${what} came ${count} times`),
    ...waiting.map(({ id }) => `message ${id} was never delivered`),
  ];
}
