/**
 * What a step asks of other agencies' systems: each task that it opens to be done there becomes a CloudEvent (1.0, JSON) with what
 * the agency needs and may see: the variables of the form and those that the binding shares. A task that goes away is withdrawn.
 */
import type { Variables } from '../../engine/command.ts';
import type { Effect, UserTaskOpened } from '../../engine/effect.ts';
import type { Json } from '../../expressions/json.ts';
import type { LoadedCase, NewCase, OutboxEntry, SaveStep } from '../../store/contract.ts';
import type { NewExchangeMessage } from '../../store/projections/exchange.ts';
import type { Services } from '../contract.ts';
import { placesByRule } from '../protection/case-values.ts';
import { SensitiveValues } from '../../protection/sensitive-values.ts';
import { loadForm } from '../loading/load-form.ts';
import { visibleVariables } from '../../casework/visible-variables.ts';

/** What the step came to; `loaded`: what there was before. */
export interface Opening {
  readonly step: Pick<SaveStep, 'caseId' | 'revision' | 'now' | 'effects' | 'formVersions'> & {
    readonly state: LoadedCase['state'];
    readonly variables: LoadedCase['variables'];
  };
  readonly facts: Pick<NewCase, 'code' | 'title' | 'procedure'>;
  readonly loaded: LoadedCase | undefined;
}

export async function workRequests(services: Services, opening: Opening): Promise<readonly OutboxEntry[]> {
  const asked = stillAsked(opening.step.effects);
  const requests: OutboxEntry[] = withdrawn(opening);
  for (const task of asked) requests.push(await requestOf(services, opening, task));
  return requests;
}

function stillAsked(effects: readonly Effect[]): readonly UserTaskOpened[] {
  const open = new Map<number, UserTaskOpened>();
  for (const effect of effects) {
    if (effect.type === 'userTaskOpened' && effect.binding?.mode === 'exchange' && !effect.migrated) open.set(effect.instance, effect);
    if (effect.type === 'userTaskClosed') open.delete(effect.instance);
  }
  return [...open.values()];
}

/** Cancelled, returned or recalled before it was answered. */
function withdrawn({ step, facts, loaded }: Opening): OutboxEntry[] {
  const partners = new Map(
    loaded?.state.i.flatMap(([id, , , memory]) =>
      memory?.bd?.mode === 'exchange' && memory.bd.partner !== undefined ? [[id, memory.bd.partner] as const] : [],
    ),
  );
  // who bounced it knows
  const bounced = step.effects.flatMap((effect) =>
    effect.type === 'incidentRaised' && effect.kind === 'exchangeBounced' ? effect.instance : [],
  );
  return step.effects.flatMap((effect) => {
    if (effect.type !== 'userTaskClosed' || effect.how === 'completed' || bounced.includes(effect.instance)) return [];
    const partner = partners.get(effect.instance);
    if (partner === undefined) return [];
    const data = { task: { case: step.caseId, instance: effect.instance }, how: effect.how };
    return [entry('workWithdrawn', { step, facts, partner, instance: effect.instance }, data)];
  });
}

async function requestOf(services: Services, { step, facts }: Opening, task: UserTaskOpened): Promise<OutboxEntry> {
  const { instance, node, name, form: key, outcomes, due, binding, definition } = task;
  const version = key === undefined ? undefined : step.formVersions?.[key];
  const names = [...(binding?.shares ?? []), ...(key !== undefined && version !== undefined ? await namesIn(services, key, version) : [])];
  const visible = withoutKept(visibleVariables(step, instance), names, await placesByRule(services, definition), binding?.shares ?? []);
  const data: Json = {
    case: { code: facts.code, title: facts.title, procedure: facts.procedure },
    task: { case: step.caseId, instance, node, name },
    role: binding?.role ?? null,
    form: key === undefined ? null : { key, version: version ?? null },
    outcomes: [...outcomes],
    variables: visible,
    due: due?.due ?? null,
  };
  return entry('workRequested', { step, facts, partner: binding?.partner ?? '', instance }, data);
}

/** Fields that a form leaves to rules are masked, unless the binding itself says that they are shared. */
function withoutKept(visible: Variables, names: readonly string[], places: ReadonlySet<string>, shares: readonly string[]): Variables {
  const asked = Object.fromEntries(Object.entries(visible).filter(([name]) => names.includes(name)));
  const shared = Object.fromEntries(Object.entries(asked).filter(([name]) => shares.includes(name)));
  return { ...new SensitiveValues(places).mask(asked, new Set()), ...shared };
}

async function namesIn(services: Services, key: string, version: number): Promise<readonly string[]> {
  return [...(await loadForm(services, key, version)).shape.entries.keys()];
}

interface About {
  readonly step: Opening['step'];
  readonly facts: Opening['facts'];
  readonly partner: string;
  readonly instance: number;
}

/** The same step gives the same id, so that a repetition is told. */
function entry(type: NewExchangeMessage['type'], { step, facts, partner, instance }: About, data: Json): OutboxEntry {
  const id = `${step.caseId}:${instance}:${step.revision + 1}`;
  const event: Json = {
    specversion: '1.0',
    id,
    source: `urn:trinh-ky:case:${step.caseId}`,
    type: `vn.trinh-ky.${type === 'workRequested' ? 'work.requested' : 'work.withdrawn'}.v1`,
    subject: facts.code,
    time: step.now,
    datacontenttype: 'application/json',
    data,
  };
  const message: NewExchangeMessage = {
    id: type === 'workRequested' ? id : `${id}:withdrawn`,
    partner,
    caseId: step.caseId,
    instance,
    type,
    payload: event,
    at: step.now,
  };
  return { kind: type, payload: { ...message } };
}
