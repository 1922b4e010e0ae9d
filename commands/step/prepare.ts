/** From a plan to the complete step: the kernel's part, the forms its tasks are pinned to, and what the caller will read. */
import type { Effect } from '../../engine/effect.ts';
import type { SensitiveFields } from '../../forms/sensitive-fields.ts';
import type { CaseStatus, LoadedCase, OutboxEntry, SaveStep } from '../../store/contract.ts';
import type { CaseAt, Plan, StartPlan } from '../case-command.ts';
import type { Services, StartOutcome, StepOutcome } from '../contract.ts';
import { workRequests } from '../exchange/work-requests.ts';
import { pinForms } from '../loading/pin-forms.ts';
import { dataOf, protectStep } from '../protection/protect-step.ts';
import { requireHeld } from '../protection/require-held.ts';
import { sensitiveShapeOf } from '../protection/sensitive-shape.ts';
import { checkEffects } from './check-effects.ts';
import { carryOut, type Taken } from './carry-out.ts';
import { noParts, resolvedOf, type StepParts } from './parts.ts';

export interface Prepared {
  readonly step: SaveStep;
  readonly outcome: StepOutcome | StartOutcome;
}

type At = Omit<CaseAt, 'loaded'> & { readonly loaded?: LoadedCase };

/** `parts`: what the step is to know from the outset. */
export async function prepare(at: At, plan: Plan | StartPlan, parts = noParts()): Promise<Prepared> {
  const { services, now, actor, epochs, loaded } = at;
  const opening =
    'create' in plan
      ? { caseId: plan.caseId, create: plan.create, unitPath: plan.create.unitPath }
      : { caseId: loadedOf(loaded).case.id, unitPath: loadedOf(loaded).case.unitPath };
  const fields = await allowedFields(services, plan, 'create' in plan ? plan.create.definition : loadedOf(loaded).case.definition);
  const taken = await takeStep(at, plan, opening, parts);
  const { effects } = taken.result;
  await checkEffects(services, effects);
  const step: SaveStep = {
    ...opening,
    revision: loaded?.case.revision ?? 0,
    now,
    actor,
    epochs,
    command: plan.command,
    resolved: resolvedOf(taken.parts, plan.form),
    state: taken.result.state,
    variables: taken.result.variables === loaded?.variables ? undefined : taken.result.variables,
    effects,
    trace: taken.result.trace,
    taskChanges: plan.taskChanges,
    formVersions: await formVersions(services, effects),
    status: statusOf(plan, loaded),
    spreadSeconds: plan.spreadSeconds,
    definition: plan.definition,
    parties: plan.parties,
    line: plan.line,
    unit: plan.unit,
    comment: plan.comment,
    consumes: plan.consumes,
    signing: plan.signing,
    recalls: plan.recalls,
    uploads: plan.uploads,
    draft: plan.draft,
    outbox: plan.outbox,
  };
  const outbox = [...(plan.outbox ?? []), ...(await asked(at, plan, step, taken))];
  const outcome = { ...outcomeOf(step, loaded), ...('report' in plan && plan.report) };
  const protection = protectStep({ fields, loaded, variables: taken.result.variables, command: plan.command });
  return {
    step: {
      ...step,
      ...(outbox.length > 0 && { outbox }),
      ...(protection && { protection, ...(!loaded?.sealed && { variables: taken.result.variables }) }),
    },
    outcome: protection ? protection.values.redactTexts(outcome) : outcome,
  };
}

/** Where the procedure's values are sensitive. Throws validation `gradeNotHeld`. */
async function allowedFields(services: Services, plan: Plan, definition: string): Promise<SensitiveFields> {
  const fields = await sensitiveShapeOf(services, plan.definition ?? definition, plan.form);
  for (const data of dataOf(plan.command)) requireHeld(services, data, fields);
  return fields;
}

async function takeStep(
  { services, now, actor, loaded }: At,
  plan: Plan,
  { caseId, unitPath }: Pick<SaveStep, 'caseId' | 'unitPath'>,
  parts: StepParts,
): Promise<Taken> {
  const before = { state: loaded?.state, variables: loaded?.variables };
  if (plan.step) return await carryOut(services, { now, actor, caseId, unitPath }, before, plan.step, parts);
  const { state, variables } = loadedOf(loaded);
  return { result: { type: 'accepted', state, variables, effects: [], trace: [] }, parts };
}

/** Of other agencies' systems: most steps touch no task that is done there. */
async function asked({ services, loaded }: At, plan: Plan | StartPlan, step: SaveStep, { result }: Taken): Promise<readonly OutboxEntry[]> {
  const made = producedBy(step);
  const touched = step.effects.some((effect) => (effect.type === 'userTaskOpened' && effect.binding) || effect.type === 'userTaskClosed');
  if (!touched) return made;
  const facts = 'create' in plan ? plan.create : loadedOf(loaded).case;
  const requests = await workRequests(services, { step: { ...step, state: result.state, variables: result.variables }, facts, loaded });
  return [...made, ...requests];
}

/** The documents that the step has made go to those who are sent them by law. */
function producedBy({ effects, now, actor }: SaveStep): readonly OutboxEntry[] {
  return effects.flatMap((effect) => {
    if (effect.type !== 'userTaskClosed' || !effect.made) return [];
    const { made, instance, act } = effect;
    return [
      { kind: 'documentProduced', payload: { ...made, documents: [...made.documents], instance, at: act?.at ?? now, by: actor.account } },
    ];
  });
}

function loadedOf(loaded: LoadedCase | undefined): LoadedCase {
  if (loaded) return loaded;
  throw new TypeError('Expected a case to be loaded, or to be created.');
}

/** In a suspended case the timers and jobs of a repair are parked with the others. */
function statusOf(plan: Plan, loaded: LoadedCase | undefined): SaveStep['status'] {
  return plan.status ?? (loaded?.case.status === 'suspended' && plan.step ? 'suspended' : undefined);
}

async function formVersions(services: Services, effects: readonly Effect[]): Promise<SaveStep['formVersions']> {
  const keys = effects.flatMap((effect) => (effect.type === 'userTaskOpened' && effect.form !== undefined ? [effect.form] : []));
  return keys.length > 0 ? await pinForms(services, [...new Set(keys)]) : undefined;
}

function outcomeOf(step: SaveStep, loaded: LoadedCase | undefined): StepOutcome | StartOutcome {
  const ended = step.effects.find((effect) => effect.type === 'caseEnded');
  const status: CaseStatus = ended ? 'ended' : (step.status ?? loaded?.case.status ?? 'active');
  const outcome: StepOutcome = {
    caseId: step.caseId,
    revision: step.revision + 1,
    status,
    ...(ended && { endedHow: ended.how }),
    opened: stillOpen(step.effects),
    incidents: step.effects.flatMap((effect) => {
      if (effect.type !== 'incidentRaised') return [];
      const { instance, node, kind, message } = effect;
      return [{ instance, node, kind, message }];
    }),
  };
  if (!step.create) return outcome;
  const { code, title, definition } = step.create;
  return { ...outcome, code, title, definition };
}

function stillOpen(effects: readonly Effect[]): StepOutcome['opened'] {
  const open = new Map<number, StepOutcome['opened'][number]>();
  for (const effect of effects) {
    if (effect.type === 'userTaskOpened') open.set(effect.instance, { instance: effect.instance, node: effect.node, name: effect.name });
    if (effect.type === 'userTaskClosed') open.delete(effect.instance);
  }
  return [...open.values()];
}
