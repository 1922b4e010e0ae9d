/**
 * Every write of the product: what is asked (`CommandInput`), what comes back (`OutcomeOf`), and what commands need of the world
 * (`Services`). `runCommand(services, actor, command, options)` in run-command.ts is the only door; there is no second one for
 * timers, jobs or messages. Instants are ISO 8601 UTC. Inputs are plain JSON, already of the shape that is written here.
 */
import type { Problem } from '../errors.ts';
import type { Json } from '../expressions/json.ts';
import type { Actor, Variables } from '../engine/command.ts';
import type { Limits } from '../engine/ports.ts';
import type { DeadlineRecord } from '../engine/deadline-record.ts';
import type { Logger } from '../logging/logger.ts';
import type { RuleFile } from '../policies/rule.ts';
import type { Database } from '../store/connection.ts';
import type { ActorRights, DefinitionKind } from '../store/contract.ts';
import type { AccessLog } from '../store/repositories/access-log.ts';
import type { AccountCommands } from './account-commands.ts';
import type { AgencyCommands } from './agency-commands.ts';
import type { BindingSource } from './loading/binding-source.ts';
import type { CaseRef, ItemResult, Reasoned, StartOutcome, StepOutcome, TaskRef } from './outcome-contract.ts';
import type { PersonCommands } from './person-contract.ts';
import type { ProtectionCommands } from './protection-contract.ts';
import type { RoundCommands } from './round-contract.ts';
import type { Caches } from './loading/caches.ts';
import type { RuleSource } from './loading/rule-source.ts';
import type { LawSource } from './loading/law-source.ts';
import type { Mailer } from './notices/mailer.ts';
import type { ActedBy, PaperAct } from './tasks/paper-act.ts';

// ---- what commands need ----

export interface Services {
  readonly db: Database;
  /** ISO instant UTC, milliseconds */
  readonly clock: () => string;
  /** UUIDv7 */
  readonly newId: () => string;
  /** 0 to 1: spreads retries */
  readonly random: () => number;
  readonly wait: (milliseconds: number) => Promise<void>;
  readonly logger: Logger;
  /** the product's own */
  readonly rules: readonly RuleFile[];
  /** those of the modules that are deployed */
  readonly moduleRules: RuleSource;
  readonly law: LawSource;
  readonly bindings: BindingSource;
  readonly limits: Limits;
  /** law that nobody has verified: refused until a jurist confirms it, or used and flagged in the record */
  readonly unsettledLaw: 'refuse' | 'flag';
  /** unit of cases that no person starts, and the unit in which rights over the whole installation are held */
  readonly rootUnit: string;
  /** grades of state secrecy that the installation may hold */
  readonly heldGrades: readonly string[];
  /** of what is sensitive, written before it is shown */
  readonly accessLog: AccessLog;
  /** absent: no mail is sent from this node */
  readonly mailer?: Mailer;
  /** rights of an absent person that `account` may use now; undefined when there is no such substitution */
  readonly substitution?: (account: string, onBehalfOf: string, now: string) => Promise<ActorRights | undefined>;
  readonly caches: Caches;
}

export interface RunOptions {
  /** chosen by the client, unique per account: the same key again gets the first answer. At most 200 characters. */
  readonly idempotencyKey?: string;
  /** revision of the case that the client saw; another one is refused as `staleRevision` */
  readonly expectedRevision?: number;
  /** rights epoch the client's decision was based on; another one is refused as `rightsChanged` */
  readonly expectedEpoch?: number;
  /** of a line in the list of its round: given by an import, whose rows keep their order */
  readonly ordinal?: number;
}

// ---- what comes back ----

export type { DuplicateCase, ItemResult, StartOutcome, StepOutcome } from './outcome-contract.ts';

