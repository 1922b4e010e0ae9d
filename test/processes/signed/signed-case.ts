/**
 * A scenario of a shipped module, driven through the commands on a real database by people with keys: every task whose diagram asks for a
 * signature is signed, and sealed by the registry of its agency. What the kernel's scenarios do not see: pages, numbers, keys, the record.
 */
import { setImmediate as soon } from 'node:timers/promises';
import { isPaperAsked, papersOf } from '../../../casework/papers-asked.ts';
import { runCommand } from '../../../commands/run-command.ts';
import { WORKER_ACTOR } from '../../../commands/actors.ts';
import type { CommandOf, Services, StepOutcome } from '../../../commands/contract.ts';
import { loadForm } from '../../../commands/loading/load-form.ts';
import { modelOf } from '../../../commands/loading/load-model.ts';
import { isNumberedHere } from '../../../commands/signing/is-numbered-here.ts';
import { openServices } from '../../../commands/open-services.ts';
import { newId } from '../../../composition/new-id.ts';
import { PROCESSES_FOLDER } from '../../../composition/modules/processes-folder.ts';
import { readModules, type ProcedureModule } from '../../../composition/modules/read-module.ts';
import { shipModules } from '../../../composition/modules/ship-modules.ts';
import { Rejection } from '../../../errors.ts';
import type { Actor } from '../../../engine/command.ts';
import type { Json } from '../../../expressions/json.ts';
import { fieldsOf } from '../../../forms/fields-of.ts';
import { createLogger } from '../../../logging/logger.ts';
import type { Scenario, Step } from '../../../scenarios/scenario.ts';
import { openDatabase, type Database } from '../../../store/connection.ts';
import type { TaskRecord } from '../../../store/contract.ts';
import { saveUnits, seedAccount } from '../../../store/repositories/accounts.ts';
import { loadCase } from '../../../store/repositories/load-case.ts';
import { seedAgencies } from '../../../store/repositories/agency-facts.ts';
import { deliverOutbox } from '../../../worker/deliver-outbox.ts';
import { HANDLERS } from '../../../worker/jobs/handlers.ts';
import { runJobs } from '../../../worker/run-jobs.ts';
import { fireTimers } from '../../../worker/fire-timers.ts';
import { testKeys } from '../../api/test-keys.ts';
import { scanPdf } from '../../commands/uploads/files.ts';
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
/** What forms ask of the units that they name, by the name of the field; the police is what all others may be. */
const KINDS: Readonly<Record<string, string>> = {
  court: 'court',
  courtAbove: 'court',
  appealCourt: 'court',
  supremeCourt: 'court',
  procuracy: 'procuracy',
  supremeProcuracy: 'procuracy',
  justice: 'ministry',
};

/** The scenario with units of the kinds that its forms ask for: one that stands for several agencies gets units below it. */
export async function furnish({ db }: SignedOffice, scenario: Scenario): Promise<Scenario> {
  const kinds = new Map<string, string>([['cuc', 'department'], ...Object.values(scenario.people).map(({ unit }) => [unit, ''] as const)]);
  const fitted = fit(scenario, '', kinds) as Scenario;
  for (const unit of kinds.keys())
    for (let at = unit.lastIndexOf('.'); at > 0; at = unit.lastIndexOf('.', at - 1))
      if (!kinds.has(unit.slice(0, at))) kinds.set(unit.slice(0, at), '');
  const paths = [...kinds.keys()].toSorted();
  await saveUnits(
    db,
    paths.map((path, at) => ({ id: path, path, name: `Cơ quan ${path}`, kind: kinds.get(path) || 'police', abbreviation: `CQ${at}` })),
  );
  await seedAgencies(
    db,
    paths.map((unitPath, at) => ({ unitPath, number: `01${String(at).padStart(8, '0')}`, place: 'Hà Nội' })),
    SINCE,
  );
  const registries = Object.fromEntries(paths.map((unit) => [registryOf(unit), { roles: ['registry'], unit }]));
  const people: Scenario['people'] = { ...scenario.people, ...registries };
  for (const [alias, { roles, unit, person = alias }] of Object.entries(people)) {
    const holder = { id: person, name: alias, unitPath: unit };
    await seedAccount(db, { id: alias, login: alias, person: holder, grants: roles.map((role) => ({ role, unitPath: unit })) }, SINCE);
  }
  for (const id of new Set(JSON.stringify(scenario).match(/(?<=")pn?-[a-z0-9-]+(?=")/g)))
    await db.pool.query(
      `insert into party (id, kind, name, unit_path, created_at, updated_at) values ($1, 'prisoner', 'Người chấp hành án', 'cuc', $2, $2) on conflict do nothing`,
      [id, SINCE],
    );
  return fitted;
}

