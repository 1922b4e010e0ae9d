/**
 * What clients do, from beginning to end. Every command has a key made of the journey's name, so that a journey that was cut off
 * is simply gone through again from its beginning.
 */
import type { CommandOf, StepOutcome } from '../../commands/contract.ts';
import { ANALYST, MANAGER, officer, SYSADMIN, termVersion } from './office.ts';
import { freshProcedure } from './procedures.ts';
import type { World } from './world.ts';

export interface Journey {
  readonly kind: JourneyKind;
  readonly name: string;
  /** which officer */
  readonly client: number;
}
export type JourneyKind = keyof typeof JOURNEYS;

interface Status {
  readonly status: string;
  readonly open: readonly number[];
  readonly incidents: readonly { readonly id: number; readonly instance: number }[];
}

async function look({ ask }: World, caseId: string): Promise<Status> {
  const [status] = await ask<Status>(
    `select status, array(select instance from user_task where case_id = c.id and state = 'open' order by instance) as open,
      (select coalesce(json_agg(json_build_object('id', id, 'instance', instance)), '[]') from incident i where i.case_id = c.id and resolved_at is null) as incidents
     from process_case c where id = $1`,
    [caseId],
  );
  return status as Status;
}

async function begin(world: World, { name, client }: Journey, procedure: string): Promise<StepOutcome> {
  const variables = { file: name, wanted: client % 3 };
  return await world.run<'startCase'>(officer(client), `${name}:start`, { type: 'startCase', procedure, businessKey: name, variables });
}

async function doTask(world: World, { name, client }: Journey, caseId: string, instance: number): Promise<void> {
  const on = { caseId, instance };
  await world.run<'claimTask'>(officer(client), `${name}:claim:${instance}`, { type: 'claimTask', ...on });
  const complete: CommandOf<'completeTask'> = { type: 'completeTask', ...on };
  await world.run<'completeTask'>(officer(client), `${name}:complete:${instance}`, complete);
}

/** Does every task and tries every incident again, until the case has ended. */
async function finish(world: World, journey: Journey, caseId: string): Promise<void> {
  for (;;) {
    const { status, open, incidents } = await look(world, caseId);
    if (status === 'ended') return;
    if (status === 'suspended') {
      const resume: CommandOf<'resumeCase'> = { type: 'resumeCase', caseId, spreadSeconds: 0.1 };
      await world.run<'resumeCase'>(MANAGER, `${journey.name}:resume`, resume);
    }
    for (const instance of open) await doTask(world, journey, caseId, instance);
    for (const { id, instance } of incidents) {
      const again: CommandOf<'resolveIncident'> = { type: 'resolveIncident', caseId, instance };
      await world.run<'resolveIncident'>(SYSADMIN, `${journey.name}:again:${id}`, again);
    }
    if (open.length === 0 && incidents.length === 0) await world.pause();
  }
}

const plain = (procedure: string) => async (world: World, journey: Journey) => {
  const { caseId } = await begin(world, journey, procedure);
  await finish(world, journey, caseId);
};

