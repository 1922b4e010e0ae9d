/**
 * The world of one run: the case as the database would hold it, and everything that happened so far. Mutable, lives for one run.
 * Whatever is refused leaves it as it was.
 */
import type { TaskFacts } from '../casework/task-facts.ts';
import type { BindingRegister, TaskBinding } from '../engine/bindings/binding.ts';
import type { Variables } from '../engine/command.ts';
import type { IncidentKind, JobCreated, MessageThrown, Subscribed, TransactionalEffect } from '../engine/effect.ts';
import type { SignatureRequirement } from '../engine/model/process-model.ts';
import type { DeadlineRecord } from '../engine/deadline-record.ts';
import type { CaseState, CaseVariables } from '../engine/state.ts';
import type { EffectRefusal } from '../engine/ports.ts';
import type { Json } from '../expressions/json.ts';
import type { CompiledModule } from './compile-module.ts';
import type { TakenDecision } from './decision-rules.ts';
import type { Person } from './people.ts';
import type { RanTerm } from './ran-term.ts';
import type { Happening } from './timeline.ts';

export interface SimTask extends TaskFacts {
  readonly name: string;
  /** key of the process that the task belongs to */
  readonly definition: string;
  readonly form: string | undefined;
  /** ISO date on the law's clock */
  readonly openedOn: string;
  readonly due: DeadlineRecord | undefined;
  readonly outcomes: readonly string[];
  readonly priority: number;
  /** loop index, counted from 0 */
  readonly index: number | undefined;
  /** the work is done on paper or in another system: here it is spoken of as if its role did it */
  readonly elsewhere?: TaskBinding;
  /** the person who completed it */
  readonly closedPerson?: string;
}

export interface Notice {
  readonly key: string;
  /** role codes, accounts */
  readonly to: readonly string[];
  readonly data: Json;
}

export interface Signed extends SignatureRequirement {
  readonly by: string | undefined;
}

export interface Timer {
  readonly instance: number;
  readonly node: string;
  /** epoch milliseconds */
  readonly due: number;
}

export interface World {
  readonly module: CompiledModule;
  readonly people: ReadonlyMap<string, Person>;
  /** the process whose case runs */
  readonly procedure: string;
  unitPath: string;
  /** where the work of roles is done */
  readonly bindings: BindingRegister;
  /** epoch milliseconds */
  now: number;
  state: CaseState | undefined;
  variables: CaseVariables;
  readonly tasks: Map<number, SimTask>;
  readonly jobs: Map<number, JobCreated>;
  readonly timers: Map<string, Timer>;
  readonly subscriptions: Map<string, Subscribed>;
  readonly incidents: Map<number, { readonly node: string; readonly kind: IncidentKind; readonly message: string; seen: boolean }>;
  /** what the case threw and nobody took yet */
  readonly thrown: { readonly message: MessageThrown; readonly until: number }[];
  /** by name of the effect: refused when it is next asked for */
  readonly refusing: Map<string, EffectRefusal>;
  // ---- since the last check that asked for them ----
  notices: Notice[];
  applied: TransactionalEffect[];
  sent: { readonly message: string; readonly key: string; readonly data: Variables }[];
  // ---- since the start ----
  readonly decided: Map<string, TakenDecision>;
  /** how often each was produced */
  readonly documents: Map<string, number>;
  readonly signed: Signed[];
  /** end events in the order in which they were reached */
  readonly ends: string[];
  /** elements and sequence flows that were passed, `<process> <id>` */
  readonly visited: Set<string>;
  readonly happenings: Happening[];
  /** by task or timer, those that have been over as well */
  readonly terms: RanTerm[];
  /** the step at work, counted from 1; 0 is the start */
  at: number;
}

export const nowOf = ({ now }: World): string => new Date(now).toISOString();