export type DeployOutcome = {
  /** absent in a dry run */
  readonly deploymentId?: string;
  readonly definitions: readonly {
    /** absent in a dry run */
    readonly id?: string;
    readonly kind: DefinitionKind;
    readonly key: string;
    /** in a dry run: what it would be */
    readonly version?: number;
    readonly name: string;
    /** false: the same content is there already */
    readonly isNew?: boolean;
    /** name of the resource it came from */
    readonly resource: string;
  }[];
  readonly warnings: readonly DeploymentProblem[];
  /** what became of the attributes of other vendors' modelers */
  readonly mapping: readonly DeploymentMapping[];
};
/** `path`: element id (BPMN, DMN) or JSON pointer (forms) in `resource`. */
export type DeploymentProblem = Problem & {
  readonly resource: string;
  readonly severity: 'error' | 'warning';
  readonly text: { readonly vi: string; readonly en: string };
  readonly remedyText?: { readonly vi: string; readonly en: string };
};
export type DeploymentMapping = {
  readonly resource: string;
  readonly element: string;
  readonly source: string;
  readonly value: string;
  readonly target?: string;
  readonly result?: string;
  readonly reason: string;
  readonly severity: 'info' | 'warning' | 'error';
};

/** delivered: a case took it; started: it began a case; stored: kept until it expires; duplicate: this id came before; unmatched: nobody waits and it is not kept */
export type CorrelateOutcome =
  | { readonly type: 'delivered'; readonly step: StepOutcome }
  | { readonly type: 'started'; readonly step: StartOutcome }
  | { readonly type: 'stored' | 'duplicate' | 'unmatched' };

export type MigrateOutcome = {
  readonly items: readonly { readonly caseId: string; readonly result: ItemResult<StepOutcome> }[];
  readonly dryRun: boolean;
};

/** A job in the hands of a machine worker outside. `key` is stable over tries: what the called service sees as its idempotency key. */
export type FetchedJob = {
  readonly caseId: string;
  readonly instance: number;
  readonly node: string;
  readonly topic: string;
  readonly variables: Variables;
  readonly tries: number;
  readonly retriesLeft: number;
  readonly key: string;
  readonly lockedUntil: string;
};

// ---- what can be asked ----

type Worker = { readonly worker: string };

export interface Commands extends AccountCommands, AgencyCommands, PersonCommands, ProtectionCommands, RoundCommands {
  // definitions
  deploy: [
    {
      readonly name: string;
      readonly resources: readonly { readonly name: string; readonly content: string }[];
      /** report only: nothing is written */
      readonly dryRun?: boolean;
    },
    DeployOutcome,
  ];
  /** system only: the rights that a module brings, in place of those it brought before. `rules`: rule files. */
  deployRules: [{ readonly module: string; readonly rules: readonly Json[]; readonly dryRun?: boolean }, { readonly changed: boolean }];
  suspendDefinition: [{ readonly definition: string } & Reasoned, { readonly cases: number }];
  resumeDefinition: [{ readonly definition: string; readonly spreadSeconds?: number }, { readonly cases: number }];
  suspendTopic: [{ readonly topic: string } & Reasoned, { readonly changed: boolean }];
  resumeTopic: [{ readonly topic: string; readonly spreadSeconds?: number }, { readonly changed: boolean }];

