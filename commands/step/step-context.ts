/** The kernel's view of the world during one step: what has been loaded, as plain lookups. */
import type { BindingReference, TaskBinding } from '../../engine/bindings/binding.ts';
import type { Actor } from '../../engine/command.ts';
import { IncidentSignal } from '../../engine/incidents.ts';
import type { ProcessModel } from '../../engine/model/process-model.ts';
import type { Limits, StepContext } from '../../engine/ports.ts';
import { isMissing, type Missing } from '../../casework/missing.ts';
import { decide } from './decide.ts';
import { nameOf, type StepParts } from './parts.ts';

export interface StepMoment {
  readonly now: string;
  readonly actor: Actor;
  readonly caseId: string;
  readonly limits: Limits;
  /** a compiled definition that is at hand, without loading */
  readonly cachedModel: (id: string) => ProcessModel | undefined;
  /** a binding that is at hand, without loading */
  readonly cachedBinding: (reference: BindingReference) => TaskBinding | 'here' | undefined;
}

export function stepContext(moment: StepMoment, parts: StepParts): StepContext {
  const { now, actor, caseId, limits } = moment;
  return {
    now,
    actor,
    caseId,
    limits,
    model: (id) => parts.models.get(id) ?? moment.cachedModel(id),
    resolveProcess: (reference) => found(parts.processes.get(nameOf(reference))?.[1]),
    evaluateDecision: (reference, input) => decide(moment, parts, reference, input),
    decisionDates: (reference) => found(parts.decisionDates.get(nameOf(reference))?.[1]),
    deadline: (reference) => found(parts.deadlines.get(nameOf(reference))?.[1]),
    parameter: (reference) => found(parts.parameters.get(nameOf(reference))?.[1]),
    refusedEffect: (node) => parts.refusedEffects.get(node),
    calendar: (key) => (found(parts.calendarVersions.get(key)) === undefined ? undefined : parts.calendars.get(key)),
    binding: (reference) => bind(moment, parts, reference),
  };
}

/** What cannot be supplied stops the element that asked for it: an incident, for a person to resolve. */
function found<T>(part: T | Missing | undefined): T | undefined {
  if (isMissing(part)) throw new IncidentSignal('expressionFailed', part.missing);
  return part;
}

/** Kept with the step, as everything that was looked up. */
function bind(moment: StepMoment, { bindings }: StepParts, reference: BindingReference): TaskBinding | 'here' | undefined {
  const name = nameOf(reference);
  const known = bindings.get(name)?.[1];
  if (known) return known;
  const binding = moment.cachedBinding(reference);
  if (binding) bindings.set(name, [reference, binding]);
  return binding;
}