export const JOURNEYS = {
  whole: plain('whole'),
  flaky: plain('flaky'),
  held: plain('held'),
  async rush(world: World, journey: Journey) {
    const { caseId, opened } = await begin(world, journey, 'rush');
    await Promise.all(opened.map(async ({ instance }) => await doTask(world, journey, caseId, instance)));
    await finish(world, journey, caseId);
  },
  async listener(world: World, journey: Journey) {
    const { caseId } = await begin(world, journey, 'listener');
    await world.run<'broadcastSignal'>(SYSADMIN, `${journey.name}:signal`, { type: 'broadcastSignal', name: 'go' });
    while (!(await heard(world, caseId))) await world.pause();
    await finish(world, journey, caseId);
  },
  /**
   * A message and a signal reach a case that is suspended, and are its own when it is resumed. Its timers are made claimable
   * meanwhile, as they are when a definition is suspended in the moment in which they are armed.
   */
  async waiter(world: World, journey: Journey) {
    const { name, client } = journey;
    const { caseId } = await begin(world, journey, 'waiter');
    await world.run<'suspendCase'>(MANAGER, `${name}:suspend`, { type: 'suspendCase', caseId, reason: 'chờ' });
    await world.ask('update timer set parked = false, next_at = now() where case_id = $1', [caseId]);
    await world.run<'correlateMessage'>(officer(client), `${name}:message`, { type: 'correlateMessage', name: 'paper', key: name });
    await world.run<'broadcastSignal'>(SYSADMIN, `${name}:signal`, { type: 'broadcastSignal', name: 'wake' });
    while (await isUntried(world, caseId)) await world.pause();
    await world.run<'resumeCase'>(MANAGER, `${name}:resume`, { type: 'resumeCase', caseId, spreadSeconds: 0.1 });
    await finish(world, journey, caseId);
  },
  /** Two cases wait for the same; both messages meet the first one, which is suspended. The second case must get the second. */
  async twins(world: World, journey: Journey) {
    const { name, client } = journey;
    const cases: string[] = [];
    for (const twin of ['one', 'two']) {
      const variables = { file: name, wanted: 0 };
      const start = { type: 'startCase', procedure: 'waiter', businessKey: `${name}:${twin}`, variables } as const;
      cases.push((await world.run<'startCase'>(officer(client), `${name}:start:${twin}`, start)).caseId);
    }
    const [first = '', second = ''] = cases.toSorted();
    await world.run<'suspendCase'>(MANAGER, `${name}:suspend`, { type: 'suspendCase', caseId: first, reason: 'chờ' });
    for (const id of ['m1', 'm2'])
      await world.run<'correlateMessage'>(officer(client), `${name}:${id}`, { type: 'correlateMessage', name: 'paper', key: name });
    await world.run<'broadcastSignal'>(SYSADMIN, `${name}:signal`, { type: 'broadcastSignal', name: 'wake' });
    await world.run<'resumeCase'>(MANAGER, `${name}:resume`, { type: 'resumeCase', caseId: first, spreadSeconds: 0.1 });
    await finish(world, journey, first);
    await finish(world, journey, second);
  },
  /** A round with lines that come one after the other; the round goes on when all have. */
  async gathering(world: World, journey: Journey) {
    const { name, client } = journey;
    const { caseId: round, opened } = await begin(world, journey, 'gathering');
    const lines = ['a', 'b', 'c'].map((line) => ({ businessKey: `${name}:${line}`, variables: {} }));
    const command = { type: 'importLines', round, lines } as const;
    const { items } = await world.run<'importLines'>(officer(client), `${name}:import`, command);
    for (const { instance } of opened) await doTask(world, journey, round, instance);
    for (const [at, item] of items.entries()) if (item.ok) await finish(world, { ...journey, name: `${name}:${at}` }, item.outcome.caseId);
    await finish(world, journey, round);
  },
  /** A person dies, about whom one case is that listens and one that does not. */
  async mourners(world: World, journey: Journey) {
    const { name, client } = journey;
    const facts = { kind: 'prisoner', name, fileNumber: name, unitPath: 'cuc.hanoi' };
    const { person } = await world.run<'registerPerson'>(officer(client), `${name}:person`, { type: 'registerPerson', ...facts });
    const cases: string[] = [];
    for (const procedure of ['mourner', 'deaf']) {
      const start = { type: 'startCase', procedure, businessKey: `${name}:${procedure}`, variables: { prisoner: person } } as const;
      cases.push((await world.run<'startCase'>(officer(client), `${name}:start:${procedure}`, start)).caseId);
    }
    const event = { type: 'reportPersonEvent', person, kind: 'death', date: '2026-01-01', document: name, reason: name } as const;
    await world.run<'reportPersonEvent'>(officer(client), `${name}:death`, event);
    const [listening = '', deaf = ''] = cases;
    while (!(await heard(world, listening)) || !(await noted(world, deaf))) await world.pause();
    await finish(world, journey, listening);
    await finish(world, { ...journey, name: `${name}:deaf` }, deaf);
  },
  /** A term runs; a version that recomputes it comes into force, and is told to the workers as an approval tells it. */
  async dated(world: World, journey: Journey) {
    const { caseId } = await begin(world, journey, 'dated');
    const { body, ...next } = termVersion('2', 40, '2090-01-01');
    await world.ask("update parameter set valid_to = $1 where version = '1'", [next.validFrom]);
    await world.ask(
      `insert into parameter (key, version, body, valid_from, citation, confidence, running, status, proposed_by, proposed_at)
       values ($1, $2, $3, $4, 'test', 'A', 'recompute', 'active', 'test', now()) on conflict do nothing`,
      [next.key, next.version, body, next.validFrom],
    );
    await world.ask(
      `insert into law_change (kind, key, version, due_at, next_at) values ('parameter', $1, $2, now(), now()) on conflict do nothing`,
      [next.key, next.version],
    );
    while (await isCountedBefore(world, caseId)) await world.pause();
    await finish(world, journey, caseId);
  },
  async deployment(world: World, { name }: Journey) {
    const resources = [{ name: 'fresh.bpmn', content: freshProcedure(`fresh-${name}`) }];
    await world.run<'deploy'>(ANALYST, `${name}:deploy`, { type: 'deploy', name, resources });
  },
};

/** Whether the signal came at any time: its task may be done already when a journey is gone through again. */
async function heard({ ask }: World, caseId: string): Promise<boolean> {
  return (await ask("select from user_task where case_id = $1 and node = 'told'", [caseId])).length > 0;
}

async function noted({ ask }: World, caseId: string): Promise<boolean> {
  return (await ask("select from command_log where case_id = $1 and command ->> 'type' = 'notePersonEvent'", [caseId])).length > 0;
}

async function isCountedBefore({ ask }: World, caseId: string): Promise<boolean> {
  const query = `select from user_task where case_id = $1 and state = 'open' and due ->> 'parameterVersion' = '1'
    union all select from timer where case_id = $1 and due ->> 'parameterVersion' = '1'`;
  return (await ask(query, [caseId])).length > 0;
}

/** The workers have not come by yet. */
/** A second claim of a timer says that the first was refused and given back, not only made. */
async function isUntried({ ask }: World, caseId: string): Promise<boolean> {
  const rows = await ask(
    `select from outbox where case_id = $1 and kind = 'signalDelivery' and last_error is null
     union all select from timer where case_id = $1 and tries < 2 and not parked`,
    [caseId],
  );
  return rows.length > 0;
}

export async function go(world: World, journey: Journey): Promise<void> {
  await JOURNEYS[journey.kind](world, journey);
}
