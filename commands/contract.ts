/**
 * Every write of the product: what is asked (`CommandInput`), what comes back (`OutcomeOf`), and what commands need of the world
 * (`Services`). `runCommand(services, actor, command, options)` in run-command.ts is the only door; there is no second one for
 * timers, jobs or messages. Instants are ISO 8601 UTC. Inputs are plain JSON, already of the shape that is written here.
 */
import type { Problem } from '../errors.ts';
import type { Json } from '../expressions/json.ts';
import type { Actor, Variables } from '../engine/command.ts';
import type { Limits } from '../engine/ports.ts';
import type { Logger } from '../logging/logger.ts';
import type { RuleFile } from '../policies/rule.ts';
import type { Database } from '../store/connection.ts';
import type { ActorRights, DefinitionKind } from '../store/contract.ts';
import type { AccessCommands } from './access-contract.ts';
import type { AccessServices } from './access/access-services.ts';
import type { AgentCommands } from './agent-contract.ts';
import type { AccountCommands } from './account-commands.ts';
import type { AgencyCommands } from './agency-commands.ts';
import type { DraftCommands } from './draft-contract.ts';
import type { BindingSource } from './loading/binding-source.ts';
import type { CaseRef, ItemResult, Reasoned, StartOutcome, StepOutcome, TaskRef } from './outcome-contract.ts';
import type { PersonCommands } from './person-contract.ts';
import type { RecordCommands } from './record-contract.ts';
import type { ProtectionCommands } from './protection-contract.ts';
import type { RoundCommands } from './round-contract.ts';
import type { TaskCommands } from './task-contract.ts';
import type { WorkerCommands } from './worker-contract.ts';
import type { UnitCommands } from './unit-contract.ts';
import type { UploadCommands } from './upload-contract.ts';
import type { FileScanner } from './uploads/file-scanner.ts';
import type { SigningCommands } from './signing-contract.ts';
import type { SigningServices } from './signing/signing-services.ts';
import type { NumberCommands } from './number-contract.ts';
import type { SavedFilterCommands } from './saved-filter-contract.ts';
import type { SubstitutionCommands } from './substitution-contract.ts';
import type { Caches } from './loading/caches.ts';
import type { RuleSource } from './loading/rule-source.ts';
import type { LawSource } from './loading/law-source.ts';
import type { LawCommands } from './law-commands.ts';
import type { Mailer } from './notices/mailer.ts';
import type { RecordSigner } from '../record/checkpoint.ts';

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
  /** absent: nobody signs in with second factors here */
  readonly access?: AccessServices;
  /** grades of state secrecy that the installation may hold */
  readonly heldGrades: readonly string[];
  /** absent: no mail is sent from this node */
  readonly mailer?: Mailer;
  /** absent: files that are brought are not scanned for malware from here */
  readonly scanner?: FileScanner;
  /** absent: this node signs no checkpoints of the record, or has nobody to time-stamp them */
  readonly recordSigner?: RecordSigner;
  readonly timeStamp?: TimeStamper;
  /** absent: nobody signs documents here, and tasks that ask for it stay open */
  readonly signing?: SigningServices;
  /** rights of an absent person that `account` may use now; undefined when there is no such substitution */
  readonly substitution: (account: string, onBehalfOf: string, now: string) => Promise<ActorRights | undefined>;
  readonly caches: Caches;
}

/** A time-stamp token (DER) over bytes, and its time. Throws Transient while there is none to be had. */
export type TimeStamper = (stamped: Buffer) => Promise<{ readonly token: Buffer; readonly at: string }>;

export interface RunOptions {
  /** chosen by the client, unique per account: the same key again gets the first answer. At most 200 characters. */
  readonly idempotencyKey?: string;
  /** revision of the case that the client saw; another one is refused as `staleRevision` */
  readonly expectedRevision?: number;
  /** rights epoch the client's decision was based on; another one is refused as `rightsChanged` */
  readonly expectedEpoch?: number;
  /** when the person last proved who they are: of their session, never of their request */
  readonly authenticatedAt?: string;
  /** of a line in the list of its round: given by an import, whose rows keep their order */
  readonly ordinal?: number;
}

// ---- what comes back ----

export type { DuplicateCase, ItemResult, StartOutcome, StepOutcome } from './outcome-contract.ts';
export type { FetchedJob } from './worker-contract.ts';

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

// ---- what can be asked ----

export interface Commands
  extends
    AccessCommands,
    AccountCommands,
    AgencyCommands,
    AgentCommands,
    DraftCommands,
    LawCommands,
    NumberCommands,
    PersonCommands,
    ProtectionCommands,
    RecordCommands,
    RoundCommands,
    SigningCommands,
    SubstitutionCommands,
    SavedFilterCommands,
    TaskCommands,
    UnitCommands,
    UploadCommands,
    WorkerCommands {
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
  /** system only: the rights that a module brings, in place of those before. `procedures`: keys of its processes; `rules`: rule files. */
  deployRules: [
    { readonly module: string; readonly procedures: readonly string[]; readonly rules: readonly Json[]; readonly dryRun?: boolean },
    { readonly changed: boolean },
  ];
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
      /** one of the actor's own, which the case begins as: it ends */
      readonly draft?: string;
    },
    StartOutcome,
  ];
  cancelCase: [CaseRef & Reasoned, StepOutcome];
  suspendCase: [CaseRef & Reasoned, StepOutcome];
  resumeCase: [CaseRef & { readonly spreadSeconds?: number }, StepOutcome];
  /** `mentions`: persons or accounts that are told of it; each must be able to read the case */
  comment: [CaseRef & { readonly text: string; readonly mentions?: readonly string[] }, StepOutcome];
  setVariables: [CaseRef & { readonly instance?: number; readonly variables: Variables } & Reasoned, StepOutcome];
  moveToken: [
    CaseRef & {
      readonly cancel?: readonly number[];
      readonly activate?: readonly { readonly scope: number; readonly node: string }[];
      /** entry of the log by which another person proposed it: where it goes past a signature */
      readonly proposal?: number;
    } & Reasoned,
    StepOutcome,
  ];
  proposeTokenMove: [
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

  // user tasks: task-contract.ts
  /** At most 200 commands on single cases, each with its own answer, in order. */
  bulk: [{ readonly commands: readonly BulkCommand[] }, { readonly items: readonly ItemResult<StepOutcome>[] }];

  // messages and signals
  correlateMessage: [
    {
      /** chosen by the sender, so that a repetition is noticed; made up when absent */
      readonly id?: string;
      readonly name: string;
      readonly key?: string;
      readonly variables?: Variables;
      /** system only: key of the only process that may get it, by the message flow that it was thrown along */
      readonly target?: string;
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
}

export type CommandType = keyof Commands;
export type CommandOf<K extends CommandType> = { readonly type: K } & Commands[K][0];
export type OutcomeOf<K extends CommandType> = Commands[K][1];
export type CommandInput = { [K in CommandType]: CommandOf<K> }[CommandType];
export type CommandOutcome = OutcomeOf<CommandType>;

export type BulkCommand = CommandOf<
  'completeTask' | 'returnTask' | 'recallTask' | 'assignTask' | 'claimTask' | 'unclaimTask' | 'comment' | 'castVote'
> & {
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
