/**
 * What a step asks the outside to write or do. Effects are data: the store turns them into rows in the same statement that
 * saves the state, and everything that leaves the database goes through the outbox.
 */
import type { Json } from '../expressions/json.ts';
import type { TaskBinding } from './bindings/binding.ts';
import type { PerformedAct, Variables } from './command.ts';
import type { DynamicTask, EndState } from './state.ts';
import type { DecisionRecord } from './ports.ts';
import type { DeadlineRecord } from './deadline-record.ts';

export type Effect =
  | UserTaskOpened
  | UserTaskClosed
  | UserTaskExclusion
  | TaskReminder
  | JobCreated
  | JobRemoved
  | TimerArmed
  | TimerDisarmed
  | Subscribed
  | Unsubscribed
  | MessageThrown
  | SignalThrown
  | IncidentRaised
  | IncidentResolved
  | TransactionalEffect
  | CaseEnded;

/** Instance ids are unique in a case: (case id, instance) is the key of a task, a job, an incident. */
export interface UserTaskOpened {
  readonly type: 'userTaskOpened';
  readonly instance: number;
  readonly node: string;
  readonly name: string;
  /** the definition the element belongs to (a called process differs from the case's own) */
  readonly definition: string;
  /** account or person id that the task is given to */
  readonly assignee?: string;
  readonly candidateRoles: readonly string[];
  readonly candidateUnits: readonly string[];
  readonly candidatePersons: readonly string[];
  /** persons who may not do this task (separation of duties) */
  readonly excludedPersons: readonly string[];
  readonly form?: string;
  readonly priority: number;
  readonly due?: DeadlineRecord;
  /** the work is not done here but on paper or in another system */
  readonly binding?: TaskBinding;
  /** with a binding: who does it, as the diagram says; the candidates are who enters it or takes it over */
  readonly named?: { readonly roles: readonly string[]; readonly units: readonly string[]; readonly persons: readonly string[] };
  readonly outcomes: readonly string[];
  /** loop index in a multi-instance activity */
  readonly index?: number;
  /** instance migration: the task is open already, takes this wording, and keeps its due date and who has claimed it */
  readonly migrated?: true;
  /** set on opinions and counter-signatures that were added to the running task `anchor` */
  readonly companion?: DynamicTask & { readonly anchor: number };
}
export interface UserTaskClosed {
  readonly type: 'userTaskClosed';
  readonly instance: number;
  readonly how: 'completed' | 'cancelled' | 'returned' | 'recalled';
  readonly outcome?: string;
  readonly act?: PerformedAct;
  /** documents that the task has made by this */
  readonly made?: { readonly node: string; readonly procedure: string; readonly documents: readonly string[] };
}
/** A person did another step: may no longer do these open tasks. */
export interface UserTaskExclusion {
  readonly type: 'userTaskExclusion';
  readonly instance: number;
  readonly persons: readonly string[];
}
/** A reminder or an escalation of an open task has come due (extension element tk:escalation). */
export interface TaskReminder {
  readonly type: 'taskReminder';
  readonly instance: number;
  readonly node: string;
  readonly kind: 'remind' | 'escalate';
  /** role codes */
  readonly notify: readonly string[];
}
export interface JobCreated {
  readonly type: 'jobCreated';
  readonly instance: number;
  readonly node: string;
  readonly topic: string;
  readonly retries: number;
  /** first delay and growth between tries, milliseconds */
  readonly backoff: { readonly first: number; readonly factor: number; readonly most: number };
  readonly input: Variables;
}
export interface JobRemoved {
  readonly type: 'jobRemoved';
  readonly instance: number;
}
export interface TimerArmed {
  readonly type: 'timerArmed';
  readonly instance: number;
  readonly node: string;
  /** epoch milliseconds */
  readonly due: number;
  /** where a term of the register sets it */
  readonly deadline?: DeadlineRecord;
}
/** Without `node`: every timer of the instance. */
export interface TimerDisarmed {
  readonly type: 'timerDisarmed';
  readonly instance: number;
  readonly node?: string;
}
export interface Subscribed {
  readonly type: 'subscribed';
  readonly instance: number;
  readonly node: string;
  readonly kind: 'message' | 'signal';
  readonly name: string;
  /** message subscriptions only; '' when the element declares no key */
  readonly key: string;
  /** message subscriptions of a called process: its key */
  readonly process?: string;
}
export interface Unsubscribed {
  readonly type: 'unsubscribed';
  readonly instance: number;
  readonly node?: string;
}
export interface MessageThrown {
  readonly type: 'messageThrown';
  readonly node: string;
  readonly name: string;
  readonly key: string;
  readonly payload: Variables;
  /** the participant a message flow names: a process key in this installation, else outside */
  readonly target?: string;
}
/** The case's own receivers were reached in this step; others are reached through the outbox. */
export interface SignalThrown {
  readonly type: 'signalThrown';
  readonly node: string;
  readonly name: string;
  readonly payload: Variables;
}
export type IncidentKind =
  | 'expressionFailed'
  | 'noFlowTaken'
  | 'jobRetriesExhausted'
  | 'unhandledBpmnError'
  | 'stepLimit'
  | 'stateLimit'
  | 'decisionFailed'
  | 'exchangeBounced';
export interface IncidentRaised {
  readonly type: 'incidentRaised';
  readonly instance: number;
  readonly node: string;
  readonly kind: IncidentKind;
  readonly message: string;
}
export interface IncidentResolved {
  readonly type: 'incidentResolved';
  readonly instance: number;
}
/** One of the closed catalogue (design D15), executed inside the statement that saves the step. */
export interface TransactionalEffect {
  readonly type: 'transactional';
  readonly node: string;
  readonly name: string;
  readonly input: Json;
}
export interface CaseEnded {
  readonly type: 'caseEnded';
  readonly how: EndState;
}

/** The path a step took, in order, for history and the picture of the case. `-` closes what `+` opened. */
export type TraceEntry =
  | readonly ['+', instance: number, node: string]
  | readonly ['-', instance: number, node: string, how: 'completed' | 'cancelled']
  | readonly ['>', flow: string]
  | readonly ['!', node: string]
  | readonly ['d', node: string, DecisionRecord];
