/**
 * A scenario of a shipped module, driven through the commands on a real database by people with keys: every task whose diagram asks for a
 * signature is signed, and sealed by the registry of its agency. What the kernel's scenarios do not see: pages, numbers, keys, the record.
 */
import { setImmediate as soon } from 'node:timers/promises';
import { runCommand } from '../../../commands/run-command.ts';
import { WORKER_ACTOR } from '../../../commands/actors.ts';
import type { CommandOf, Services, StepOutcome } from '../../../commands/contract.ts';
import { openServices } from '../../../commands/open-services.ts';
import { newId } from '../../../composition/new-id.ts';
import { PROCESSES_FOLDER } from '../../../composition/modules/processes-folder.ts';
import { readModules, type ProcedureModule } from '../../../composition/modules/read-module.ts';
import { shipModules } from '../../../composition/modules/ship-modules.ts';
import type { Actor } from '../../../engine/command.ts';
import type { Json } from '../../../expressions/json.ts';
import { createLogger } from '../../../logging/logger.ts';
import type { Scenario, Step } from '../../../scenarios/scenario.ts';
import { openDatabase, type Database } from '../../../store/connection.ts';
import { saveUnits, seedAccount } from '../../../store/repositories/accounts.ts';
import { loadCase } from '../../../store/repositories/load-case.ts';
import { seedAgencies } from '../../../store/repositories/agency-facts.ts';
import { deliverOutbox } from '../../../worker/deliver-outbox.ts';
import { fireTimers } from '../../../worker/fire-timers.ts';
import { testKeys } from '../../api/test-keys.ts';
import { testVault } from '../../test-vault.ts';

export interface SignedOffice {
  readonly db: Database;
  readonly services: Services;
  readonly modules: readonly ProcedureModule[];
  at: number;
}

export async function openSignedOffice(url: string): Promise<SignedOffice> {
  const db = openDatabase(url, { max: 4, vault: testVault() });
  const office = { db, at: Date.parse('2026-09-01T00:00:00Z'), modules: readModules(PROCESSES_FOLDER) } as unknown as SignedOffice & {
    services: Services;
  };
  office.services = openServices({
    db,
    clock: () => new Date(office.at).toISOString(),
    newId,
    random: () => 0.5,
    wait: async () => await soon(),
    logger: createLogger({ level: 'silent', format: 'json' }),
    rootUnit: 'cuc',
    signing: await testKeys(db, Date.parse('2025-01-01T00:00:00Z')),
  });
  await shipModules(office.services, office.modules);
  return office;
}

const SINCE = '2020-01-01T00:00:00.000Z';
const UNIT = /^[a-z][a-z0-9-]*(\.[a-z0-9-]+)*$/;

/** People with numbers of their own, units with abbreviations, and a registry wherever something is sealed. */
export async function peopleOf({ db }: SignedOffice, scenario: Scenario): Promise<void> {
  const units = new Set(['cuc', ...Object.values(scenario.people).map(({ unit }) => unit), ...unitsIn(scenario)]);
  for (const unit of [...units])
    for (let at = unit.lastIndexOf('.'); at > 0; at = unit.lastIndexOf('.', at - 1)) units.add(unit.slice(0, at));
  await saveUnits(
    db,
    [...units]
      .toSorted()
      .map((path) => ({ id: path, path, name: `Cơ quan ${path}`, abbreviation: path.toUpperCase().replaceAll('.', '-') })),
  );
  await seedAgencies(
    db,
    [...units].map((unitPath) => ({ unitPath, number: `01${String(hash(unitPath)).padStart(8, '0').slice(0, 8)}`, place: 'Hà Nội' })),
    SINCE,
  );
  const people = { ...scenario.people, ...Object.fromEntries([...units].map((unit) => [registryOf(unit), { roles: ['registry'], unit }])) };
  for (const [alias, { roles, unit, person = alias }] of Object.entries(people)) {
    const holder = { id: person, name: alias, unitPath: unit };
    await seedAccount(db, { id: alias, login: alias, person: holder, grants: roles.map((role) => ({ role, unitPath: unit })) }, SINCE);
  }
}

const registryOf = (unit: string): string => `so-${unit.replaceAll('.', '-')}`;
const hash = (text: string): number => [...text].reduce((sum, one) => (sum * 31 + one.charCodeAt(0)) % 99_999_999, 7);

function unitsIn(value: unknown, key = ''): readonly string[] {
  if (typeof value === 'string')
    return /unit|units|court|procuracy|prison|enforcement|commune|agency/i.test(key) && UNIT.test(value) ? [value] : [];
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([name, one]) => unitsIn(one, Array.isArray(value) ? key : `${key}.${name}`));
}

export interface DrivenCase {
  readonly caseId: string;
  /** tasks that were signed, by element */
  readonly signed: readonly string[];
}

/** Throws what a step refuses, with the step. */
export async function drive(office: SignedOffice, scenario: Scenario): Promise<DrivenCase> {
  office.at = Date.parse(new Date(scenario.at.replace(/([+-]\d\d:\d\d)$/, ':00$1').replace(/T(\d\d:\d\d):00:00/, 'T$1:00')).toISOString());
  const starter = actorOf(scenario.starter ?? '');
  const start = { type: 'startCase', procedure: scenario.procedure ?? '', variables: scenario.variables ?? {} } as const;
  const { unit = scenario.people[scenario.starter ?? '']?.unit } = scenario;
  const begun = await runCommand<'startCase'>(office.services, starter, { ...start, ...(unit !== undefined && { unitPath: unit }) });
  const driven = { caseId: begun.caseId, signed: [] as string[] };
  await settle(office);
  for (const [at, step] of scenario.steps.entries()) {
    try {
      await act(office, driven, step);
    } catch (cause) {
      throw new Error(
        `step ${at} ${JSON.stringify(step).slice(0, 200)}: ${cause instanceof Error ? cause.message : String(cause)} ${JSON.stringify((cause as { details?: unknown }).details ?? {})} ${JSON.stringify((cause as { problems?: unknown }).problems ?? [])}`,
        { cause },
      );
    }
    await settle(office);
  }
  return driven;
}

