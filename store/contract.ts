/**
 * What the store offers to commands, worker and api: plain shapes, no SQL. Instants are ISO 8601 UTC strings, dates are ISO dates,
 * ids are strings (case, definition: UUID). Functions take the open `Database` first: `saveStep(db, step)`, `loadCase(db, id, …)`.
 * Every refusal is a `Rejection` with a stable code; a lost connection, deadlock or serialization failure is a `Transient`.
 */
import type { Json } from '../expressions/json.ts';
import type { TaskBinding, WorkMode } from '../engine/bindings/binding.ts';
import type { Actor, KernelCommand, Origin, PerformedAct, Variables } from '../engine/command.ts';
import type { Effect, IncidentKind, TraceEntry, UserTaskClosed } from '../engine/effect.ts';
import type { DeadlineRecord } from '../engine/deadline-record.ts';
import type { CaseStatus } from './case-status.ts';
import type { CaseState, CaseVariables, DynamicTask, EndState } from '../engine/state.ts';
import type { Cover } from '../policies/cover.ts';
import type { SensitiveValues } from '../protection/sensitive-values.ts';

/** A condition compiled from CASL rules over the columns of store/queries/policy-columns.ts, with `?` for each binding in order. */
export interface SqlPredicate {
  readonly sql: string;
  readonly bindings: readonly unknown[];
}

export type { CaseStatus } from './case-status.ts';

export interface CaseRecord {
  readonly id: string;
  readonly procedure: string;
  readonly definition: string;
  readonly businessKey?: string;
  /** short human code, unique */
  readonly code: string;
  readonly title: string;
  /** ltree path, for example `cuc.hanoi.phong_a` */
  readonly unitPath: string;
  /** persons the case is about */
  readonly parties: readonly string[];
  /** persons who have or had one of its tasks */
  readonly participants: readonly string[];
  readonly status: CaseStatus;
  readonly endedHow?: EndState;
  readonly revision: number;
  readonly startedAt: string;
  readonly startedBy: string;
  readonly startedPerson?: string;
  readonly updatedAt: string;
  readonly endedAt?: string;
  /** class of data of the case as a whole */
  readonly confidentiality: string;
}

export type TaskState = 'open' | UserTaskClosed['how'];

/** Key: (caseId, instance). `unitPath` and `procedure` are the case's own, copied for lists and policies. */
export interface TaskRecord {
  readonly caseId: string;
  readonly instance: number;
  readonly node: string;
  readonly name: string;
  readonly procedure: string;
  readonly definition: string;
  readonly unitPath: string;
  readonly state: TaskState;
  readonly assignee?: string;
  readonly candidateRoles: readonly string[];
  readonly candidateUnits: readonly string[];
  readonly candidatePersons: readonly string[];
  readonly excludedPersons: readonly string[];
  readonly form?: string;
  readonly formVersion?: number;
  readonly priority: number;
  readonly dueAt?: string;
  readonly due?: DeadlineRecord;
  readonly outcomes: readonly string[];
  readonly index?: number;
  readonly companion?: DynamicTask & { readonly anchor: number };
  readonly createdAt: string;
  readonly claimedAt?: string;
  readonly closedAt?: string;
  readonly closedBy?: string;
  readonly closedPerson?: string;
  readonly outcome?: string;
  /** where the work is done */
  readonly mode: WorkMode;
  /** of work that is not done here */
  readonly binding?: TaskBinding;
  /** exchange: unit of the agency that is to answer */
  readonly partner?: string;
  /** what was done elsewhere and entered here */
  readonly act?: PerformedAct;
  /** class of data of its case */
  readonly confidentiality: string;
}

/** A task in a list: with what a person needs to recognise its case. */
export interface TaskItem extends TaskRecord {
  readonly caseCode: string;
  readonly caseTitle: string;
  readonly caseStatus: CaseStatus;
}

export interface IncidentRecord {
  readonly id: number;
  readonly caseId: string;
  readonly instance: number;
  readonly node: string;
  readonly kind: IncidentKind;
  readonly message: string;
  readonly openedAt: string;
  readonly resolvedAt?: string;
  readonly resolvedBy?: string;
}

export type AccountState = 'pending' | 'active' | 'locked' | 'revoked';