const registryOf = (unit: string): string => `so-${unit.replaceAll('.', '-')}`;

/** Below `units` every text is a unit: of the kind that its field asks for, else another one below it. */
function fit(value: unknown, key: string, kinds: Map<string, string>): unknown {
  const [parent = '', name = ''] = key.split('.').slice(-2);
  if (typeof value === 'string' && UNIT.test(value) && (parent === 'units' || key.endsWith('.unit'))) {
    const kind = KINDS[name] ?? '';
    const known = kinds.get(value);
    const path = kind === '' || known === undefined || known === '' || known === kind ? value : `${value}.${name.toLowerCase()}`;
    kinds.set(path, kind === '' ? (kinds.get(path) ?? '') : kind);
    return path;
  }
  if (Array.isArray(value)) return value.map((one) => fit(one, key, kinds));
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([inner, one]) => [inner, fit(one, `${key}.${inner}`, kinds)]));
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
  if (one.kind === 'vote') await vote(office, driven, one.step as never);
  if (one.kind === 'enable' || one.kind === 'finish') await adHoc(office, driven, one.step as never);
  if (one.kind === 'return') await back(office, driven, one.step as never);
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
  if (!task)
    throw new Error(
      `Expected ${step.complete} to be open, but there are ${loaded?.tasks.map(({ node }) => node).join(', ')}; ${loaded?.incidents.map(({ node, message }) => `${node}: ${message}`).join()}; ${loaded?.case.status} ${JSON.stringify(loaded?.state)}.`,
    );
  const actor = actorOf(step.by);
  const on = { caseId, instance: task.instance };
  if (task.assignee !== step.by) await runCommand<'claimTask'>(services, actor, { type: 'claimTask', ...on });
  const input = {
    ...on,
    ...(step.outcome !== undefined && { outcome: step.outcome }),
    ...(step.reason !== undefined && { reason: step.reason }),
    variables: await withoutNumber(services, task, step.data ?? {}),
  };
  const options = { authenticatedAt: services.clock() };
  try {
    await runCommand<'completeTask'>(services, actor, { type: 'completeTask', ...input }, options);
  } catch (error) {
    if (!['signatureRequired', 'copyMissing'].includes((error as { code?: string }).code ?? '')) throw error;
    const copies = await scansOf(office, actor, task, step.outcome);
    await sign(office, actor, { ...input, ...(copies.length > 0 && { copies }) }, registryOf(task.candidateUnits[0] ?? task.unitPath));
    signed.push(step.complete);
  }
}

/** What was signed by hand is scanned by whoever does the step; the registry certifies it. */
async function scansOf({ services }: SignedOffice, actor: Actor, { caseId, instance, definition, node }: TaskRecord, outcome?: string) {
  const facet = (await modelOf(services, definition)).nodes.get(node)?.userTask;
  const chosen = facet?.outcomes.find(({ id }) => id === outcome);
  const asked = papersOf(facet).filter(({ document }) => isPaperAsked(facet, document, chosen));
  return await Promise.all(
    asked.map(async ({ document }) => {
      const file = scanPdf({ text: `${document} ${instance}` });
      return { document, scan: (await runCommand<'storeUpload'>(services, actor, { type: 'storeUpload', caseId, file })).sha256 };
    }),
  );
}