  // cases
  startCase: [
    {
      /** key of the procedure, its latest active version; or `definition`, one version */
      readonly procedure?: string;
      readonly definition?: string;
      readonly businessKey?: string;
      readonly startEvent?: string;
      /** unit the case belongs to; the unit of the actor's starter role where there is only one */
      readonly unitPath?: string;
      readonly title?: string;
      readonly variables?: Variables;
      /** ids of the register: whom the case is about, beside those that the diagram finds in the variables */
      readonly persons?: readonly string[];
      /** class of data of the case as a whole */
      readonly confidentiality?: string;
      /** refuse (conflict `caseOfPersonOpen`) instead of telling of open cases of the same procedure about the same persons */
      readonly refuseDuplicates?: boolean;
    },
    StartOutcome,
  ];
  cancelCase: [CaseRef & Reasoned, StepOutcome];
  suspendCase: [CaseRef & Reasoned, StepOutcome];
  resumeCase: [CaseRef & { readonly spreadSeconds?: number }, StepOutcome];
  comment: [CaseRef & { readonly text: string }, StepOutcome];
  setVariables: [CaseRef & { readonly instance?: number; readonly variables: Variables } & Reasoned, StepOutcome];
  moveToken: [
    CaseRef & {
      readonly cancel?: readonly number[];
      readonly activate?: readonly { readonly scope: number; readonly node: string }[];
    } & Reasoned,
    StepOutcome,
  ];
  migrateCases: [
    {
      readonly cases: readonly string[];
      readonly definition: string;
      readonly map?: Readonly<Record<string, string>>;
      readonly dryRun?: boolean;
    } & Reasoned,
    MigrateOutcome,
  ];
  changeTimer: [TaskRef & { readonly node: string; readonly due: string } & Reasoned, StepOutcome];
  enableActivity: [CaseRef & { readonly scope: number; readonly node: string }, StepOutcome];
  completeAdHoc: [CaseRef & { readonly scope: number }, StepOutcome];
  resolveIncident: [TaskRef & { readonly variables?: Variables; readonly reason?: string }, StepOutcome];

  // user tasks
  /** `reason`: where the work was asked of another system */
  claimTask: [TaskRef & { readonly reason?: string }, StepOutcome];
  unclaimTask: [TaskRef, StepOutcome];
  /** `assignee`: account id */
  assignTask: [TaskRef & { readonly assignee: string; readonly reason?: string }, StepOutcome];
  /** `paper`: what was done on paper, where the task is bound so */
  completeTask: [
    TaskRef & { readonly outcome?: string; readonly reason?: string; readonly variables?: Variables; readonly paper?: PaperAct },
    StepOutcome,
  ];
  returnTask: [TaskRef & { readonly target: string; readonly variables?: Variables; readonly paper?: PaperAct } & Reasoned, StepOutcome];
  /** `instance`: the completed task that is taken back */
  recallTask: [TaskRef & { readonly reason?: string }, StepOutcome];
  addCompanion: [
    TaskRef & {
      readonly position: 'before' | 'after';
      readonly kind: 'counterSign' | 'opinion';
      readonly name: string;
      /** account id; or `candidates`: person ids */
      readonly assignee?: string;
      readonly candidates?: readonly string[];
      readonly form?: string;
    },
    StepOutcome,
  ];
  changeDueDate: [TaskRef & { readonly due: string } & Reasoned, StepOutcome];
  throwBpmnError: [TaskRef & { readonly code: string; readonly variables?: Variables; readonly reason?: string }, StepOutcome];
  /** At most 200 commands on single cases, each with its own answer, in order. */
  bulk: [{ readonly commands: readonly BulkCommand[] }, { readonly items: readonly ItemResult<StepOutcome>[] }];

  // work in other agencies' systems, by an account with the role `partner`
  /** `id`: chosen by the answering system; the same again gets the first answer */
  answerExchangeTask: [
    TaskRef & {
      readonly id: string;
      readonly outcome?: string;
      readonly reason?: string;
      readonly variables?: Variables;
      /** version of the form that was filled in */
      readonly formVersion?: number;
      /** when the agency acted, and who did; now, and the system's account, when absent */
      readonly at?: string;
      readonly by?: readonly ActedBy[];
    },
    StepOutcome,
  ];
  bounceExchangeTask: [TaskRef & { readonly id: string } & Reasoned, StepOutcome];

  // messages and signals
  correlateMessage: [
    {
      /** chosen by the sender, so that a repetition is noticed; made up when absent */
      readonly id?: string;
      readonly name: string;
      readonly key?: string;
      readonly variables?: Variables;
      /** class of data that the sender marks it with */
      readonly confidentiality?: string;
      /** how long it waits for a receiver; 0: not at all; default one day */
      readonly ttlSeconds?: number;
      /** unit of a case that the message starts; default the actor's only unit */
      readonly unitPath?: string;
    },
    CorrelateOutcome,
  ];
  broadcastSignal: [
    {
      readonly id?: string;
      readonly name: string;
      readonly variables?: Variables;
      /** system only: the case that threw it */
      readonly except?: string;
    },
    { readonly receivers: number },
  ];

