/**
 * The parts of the world that one step used: called processes, decisions and deadlines, each resolved to a version. They are
 * stored with the step, so that replaying the log never looks at today's versions.
 */
import { isMissing, type Missing } from '../../casework/missing.ts';
import type { Json } from '../../expressions/json.ts';
import type { BindingReference, TaskBinding } from '../../engine/bindings/binding.ts';
import type { DecisionModel } from '../../engine/decisions/decision-model.ts';
import type { ProcessModel } from '../../engine/model/process-model.ts';
import type {
  DeadlineReference,
  DecisionDatesReference,
  DecisionReference,
  EffectRefusal,
  ParameterRecord,
  ParameterReference,
  ProcessReference,
} from '../../engine/ports.ts';
import type { DeadlineRecord } from '../../engine/deadline-record.ts';
import type { Calendar } from '../../law/calendar.ts';
import type { CheckedForm } from '../checked-form.ts';

export interface ChosenDecision {
  readonly definition: string;
  readonly version: string;
  /** confirmations that hold for its unsettled rules, as `rule fingerprint`; absent where it has no such rules */
  readonly confirmed?: readonly string[];
  /** its unsettled rules decide nothing before they are confirmed */
  readonly refusesUnsettled?: true;
}

export interface StepParts {
  readonly models: Map<string, ProcessModel>;
  readonly decisionModels: Map<string, DecisionModel>;
  readonly processes: Map<string, [ProcessReference, string | Missing]>;
  readonly decisions: Map<string, [DecisionReference, ChosenDecision | Missing]>;
  readonly deadlines: Map<string, [DeadlineReference, DeadlineRecord | Missing]>;
  readonly decisionDates: Map<string, [DecisionDatesReference, readonly string[] | Missing]>;
  readonly parameters: Map<string, [ParameterReference, ParameterRecord | Missing]>;
  /** versions of the calendars by key, and those of them that are loaded */
  readonly calendarVersions: Map<string, string | Missing>;
  readonly calendars: Map<string, Calendar>;
  readonly bindings: Map<string, [BindingReference, TaskBinding | 'here']>;
  /** by element: what the database would not do */
  readonly refusedEffects: Map<string, EffectRefusal>;
}

/** As stored in the command log. */
export interface Resolved {
  readonly processes?: readonly [ProcessReference, string | Missing][];
  readonly decisions?: readonly [DecisionReference, ChosenDecision | Missing][];
  /** without explanation: that one lies with the task */
  readonly deadlines?: readonly [DeadlineReference, DeadlineRecord | Missing][];
  readonly decisionDates?: readonly [DecisionDatesReference, readonly string[] | Missing][];
  readonly parameters?: readonly [ParameterReference, ParameterRecord | Missing][];
  readonly calendars?: readonly [key: string, version: string | Missing][];
  readonly refusedEffects?: readonly [node: string, EffectRefusal][];
  /** that the data was checked by; replaying takes the data as it was accepted */
  readonly form?: CheckedForm;
  /** names of the variables that the step stored encrypted */
  readonly sealed?: readonly string[];
  /** only of work that is not done here: what is not named is */
  readonly bindings?: readonly [BindingReference, TaskBinding][];
}

export const nameOf = (reference: object): string => JSON.stringify(reference);

export const noParts = (): StepParts => partsFrom({});

export function partsFrom({
  processes = [],
  decisions = [],
  deadlines = [],
  parameters = [],
  calendars = [],
  decisionDates = [],
  bindings = [],
  refusedEffects = [],
}: Resolved): StepParts {
  const byName = <R extends object, V>(entries: readonly [R, V][]): Map<string, [R, V]> =>
    new Map(entries.map((entry) => [nameOf(entry[0]), entry]));
  return {
    models: new Map(),
    decisionModels: new Map(),
    processes: byName(processes),
    decisions: byName(decisions),
    deadlines: byName(deadlines),
    decisionDates: byName(decisionDates),
    parameters: byName(parameters),
    calendarVersions: new Map(calendars),
    calendars: new Map(),
    bindings: byName<BindingReference, TaskBinding | 'here'>(bindings),
    refusedEffects: new Map(refusedEffects),
  };
}

/** Undefined when the step used nothing of the kind. */
export function resolvedOf(
  { processes, decisions, deadlines, decisionDates, parameters, calendarVersions, refusedEffects, bindings }: StepParts,
  form?: CheckedForm,
): Json | undefined {
  const elsewhere = [...bindings.values()].filter(([, binding]) => binding !== 'here');
  const resolved: Resolved = {
    ...(processes.size > 0 && { processes: [...processes.values()] }),
    ...(decisions.size > 0 && { decisions: [...decisions.values()] }),
    ...(deadlines.size > 0 && { deadlines: [...deadlines.values()].map(([reference, record]) => [reference, withoutText(record)]) }),
    ...(decisionDates.size > 0 && { decisionDates: [...decisionDates.values()] }),
    ...(parameters.size > 0 && { parameters: [...parameters.values()] }),
    ...(calendarVersions.size > 0 && { calendars: [...calendarVersions] }),
    ...(refusedEffects.size > 0 && { refusedEffects: [...refusedEffects] }),
    ...(form && { form }),
    ...(elsewhere.length > 0 && { bindings: elsewhere as [BindingReference, TaskBinding][] }),
  };
  return Object.keys(resolved).length > 0 ? (resolved as unknown as Json) : undefined;
}

function withoutText(record: DeadlineRecord | Missing): DeadlineRecord | Missing {
  if (isMissing(record)) return record;
  const { explanation: _, ...rest } = record;
  return rest;
}
