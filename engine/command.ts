/** What can be asked of a running case. Every command is stored as it is (command log), so each is plain, complete JSON. */
import type { Json } from '../expressions/json.ts';
import type { DeadlineRecord } from './deadline-record.ts';
import type { DynamicTask } from './state.ts';

export type Variables = Readonly<Record<string, Json>>;

/** Who acts. A system actor has a name instead of a person; `onBehalfOf` is the absent person in a substitution. */
export interface Actor {
  readonly account: string;
  readonly person?: string;
  readonly onBehalfOf?: string;
  /** for the record only: no step depends on it, and replay is without it */
  readonly origin?: Origin;
}
/** Where an act came from. */
export interface Origin {
  /** of the client in the network */
  readonly address: string;
  /** the client's own name for itself */
  readonly agent: string;
  /** hash of the session's token, hex */
  readonly session: string;
}

export type KernelCommand =
  | StartCase
  | CompleteUserTask
  | CastVote
  | RecuseMember
  | BounceTask
  | CompleteJob
  | FailJob
  | FireTimer
  | DeliverMessage
  | DeliverSignal
  | TriggerEvent
  | SetVariables
  | EnableActivity
  | CompleteAdHoc
  | ReturnToStep
  | RecallStep
  | AddCompanion
  | ThrowBpmnError
  | ResolveIncident
  | ChangeTimer
  | ChangeTaskDue
  | MoveToken
  | MigrateCase
  | CancelCase;

export interface StartCase {
  readonly type: 'startCase';
  /** definition id (version) */
  readonly definition: string;
  /** a start event other than the none start event: started by a message, signal, timer or condition */
  readonly startEvent?: string;
  readonly variables: Variables;
  /** 'reject': an incident in the very first step refuses the start, nothing is written (a person is there to read why) */
  readonly onIncident: 'reject' | 'keep';
}
export interface CompleteUserTask {
  readonly type: 'completeUserTask';
  readonly instance: number;
  readonly outcome?: string;
  readonly variables: Variables;
  readonly act?: PerformedAct;
}
/** What was done elsewhere and is entered here: on paper, or in another agency's system. Terms of law count from its real time. */
export interface PerformedAct {
  /** ISO instant of the act itself */
  readonly at: string;
  /** who acted, for the separation of duties: person ids, or `paper:` and the name of somebody without one */
  readonly by: readonly string[];
}
/** The other system cannot take the work of an open task: an incident, or it goes on on paper, as its binding says. */
export interface BounceTask {
  readonly type: 'bounceTask';
  readonly instance: number;
  readonly message: string;
}
/** The ballot of one member of a council; a later one takes its place until the vote is closed. */
export interface CastVote {
  readonly type: 'castVote';
  readonly instance: number;
  /** person id */
  readonly member: string;
  /** `choice`: one of the task's outcomes */
  readonly ballot: { readonly choice: string; readonly reason?: string };
  /** the minutes that it was entered from, where the member did not vote here */
  readonly minutes?: string;
}
/** A member steps back, or is made to; a substitute takes the seat. */
export interface RecuseMember {
  readonly type: 'recuseMember';
  readonly instance: number;
  readonly member: string;
  readonly reason: string;
  readonly substitute?: string;
}
export interface CompleteJob {
  readonly type: 'completeJob';
  readonly instance: number;
  readonly variables: Variables;
}
/** A job whose retries are used up (`error` absent), or that answers with a BPMN error. */
export interface FailJob {
  readonly type: 'failJob';
  readonly instance: number;
  readonly message: string;
  readonly bpmnError?: string;
  readonly variables?: Variables;
}
export interface FireTimer {
  readonly type: 'fireTimer';
  readonly instance: number;
  readonly node: string;
  /** the due time that was armed, epoch milliseconds: a late duplicate does not match and is a no-op */
  readonly due: number;
}
export interface DeliverMessage {
  readonly type: 'deliverMessage';
  readonly instance: number;
  readonly node: string;
  readonly name: string;
  readonly variables: Variables;
}
export interface DeliverSignal {
  readonly type: 'deliverSignal';
  readonly name: string;
  readonly variables: Variables;
}
export interface SetVariables {
  readonly type: 'setVariables';
  /** the scope to write to; the root process when absent */
  readonly instance?: number;
  readonly variables: Variables;
}
export interface EnableActivity {
  readonly type: 'enableActivity';
  /** instance of the ad-hoc sub-process */
  readonly scope: number;
  readonly node: string;
}
export interface CompleteAdHoc {
  readonly type: 'completeAdHoc';
  readonly scope: number;
}
export interface ReturnToStep {
  readonly type: 'returnToStep';
  readonly instance: number;
  /** an earlier user task, in the same scope or an enclosing one */
  readonly target: string;
  readonly variables: Variables;
  readonly act?: PerformedAct;
}
export interface RecallStep {
  readonly type: 'recallStep';
  readonly target: string;
  /** the scope instance in which the step was done */
  readonly scope: number;
}
export interface AddCompanion {
  readonly type: 'addCompanion';
  readonly instance: number;
  readonly position: 'before' | 'after';
  readonly task: DynamicTask;
}
/** A user or a job raises a BPMN error on an activity; caught by a boundary event or event sub-process, else an incident. */
export interface ThrowBpmnError {
  readonly type: 'throwBpmnError';
  readonly instance: number;
  readonly code: string;
  readonly variables: Variables;
}
export interface ResolveIncident {
  readonly type: 'resolveIncident';
  readonly instance: number;
  /** set before the element is tried again */
  readonly variables: Variables;
}
export interface ChangeTimer {
  readonly type: 'changeTimer';
  readonly instance: number;
  readonly node: string;
  /** epoch milliseconds */
  readonly due: number;
  /** the term of the register that it was counted with again */
  readonly deadline?: DeadlineRecord;
}
/** The due date of an open task, set by a person: its reminders follow. Null: no due date. */
export interface ChangeTaskDue {
  readonly type: 'changeTaskDue';
  readonly instance: number;
  /** ISO instant */
  readonly due: string | null;
}
export interface MoveToken {
  readonly type: 'moveToken';
  readonly cancel: readonly number[];
  /** elements to enter, each in an active scope instance */
  readonly activate: readonly { readonly scope: number; readonly node: string }[];
}
export interface MigrateCase {
  readonly type: 'migrateCase';
  /** definition id (version) to run from now on */
  readonly definition: string;
  /** old element id -> new element id; an active element that is not named keeps its id */
  readonly map: Readonly<Record<string, string>>;
}
export interface CancelCase {
  readonly type: 'cancelCase';
  readonly reason: string;
}
/** Lets a receive task without a message, or a waiting event, go on by hand: an administrator's repair, never a user's act. */
export interface TriggerEvent {
  readonly type: 'triggerEvent';
  readonly instance: number;
  readonly variables: Variables;
}
