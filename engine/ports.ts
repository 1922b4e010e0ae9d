/** What the kernel needs of the world, as plain lookups: no I/O happens behind any of them. */
import type { Json } from '../expressions/json.ts';
import type { Calendar } from '../law/calendar.ts';
import type { EntryKind } from '../law/register-entry.ts';
import type { BindingReference, TaskBinding } from './bindings/binding.ts';
import type { Actor } from './command.ts';
import type { UnsettledRule } from './decisions/trace.ts';
import type { DeadlineRecord, LawDays } from './deadline-record.ts';
import type { ProcessModel } from './model/process-model.ts';

/** The clock and the loaded parts of one step. A lookup that finds nothing makes the step answer `needs`. */
export interface StepContext {
  /** ISO 8601 UTC instant of this step */
  readonly now: string;
  readonly actor: Actor;
  /** id of the case, which its expressions may read (correlation keys) */
  readonly caseId?: string;
  /** by definition id */
  model(id: string): ProcessModel | undefined;
  /** a called process, resolved by its binding to a definition id */
  resolveProcess(reference: ProcessReference): string | undefined;
  evaluateDecision(reference: DecisionReference, input: Readonly<Record<string, Json>>): DecisionAnswer | undefined;
  /** days, oldest first, on which the versions of a decision that were in force in a time can be looked up */
  decisionDates(reference: DecisionDatesReference): readonly string[] | undefined;
  deadline(reference: DeadlineReference): DeadlineRecord | undefined;
  parameter(reference: ParameterReference): ParameterRecord | undefined;
  /** the working calendar of a key, in the version that this step resolved */
  calendar(key: string): Calendar | undefined;
  /** how the work reaches its role; 'here': it is done in this installation. Where the lookup is absent, all work is. */
  binding?(reference: BindingReference): TaskBinding | 'here' | undefined;
  /** why the database would not do this transactional effect, when the step is taken again because of it */
  refusedEffect?(node: string, effect: string): EffectRefusal | undefined;
  readonly limits: Limits;
}

/** `code`: of the refusal, and of the BPMN error that the diagram may catch. */
export interface EffectRefusal {
  readonly code: string;
  readonly message: string;
}

export interface Limits {
  /** token moves in one step */
  readonly steps: number;
  /** evaluation units of FEEL in one step */
  readonly fuel: number;
  /** bytes of state as JSON, and bytes of variables as JSON */
  readonly stateBytes: number;
  readonly variableBytes: number;
  /** nested scopes, called processes included */
  readonly depth: number;
}

export const DEFAULT_LIMITS: Limits = { steps: 10_000, fuel: 1_000_000, stateBytes: 256_000, variableBytes: 4_000_000, depth: 64 };

export interface ProcessReference {
  readonly key: string;
  /** deployment: the version deployed together with the caller, `from` */
  readonly binding: 'latest' | 'deployment' | 'version';
  readonly version?: number;
  /** definition id of the caller */
  readonly from: string;
}

export interface ParameterReference {
  readonly key: string;
  /** ISO date, or what the entry may choose from */
  readonly asOf: string | LawDays;
}

/** An entry of the register as expressions see it; never changes, because versions never do. */
export interface ParameterRecord {
  readonly key: string;
  readonly kind: EntryKind;
  readonly value: Json;
  readonly unit?: string;
  readonly version: string;
  readonly citation: string;
  readonly confidence: 'A' | 'B' | 'C';
  /** false: to be verified by a jurist */
  readonly settled: boolean;
  readonly title?: { readonly vi: string; readonly en: string };
}

export interface DecisionReference {
  readonly key: string;
  readonly binding: 'latest' | 'deployment' | 'version';
  readonly version?: number;
  readonly from: string;
  /** ISO date */
  readonly asOf: string;
}

/** ISO dates, both included */
export interface DecisionDatesReference {
  readonly key: string;
  readonly since: string;
  readonly until: string;
}

export type DecisionAnswer =
  | { readonly ok: true; readonly value: Json; readonly record: DecisionRecord; readonly unsettled?: readonly UnsettledRule[] }
  | { readonly ok: false; readonly message: string };

/** Kept with the step that used it: what went in, what came out, which version, which rules matched. */
export interface DecisionRecord {
  readonly decision: string;
  readonly version: string;
  readonly input: Readonly<Record<string, Json>>;
  readonly output: Json;
  /** matched rules by decision table element id */
  readonly rules: Readonly<Record<string, readonly string[]>>;
  /** rules that fired and are not settled: the outcome is to be verified (cần xác minh) */
  readonly undetermined?: readonly { readonly rule: string; readonly source: string; readonly fingerprint: string }[];
  /** the outcomes of all versions that were compared, where the most favourable one was asked for */
  readonly favourable?: readonly {
    readonly asOf: string;
    readonly version: string;
    readonly output: Json;
    readonly rank: readonly number[];
    readonly chosen?: true;
  }[];
}

export interface DeadlineReference {
  /** key in the register of parameters */
  readonly parameter: string;
  readonly calendar?: string;
  /** ISO instant the clock starts */
  readonly start: string;
  /** ISO date, or what the entry may choose from */
  readonly asOf: string | LawDays;
}

export type Need =
  | { readonly kind: 'model'; readonly id: string }
  | { readonly kind: 'process'; readonly reference: ProcessReference }
  | { readonly kind: 'decision'; readonly reference: DecisionReference }
  | { readonly kind: 'decisionDates'; readonly reference: DecisionDatesReference }
  | { readonly kind: 'deadline'; readonly reference: DeadlineReference }
  | { readonly kind: 'parameter'; readonly reference: ParameterReference }
  | { readonly kind: 'calendar'; readonly key: string }
  | { readonly kind: 'binding'; readonly reference: BindingReference };