/** The kernel's scenario says what the register gave; here the register gives it. */
async function withoutNumber(services: Services, task: TaskRecord, data: Record<string, Json>): Promise<Record<string, Json>> {
  const { form, formVersion = 1, definition } = task;
  const { key: procedure } = await modelOf(services, definition);
  if (form === undefined || !(await isNumberedHere(services, task, procedure))) return data;
  const numbered = fieldsOf(await loadForm(services, form, formVersion)).filter(({ field }) => field.numbering !== undefined);
  return numbered.reduce((left, { path }) => without(left, path.split('.')), data);
}

function without(data: Record<string, Json>, [key = '', ...rest]: readonly string[]): Record<string, Json> {
  const { [key]: value, ...others } = data;
  if (value === undefined || rest.length === 0) return others;
  return { ...others, [key]: without(value as Record<string, Json>, rest) };
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
  const isMine = begun.signatures.some(({ state }) => state === 'ready');
  let given = isMine ? await give(services, actor, begun.id, begun.signatures) : { ...begun, step: undefined };
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

async function vote(
  { services, db }: SignedOffice,
  { caseId }: DrivenCase,
  step: { vote: string; by: string; choice: string; member?: string; minutes?: string; reason?: string },
) {
  const loaded = await loadCase(db, caseId, { now: services.clock() });
  const task = loaded?.tasks.find(({ node, state }) => node === step.vote && state === 'open');
  if (!task) throw new Error(`Expected ${step.vote} to be open.`);
  const { by, choice, member, minutes, reason } = step;
  if (minutes !== undefined && task.assignee !== by)
    await runCommand<'claimTask'>(services, actorOf(by), { type: 'claimTask', caseId, instance: task.instance });
  const ballot = {
    choice,
    ...(member !== undefined && { member }),
    ...(minutes !== undefined && { minutes }),
    ...(reason !== undefined && { reason }),
  };
  await runCommand<'castVote'>(
    services,
    actorOf(by),
    { type: 'castVote', caseId, instance: task.instance, ...ballot },
    { authenticatedAt: services.clock() },
  );
}

async function adHoc(
  { services, db }: SignedOffice,
  { caseId }: DrivenCase,
  { by, enable, finish }: { by: string; enable?: string; finish?: string },
) {
  const loaded = await loadCase(db, caseId, { now: services.clock() });
  for (const [scope] of (loaded?.state.i ?? []).toReversed()) {
    try {
      if (enable !== undefined)
        await runCommand<'enableActivity'>(services, actorOf(by), { type: 'enableActivity', caseId, scope, node: enable });
      else await runCommand<'completeAdHoc'>(services, actorOf(by), { type: 'completeAdHoc', caseId, scope });
      return;
    } catch (error) {
      if (!(error instanceof Rejection)) throw error;
    }
  }
  throw new Error(`Expected an ad-hoc part with ${enable ?? finish ?? ''}.`);
}

async function back(
  { services, db }: SignedOffice,
  { caseId }: DrivenCase,
  step: { return: string; to: string; by: string; reason: string },
) {
  const loaded = await loadCase(db, caseId, { now: services.clock() });
  const task = loaded?.tasks.find(({ node, state }) => node === step.return && state === 'open');
  if (!task) throw new Error(`Expected ${step.return} to be open.`);
  const on = { caseId, instance: task.instance };
  if (task.assignee !== step.by) await runCommand<'claimTask'>(services, actorOf(step.by), { type: 'claimTask', ...on });
  await runCommand<'returnTask'>(services, actorOf(step.by), { type: 'returnTask', ...on, target: step.to, reason: step.reason });
}

async function message(
  { services }: SignedOffice,
  { caseId }: DrivenCase,
  step: { message: string; key?: string; data?: Record<string, Json> },
) {
  // a message of the kernel's scenarios reaches its case; here by the key that the diagrams correlate by
  const key = step.key === undefined || step.key === '= caseId' ? caseId : step.key;
  const command = { type: 'correlateMessage', name: step.message, variables: step.data ?? {}, key } as const;
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
    await runJobs(services, { name: 'test', handlers: HANDLERS });
  }
}