async function act(office: SignedOffice, driven: DrivenCase & { signed: string[] }, one: Step): Promise<void> {
  if (one.kind === 'complete') await complete(office, driven, one.step as never);
  if (one.kind === 'at') office.at = instant((one.step as { at: string }).at);
  if (one.kind === 'message') await message(office, driven, one.step as never);
  if (one.kind === 'job') await job(office, driven, one.step as never);
}

const instant = (text: string): number => Number(Temporal.Instant.from(text.replace(/T(\d\d:\d\d)([+-])/, 'T$1:00$2')).epochMilliseconds);
const actorOf = (alias: string): Actor => ({ account: alias, person: alias });

interface Complete {
  readonly complete: string;
  readonly by: string;
  readonly outcome?: string;
  readonly data?: Record<string, Json>;
  readonly reason?: string;
  readonly loop?: number;
}

async function complete(office: SignedOffice, { caseId, signed }: DrivenCase & { signed: string[] }, step: Complete): Promise<void> {
  const { services } = office;
  const loaded = await loadCase(office.db, caseId, { now: services.clock() });
  const open = (loaded?.tasks ?? []).filter(({ node, state }) => node === step.complete && state === 'open');
  const task = step.loop === undefined ? open[0] : (open.find(({ index }) => index === step.loop) ?? open[0]);
  if (!task) throw new Error(`Expected ${step.complete} to be open, but there are ${loaded?.tasks.map(({ node }) => node).join(', ')}.`);
  const actor = actorOf(step.by);
  const on = { caseId, instance: task.instance };
  if (task.assignee !== step.by) await runCommand<'claimTask'>(services, actor, { type: 'claimTask', ...on });
  const input = {
    ...on,
    ...(step.outcome !== undefined && { outcome: step.outcome }),
    ...(step.reason !== undefined && { reason: step.reason }),
    variables: step.data ?? {},
  };
  const options = { authenticatedAt: services.clock() };
  try {
    await runCommand<'completeTask'>(services, actor, { type: 'completeTask', ...input }, options);
  } catch (error) {
    if ((error as { code?: string }).code !== 'signatureRequired') throw error;
    await sign(office, actor, input, registryOf(task.candidateUnits[0] ?? task.unitPath));
    signed.push(step.complete);
  }
}

/** The last answer has the step. */
async function sign(
  office: SignedOffice,
  actor: Actor,
  input: Omit<CommandOf<'beginSigning'>, 'type' | 'key'>,
  registry: string,
): Promise<StepOutcome> {
  const { services } = office;
  const options = { authenticatedAt: services.clock() };
  const key = { method: 'demo' };
  const sealer = actorOf(registry);
  const begin = async (by: Actor) => await runCommand<'beginSigning'>(services, by, { type: 'beginSigning', ...input, key }, options);
  const begun = await begin(actor);
  let given = await give(services, actor, begun.id, begun.signatures);
  if (given.state === 'prepared') {
    const seal = await runCommand<'beginSeal'>(services, sealer, { type: 'beginSeal', signing: begun.id, key }, options);
    given = await give(services, sealer, seal.id, seal.signatures);
  }
  if (!given.step) throw new Error(`Expected the step to be taken, but the signing is ${given.state}.`);
  return given.step;
}

async function give(services: Services, by: Actor, signing: string, items: readonly { readonly state: string; readonly shown?: string }[]) {
  const shown = items.flatMap((item) => (item.state === 'ready' && item.shown !== undefined ? [item.shown] : []));
  return await runCommand<'giveSignatures'>(
    services,
    by,
    { type: 'giveSignatures', signing, shown },
    { authenticatedAt: services.clock() },
  );
}

async function message(
  { services }: SignedOffice,
  { caseId }: DrivenCase,
  step: { message: string; key?: string; data?: Record<string, Json> },
) {
  const key = step.key === '= caseId' ? caseId : step.key;
  const command = { type: 'correlateMessage', name: step.message, variables: step.data ?? {}, ...(key !== undefined && { key }) } as const;
  await runCommand<'correlateMessage'>(services, WORKER_ACTOR, command);
}

async function job(
  { services }: SignedOffice,
  { caseId }: DrivenCase,
  step: { job: string; result?: Record<string, Json> },
): Promise<void> {
  const { rows } = await services.db.pool.query<{ instance: number }>(
    'select instance from job where case_id = $1 and topic = $2 order by instance limit 1',
    [caseId, step.job],
  );
  const [found] = rows;
  if (!found) throw new Error(`Expected a job of ${step.job}.`);
  await runCommand<'completeJob'>(services, WORKER_ACTOR, {
    type: 'completeJob',
    caseId,
    instance: found.instance,
    variables: step.result ?? {},
  });
}

/** Timers and what steps wrote for others, until nothing moves. */
async function settle({ services }: SignedOffice): Promise<void> {
  for (let turn = 0; turn < 6; turn += 1) {
    await fireTimers(services);
    await deliverOutbox(services);
  }
}
