/** What the one door needs to know of a command on a case: who may call it, when, and what it comes to. */
import type { Actor, KernelCommand } from '../engine/command.ts';
import type {
  LineChange,
  LoadedCase,
  LoggedCommand,
  MatchedMessage,
  NewCase,
  OutboxEntry,
  RecalledSubmission,
  SaveStep,
  TaskChange,
} from '../store/contract.ts';
import type { CheckedForm } from './checked-form.ts';
import type { CommandType, Commands, RunOptions, Services, StartOutcome } from './contract.ts';
import type { Acting } from './rights/acting.ts';

/** A command on its way through the door. */
export interface Request<I = unknown> {
  readonly services: Services;
  /** as the caller gave it; `Acting.actor` is the checked one */
  readonly actor: Actor;
  readonly input: I;
  readonly options: RunOptions;
}

/** The loaded case, and who acts on it when. */
export interface CaseAt extends Acting {
  readonly services: Services;
  readonly now: string;
  readonly loaded: LoadedCase;
  /** when the actor last proved who they are */
  readonly authenticatedAt?: string | undefined;
}

/** What a command comes to, before the kernel is asked. */
export interface Plan {
  /** what the log keeps: the kernel's command, or one that leaves its state as it is */
  readonly command: LoggedCommand;
  /** carried out by the kernel; none: the state stays */
  readonly step?: KernelCommand;
  readonly taskChanges?: readonly TaskChange[];
  readonly status?: SaveStep['status'];
  readonly spreadSeconds?: number;
  readonly definition?: string;
  /** the complete new list of persons the case is about */
  readonly parties?: readonly string[];
  /** the case leaves its round */
  readonly line?: LineChange;
  /** the case goes to this unit, with its open tasks */
  readonly unit?: string;
  readonly comment?: string;
  /** that the data of this step was checked by */
  readonly form?: CheckedForm;
  readonly consumes?: string;
  /** what was signed for this step, and is on record with it */
  readonly signing?: string;
  /** the submission that is taken back */
  readonly recalls?: RecalledSubmission;
  /** files that the step refers to, and that its case keeps from now on */
  readonly uploads?: readonly string[];
  /** the draft that the case began as: it ends with this step */
  readonly draft?: string;
  readonly outbox?: readonly OutboxEntry[];
}

export type Caller = 'person' | 'system' | 'anyone';
type CaseCommandType = { [K in CommandType]: Commands[K][0] extends { readonly caseId: string } ? K : never }[CommandType];

export interface CaseCommand<I extends { readonly caseId: string } = { readonly caseId: string }> {
  readonly kind: 'case';
  readonly by: Caller;
  /** the case may be suspended */
  readonly whileSuspended?: true;
  /** names what happened, where the world may tell of it twice: an idempotency key of its own */
  once?(input: I): string;
  /** what is not there when its case is not: 'Task' for those with `tasks`, else 'Case', unless said here */
  readonly about?: 'Incident' | 'Job';
  /** instances of the tasks it is about; 'open': all open ones; none when absent */
  tasks?(input: I): readonly number[] | 'open';
  /** throws notFound, then forbidden; not asked for system actors */
  authorize(at: CaseAt, input: I): void | Promise<void>;
  /** throws conflict where the state does not fit, validation where the input does not */
  decide(at: CaseAt, input: I): Plan | Promise<Plan>;
  /** kept messages that can be delivered once the step is saved, beside those that the step itself meets */
  matched?(at: CaseAt): Promise<readonly MatchedMessage[]>;
}
export type CaseCommandOf<K extends CaseCommandType> = CaseCommand<Commands[K][0]>;

/** Begins a case. */
export interface StartPlan extends Plan {
  readonly step: Extract<KernelCommand, { type: 'startCase' }>;
  readonly caseId: string;
  readonly create: NewCase;
  /** what the caller reads beside the usual */
  readonly report?: Pick<StartOutcome, 'duplicates'> & { readonly next?: string };
}

export interface StartCommand<I> {
  readonly kind: 'start';
  readonly by: Caller;
  once?(input: I): string;
  decide(acting: Acting, request: Request<I>, now: string): Promise<StartPlan>;
}

/** All that is no step of a case, or many of them. `answer`: how a repetition under the same idempotency key is recognised. */
export interface PlainCommand<I, O> {
  readonly kind: 'plain';
  readonly by: Caller;
  /** kept: the answer is stored; never: it holds a secret, keys are refused */
  readonly answer: 'kept' | 'never';
  /** may be done for an absent person; cases and tasks always may, as far as rights go */
  readonly covered?: true;
  run(acting: Acting, request: Request<I>, now: string): Promise<O>;
}
export type PlainCommandOf<K extends CommandType> = PlainCommand<Commands[K][0], Commands[K][1]>;