/** What an actor may do now: loaded with the case, checked again by `saveStep` through `epoch`. */
export interface ActorRights {
  readonly account: string;
  readonly person: string;
  readonly state: AccountState;
  readonly epoch: number;
  /** in force at the instant asked for */
  readonly grants: readonly RoleGrant[];
  /** of an absent person, in the hands of a substitute */
  readonly cover?: Cover;
}
export interface RoleGrant {
  readonly role: string;
  readonly unitPath: string;
}

export interface LoadedCase {
  readonly case: CaseRecord;
  readonly state: CaseState;
  readonly variables: CaseVariables;
  /** the asked tasks, or all open ones; in order of instance */
  readonly tasks: readonly TaskRecord[];
  readonly incidents: readonly IncidentRecord[];
  /** the definition is suspended: its cases take no step */
  readonly definitionSuspended: boolean;
  /** absent for system actors, or when the account does not exist */
  readonly rights?: ActorRights;
  /** names of variables that are stored encrypted; absent where the case has no sensitive values */
  readonly sealed?: readonly string[];
}

/** The case has sensitive values: what the step writes is sealed. */
export interface Protection {
  readonly values: SensitiveValues;
  /** root variables that are found by an equal value */
  readonly findable: readonly string[];
  /** variables before the step */
  readonly before?: CaseVariables;
}

/** First step of a case. */
export interface NewCase {
  readonly procedure: string;
  readonly definition: string;
  readonly businessKey?: string;
  readonly code: string;
  readonly title: string;
  readonly unitPath: string;
  /** persons the case is about: ids of the register */
  readonly parties?: readonly string[];
  /** class of data of the case as a whole */
  readonly confidentiality?: string;
  /** the case is a round: procedure of its lines */
  readonly lines?: string;
  /** the case is a line of this round, at this place of its list; last when absent */
  readonly round?: string;
  readonly ordinal?: number;
}

/** A line leaves its round: off the list, into another round (`to`), or to go on by itself. */
export interface LineChange {
  readonly state: 'struck' | 'moved' | 'express';
  readonly reason: string;
  readonly to?: string;
}

/** Changes of an open task that the kernel does not know about: claim, unclaim, assign, due date, priority. Null clears. */
export interface TaskChange {
  readonly instance: number;
  readonly assignee?: string | null;
  readonly due?: DeadlineRecord | null;
  readonly priority?: number;
}

export interface OutboxEntry {
  readonly kind: string;
  readonly payload: Json;
  /** not before; at once when absent */
  readonly notBefore?: string;
}

/** Any command the log keeps: the kernel's, and those that touch tasks or the case only (`claimTask`, `comment`, …). */
export type LoggedCommand = KernelCommand | { readonly type: string; readonly [field: string]: unknown };

/** Everything one step writes, in one statement. Absent sections cost nothing. */
export interface SaveStep {
  readonly caseId: string;
  /** present exactly when `revision` is 0 */
  readonly create?: NewCase;
  /** the case's unit: where tasks that name no unit are looked for */
  readonly unitPath: string;
  /** the revision that was loaded; the step writes revision + 1 */
  readonly revision: number;
  readonly now: string;
  readonly actor: Actor;
  /** rights epochs the decision was based on: the actor's account first, then accounts acted for. Empty for system actors only. */
  readonly epochs: readonly { readonly account: string; readonly epoch: number }[];
  readonly command: LoggedCommand;
  /** versions of model, decisions, parameters, calendars that were used */
  readonly resolved?: Json;
  readonly state: CaseState;
  /** only when changed */
  readonly variables?: CaseVariables;
  readonly effects: readonly Effect[];
  readonly trace: readonly TraceEntry[];
  readonly taskChanges?: readonly TaskChange[];
  /** form version pinned for tasks opened in this step, by form key */
  readonly formVersions?: Readonly<Record<string, number>>;
  /** suspend or resume the case; parks its timers and jobs, or spreads the overdue ones over `spreadSeconds` (default 60) */
  readonly status?: Exclude<CaseStatus, 'ended'>;
  readonly spreadSeconds?: number;
  /** instance migration: the definition the case runs from now on */
  readonly definition?: string;
  /** unchanged when absent */
  readonly title?: string;
  /** the complete new list of persons the case is about; unchanged when absent */
  readonly parties?: readonly string[];
  /** the case leaves its round: refused as `notALine`, `roundClosed`, `roundOfOtherProcedure`, `personInRound` */
  readonly line?: LineChange;
  /** the case goes to this unit, with its open tasks; or is there, and its tasks leave units that are gone */
  readonly unit?: string;
  readonly comment?: string;
  /** id of the stored message this step delivers: refused as `consumed` when somebody else delivered it */
  readonly consumes?: string;
  /** id of the signing whose documents get their next revision: refused as `signingNotReady`, `documentChanged` */
  readonly signing?: string;
  /** the submission that the step takes back: refused as `documentIssued`, `documentSealed`, `signatureRequired`. `reason`: why its numbers are void */
  readonly recalls?: RecalledSubmission;
  /** ids of the files that the step refers to: refused as `uploadGone` */
  readonly uploads?: readonly string[];
  /** id of the actor's draft that the case began as: it is there no more */
  readonly draft?: string;
  readonly idempotency?: IdempotencyKey & { readonly response: Json };
  readonly outbox?: readonly OutboxEntry[];
  readonly protection?: Protection;
}