  // jobs: machine workers outside name themselves (`worker`) and answer only for what they hold
  fetchJobs: [
    {
      readonly worker: string;
      readonly topics: readonly string[];
      /** default 10, at most 100 */
      readonly limit?: number;
      /** default 60, at most an hour */
      readonly lockSeconds?: number;
    },
    { readonly items: readonly FetchedJob[] },
  ];
  extendJobLock: [TaskRef & Worker & { readonly lockSeconds?: number }, { readonly lockedUntil: string }];
  completeJob: [TaskRef & Partial<Worker> & { readonly variables: Variables }, StepOutcome];
  /** with `bpmnError` the diagram may catch it; without, it is an incident at once */
  failJob: [
    TaskRef & Partial<Worker> & { readonly message: string; readonly bpmnError?: string; readonly variables?: Variables },
    StepOutcome,
  ];
  /** `retries`: tries left, one less than before when absent; with none left it is an incident, and `step` says so */
  reportJobFailure: [
    TaskRef & Worker & { readonly message: string; readonly retries?: number; readonly retryAfterSeconds?: number },
    { readonly retriesLeft: number; readonly nextAt?: string; readonly step?: StepOutcome },
  ];

  // system actors only (worker)
  fireTimer: [TaskRef & { readonly node: string; readonly due: number }, StepOutcome];
  /** `before`: the deadline as it was read; with `node` that of an armed timer */
  recomputeDeadline: [
    TaskRef & {
      readonly node?: string;
      readonly change: { readonly kind: 'parameter' | 'calendar'; readonly key: string; readonly version: string };
      readonly before: DeadlineRecord;
    },
    StepOutcome,
  ];
  /** `messageId`: the stored message this delivers */
  deliverMessage: [
    TaskRef & { readonly node: string; readonly name: string; readonly variables: Variables; readonly messageId: string },
    StepOutcome,
  ];
  deliverSignal: [CaseRef & { readonly signalId: string; readonly name: string; readonly variables: Variables }, StepOutcome];
  /** `occurrence` names what happened (`messageId`, `signalId`, or the timer's due instant): the same one starts one case only. */
  startByEvent: [
    {
      readonly cause: 'message' | 'signal' | 'timer';
      readonly definition: string;
      readonly node: string;
      readonly occurrence: string;
      readonly variables: Variables;
    },
    /** `next`: when a timer start event is due again, ISO instant */
    StartOutcome & { readonly next?: string },
  ];

  // sign-in
  /** actor: ANONYMOUS */
  signIn: [
    { readonly login: string; readonly password: string; readonly address?: string; readonly agent?: string },
    {
      readonly token: string;
      readonly account: string;
      readonly person: string;
      readonly expiresAt: string;
      readonly mustChangePassword: boolean;
    },
  ];
  signOut: [{ readonly token: string }, { readonly signedOut: true }];
  /** ends all other sessions of the account */
  changePassword: [{ readonly current: string; readonly next: string; readonly token?: string }, { readonly changed: true }];
}

export type CommandType = keyof Commands;
export type CommandOf<K extends CommandType> = { readonly type: K } & Commands[K][0];
export type OutcomeOf<K extends CommandType> = Commands[K][1];
export type CommandInput = { [K in CommandType]: CommandOf<K> }[CommandType];
export type CommandOutcome = OutcomeOf<CommandType>;

export type BulkCommand = CommandOf<'completeTask' | 'assignTask' | 'claimTask' | 'comment' | 'castVote'> & {
  readonly expectedRevision?: number;
};

export type RunCommand = <K extends CommandType>(
  services: Services,
  actor: Actor,
  command: CommandOf<K>,
  options?: RunOptions,
) => Promise<OutcomeOf<K>>;

/** Outcomes are stored with their idempotency key, so they are plain JSON. */
export type StoredOutcome = CommandOutcome & Json;
