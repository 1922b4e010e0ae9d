/**
 * The state of one case: where its tokens are, nothing else. Variables lie beside it, and everything that can be derived
 * from the diagram (subscriptions, boundary events, join sizes) is derived. Compact, because it is written at every step.
 */
import type { Json } from '../expressions/json.ts';
import type { TaskBinding } from './bindings/binding.ts';

export const STATE_VERSION = 1;

/** [id, element id, parent instance id (0 for the root process), what else this instance remembers] */
export type StoredInstance =
  [id: number, node: string, parent: number] | [id: number, node: string, parent: number, memory: InstanceMemory];

/** Short keys: they are stored millions of times. An absent key means "no" or "none". */
export interface InstanceMemory {
  /** arrived at a join by this sequence flow */
  jn?: string;
  /** 1-based index into `CaseState.d` of the definition a process scope runs (called activities only) */
  d?: number;
  /** loop index of an inner instance of a multi-instance or loop activity */
  li?: number;
  /** multi-instance body: total planned, started, completed */
  mi?: [total: number, started: number, done: number];
  /** armed timers by event node: due (epoch milliseconds) and, for cycles, repetitions left (-1: without end) */
  t?: Record<string, [due: number] | [due: number, left: number]>;
  /** non-interrupting conditions that were true at last look, by event node */
  c?: Record<string, 1>;
  /** completed activities that can be compensated, oldest first: element id, and the inner history of a sub-process */
  h?: CompensationEntry[];
  /** no event sub-process of this scope can start any more: an interrupting one has taken over (1), or only running ones are left (2) */
  es?: 1 | 2;
  /** this instance runs as a compensation handler for the throw instance that is its parent */
  ch?: 1;
  /** compensation throw: handlers still to run, innermost last; and what follows once they are done */
  cw?: CompensationWait;
  /** an incident keeps this token here: what to do again on retry */
  inc?: IncidentResume;
  /** user task: companion tasks (opinions, counter-signatures) */
  co?: Companions;
  /** instance is a companion task: its definition */
  dy?: DynamicTask;
  /** user task with a vote */
  vo?: VoteMemory;
  /** user task whose work is not done here: how it reaches those who do it */
  bd?: TaskBinding;
  /** complex gateway: reset flows seen (waiting for reset) */
  cg?: string[];
  /**
   * persons who did an element, where the diagram separates duties: on the root instance by element id; of a process that separates
   * each run by itself, on the instance of that run, with a colon before the id
   */
  by?: Record<string, string[]>;
}

/** A completed activity, and of a sub-process what was completed inside it and its own variables at completion. */
export type CompensationEntry = [node: string] | [node: string, inner: CompensationEntry[], variables: Record<string, Json>];

/** One handler (or the start event of a compensation event sub-process); or branches that are undone at the same time. */
export type Undoing = CompensationEntry | { readonly p: readonly (readonly Undoing[])[] };

export interface CompensationWait {
  /** what is still to be undone, next one first */
  q: Undoing[];
  /** what follows: the throw event goes on, the end event ends, the transaction is left as cancelled, nothing, or the compensation that this is a branch of */
  after: 'leave' | 'end' | 'cancel' | 'nothing' | 'branch';
}

/** Where execution takes up again when the incident is resolved. */
export type IncidentResume =
  /** arming of events and execution, or the move through a gateway or event */
  | ['enter']
  | ['execute']
  /** completion with what the activity produced */
  | ['complete', produced: Record<string, Json>]
  | ['leave']
  /** the job is created again */
  | ['job']
  /** an event that could not be looked at; the token itself goes on */
  | ['event', eventNode: string]
  /** events that could not be listened for: they are armed again; the token itself goes on */
  | ['arm', ...eventNodes: string[]];

/** Who votes, and what was voted so far: by person. */
export interface VoteMemory {
  /** in the order of the diagram, substitutes last; a role where one is named */
  c: ([person: string] | [person: string, role: string])[];
  b: Record<string, [choice: string] | [choice: string, reason: string]>;
  /** recused, with the reason; substituted by */
  r?: Record<string, [reason: string] | [reason: string, substitute: string]>;
  /** the minutes that ballots were entered from */
  m?: string;
}

export interface DynamicTask {
  kind: 'counterSign' | 'opinion';
  name: string;
  assignee?: string;
  candidates?: string[];
  form?: string;
}

export interface Companions {
  /** running before the main task may be completed: their instance ids */
  before?: number[];
  /** to run, one after the other, when the main task is completed */
  after?: DynamicTask[];
  /** the main task is completed and its companions run: nothing but them holds the token */
  done?: 1;
}

export type EndState = 'completed' | 'terminated' | 'cancelled';

export interface CaseState {
  readonly v: typeof STATE_VERSION;
  /** next instance id */
  readonly n: number;
  /** when the case started, epoch seconds */
  readonly s: number;
  /** active instances in order of creation */
  readonly i: readonly StoredInstance[];
  /** definition ids in use: [0] is the case's own, others are called processes */
  readonly d: readonly string[];
  readonly e?: EndState;
}

/** Variables by the instance that owns them; the root process's own under "1". */
export type CaseVariables = Readonly<Record<string, Readonly<Record<string, Json>>>>;