export interface RecalledSubmission {
  /** that the submission wrote */
  readonly revision: number;
  readonly instance: number;
  readonly reason: string;
}

export interface IdempotencyKey {
  readonly account: string;
  readonly key: string;
  /** hex SHA-256 of the canonical payload */
  readonly payloadHash: string;
  readonly expiresAt: string;
}

/** A stored message that meets a new subscription: deliver it with a `deliverMessage` command that `consumes` it. */
export interface MatchedMessage {
  readonly messageId: string;
  readonly caseId: string;
  readonly instance: number;
  readonly node: string;
  readonly name: string;
  readonly payload: Variables;
}

/**
 * stale: another step was faster, load again. epoch: the actor's rights changed, load and decide again. duplicate: this
 * idempotency key was already answered so. consumed: the message has been delivered.
 * Throws Rejection conflict `businessKeyTaken`, `caseCodeTaken`, `personHasAccount`, `loginTaken`, `idempotencyKeyReused`,
 * validation `unknownEffect` and the codes of the transactional effects.
 */
export type SaveStepResult =
  | { readonly status: 'applied'; readonly revision: number; readonly matched: readonly MatchedMessage[] }
  | { readonly status: 'stale' | 'epoch' | 'consumed' }
  | { readonly status: 'duplicate'; readonly response: Json };

/** The history of a case, one entry per step. */
export interface CommandLogEntry {
  readonly caseId: string;
  readonly revision: number;
  readonly at: string;
  /** without origin: no step depends on it */
  readonly actor: Actor;
  readonly origin?: Origin;
  readonly epoch?: number;
  readonly command: LoggedCommand;
  /** on the first step: what the case was made with */
  readonly created?: NewCase;
  readonly resolved: Json;
  readonly trace: readonly TraceEntry[];
  /** hex SHA-256 of the state's JSON text, U+001F, and the variables' JSON text (empty when the step did not change them) */
  readonly stateHash: string;
  /** stored encrypted; the hash is over what is stored */
  readonly sealed?: true;
}

export type { DefinitionKind, DefinitionRecord, DefinitionSource, NewDefinition, StartTrigger } from './definition-contract.ts';

// ---- queues ----

export type { ClaimedJob, ClaimedOutbox, ClaimedStart, ClaimedTimer } from './claimed.ts';

/** What a message meets. `stored`: nobody waits yet, it is kept until it expires. `duplicate`: this message id came before. */
export type Correlation =
  | { readonly type: 'waiting'; readonly matched: MatchedMessage }
  | { readonly type: 'start'; readonly definition: string; readonly node: string }
  | { readonly type: 'stored' | 'duplicate' | 'unmatched' };

export type { CaseFilter, CaseSort, DeadlineFilter, Page, PageRequest, TaskFilter, TaskSort } from './list-contract.ts';

// ---- accounts ----

export interface AccountRecord {
  readonly id: string;
  readonly login: string;
  readonly state: AccountState;
  readonly person: string;
  readonly personName: string;
  readonly unitPath: string;
  readonly rightsEpoch: number;
}
export interface SessionRecord {
  readonly account: string;
  readonly person: string;
  readonly createdAt: string;
  readonly expiresAt: string;
  /** when the holder last proved who they are */
  readonly authenticatedAt: string;
  readonly methods: readonly string[];
  /** has to be done before anything else */
  readonly obligation?: 'changePassword' | 'enrolSecondFactor';
}
