/**
 * An executable process: the diagram compiled once, at deployment, into nodes and flows that know each other. Immutable
 * after compilation and shared by all cases of the version. Names and classes follow BPMN 2.0.2 chapters 10 and 13.
 */
import type { Expression } from '../../expressions/contract.ts';

/** On which day's law a decision or parameter is looked up (design D13). */
export type AsOf = 'caseStart' | 'step' | 'offence' | 'mostFavourable' | { readonly date: string };

export type NodeKind =
  | 'process'
  | 'subProcess'
  | 'callActivity'
  | 'userTask'
  | 'receiveTask'
  | 'workTask'
  | 'emptyTask'
  | 'startEvent'
  | 'endEvent'
  | 'throwEvent'
  | 'catchEvent'
  | 'boundaryEvent'
  | 'exclusiveGateway'
  | 'parallelGateway'
  | 'inclusiveGateway'
  | 'complexGateway'
  | 'eventGateway';

export interface ProcessModel {
  /** definition id: key and version as the store names it */
  readonly id: string;
  /** id of the process element */
  readonly key: string;
  readonly name: string;
  /** false: a process to be read, of which no case is started (10.2.1) */
  readonly executable: boolean;
  readonly process: Node;
  readonly nodes: ReadonlyMap<string, Node>;
  readonly flows: ReadonlyMap<string, Flow>;
  /** FEEL for the title of a case */
  readonly caseTitle: Expression | undefined;
  /** FEEL for the persons the case is about: ids of the register, from the starting variables */
  readonly persons: Expression | undefined;
  /** the case is a round: key of the process that each of its lines is a case of */
  readonly lines: string | undefined;
  readonly candidateStarterRoles: ValueList;
  /** what separation of duties counts over: the whole case, or each run of this process by itself */
  readonly separation: 'case' | 'process';
  /** user tasks without a digital signature of their own that leave a signed slip: those with outcomes, or all */
  readonly slips: 'none' | 'decisions' | 'all';
  /** elements whose performers are remembered, because others are separated from them; 'start' is the starter */
  readonly remembered: ReadonlySet<string>;
  /** some element waits for a condition: variables are looked at again after each step */
  readonly watchesConditions: boolean;
}

export interface Flow {
  readonly id: string;
  readonly source: Node;
  readonly target: Node;
  readonly condition: Expression | undefined;
}

/** Facets are present where the kind has them: `scope` on process and subProcess, `userTask` on userTask, and so on. */
export interface Node {
  readonly id: string;
  readonly name: string;
  readonly kind: NodeKind;
  /** the enclosing process or sub-process; absent on the process itself */
  readonly parent: Node | undefined;
  readonly incoming: readonly Flow[];
  readonly outgoing: readonly Flow[];
  readonly defaultFlow: Flow | undefined;
  /** event definitions of an event or receive task; several only on events that throw (10.5.1 Multiple) */
  readonly triggers: readonly Trigger[];
  /** boundary event: cancelActivity; start of an event sub-process: isInterrupting */
  readonly interrupting: boolean;
  /** an event or receive task whose message starts a case (13.2): what the case then waits for besides, of a parallel gateway */
  readonly begins: readonly Node[] | undefined;
  readonly attachedTo: Node | undefined;
  readonly boundaries: readonly Node[];
  readonly activity: ActivityFacet | undefined;
  readonly scope: ScopeFacet | undefined;
  readonly userTask: UserTaskFacet | undefined;
  readonly work: WorkFacet | undefined;
  readonly call: CallFacet | undefined;
  readonly inputs: readonly Mapping[];
  readonly outputs: readonly Mapping[];
  /** joins with several incoming flows: per flow, the nodes of this scope from which a token can still reach it */
  readonly reach: ReadonlyMap<Flow, ReadonlySet<Node>> | undefined;
  /** start event: key of the form a case is started with */
  readonly startForm: string | undefined;
  /** start event: whoever starts a case here proves anew who they are */
  readonly startProof: boolean;
  /** start event: the variable that gets the account of who starts a case here */
  readonly initiator: string | undefined;
  /** complex gateway */
  readonly activation: Expression | undefined;
  /** link throw event: where it goes on */
  readonly linkTarget: Node | undefined;
}

export interface ActivityFacet {
  readonly loop: LoopFacet | undefined;
  readonly forCompensation: boolean;
  /** the activity that undoes this one, named by a compensation boundary event and an association */
  readonly compensation: Node | undefined;
}

export interface ScopeFacet {
  readonly children: readonly Node[];
  /** none start events or, without start events, elements without incoming flow (13.3.4) */
  readonly starts: readonly Node[];
  /** event sub-processes, by their single start event */
  readonly eventStarts: readonly Node[];
  readonly triggeredByEvent: boolean;
  /** variables that the sub-process has for itself (10.4.1 Property) */
  readonly properties: readonly string[];
  readonly transaction: boolean;
  readonly adHoc:
    { readonly sequential: boolean; readonly completion: Expression | undefined; readonly cancelRemaining: boolean } | undefined;
  /** the event sub-process that replaces default compensation of this sub-process (13.5.5) */
  readonly compensationStart: Node | undefined;
}

export type LoopFacet = StandardLoop | MultiInstance;

export interface StandardLoop {
  readonly type: 'standard';
  readonly condition: Expression | undefined;
  readonly testBefore: boolean;
  readonly maximum: number | undefined;
}

export interface MultiInstance {
  readonly type: 'multiInstance';
  readonly sequential: boolean;
  readonly cardinality: Expression | undefined;
  readonly collection: Expression | undefined;
  readonly elementVariable: string | undefined;
  readonly outputCollection: string | undefined;
  readonly outputElement: Expression | undefined;
  readonly completion: Expression | undefined;
}

export interface Mapping {
  readonly source: Expression;
  readonly target: string;
}

/** A literal text, or an expression that gives text or a list of texts. */
export type ValueList = { readonly literal: readonly string[] } | { readonly expression: Expression };

export interface UserTaskFacet {
  readonly assignee: ValueList;
  readonly candidateRoles: ValueList;
  readonly candidateUnits: ValueList;
  readonly candidatePersons: ValueList;
  /** element ids (and 'start') whose performers may not do this task */
  readonly separateFrom: readonly string[];
  /** persons who may not do it, whatever they did */
  readonly excludedPersons: ValueList;
  readonly priority: Expression | undefined;
  readonly form: string | undefined;
  readonly due: Expression | undefined;
  readonly deadline: DeadlineFacet | undefined;
  readonly outcomes: readonly Outcome[];
  /** a council decides: its outcome is what the votes come to, never what somebody types */
  readonly vote: VoteFacet | undefined;
  readonly signatures: readonly SignatureRequirement[];
  /** whoever finishes it proves anew who they are */
  readonly reauthenticate: boolean;
  readonly documents: readonly { readonly key: string; readonly required: boolean }[];
  readonly escalations: readonly { readonly at: string; readonly notify: ValueList; readonly kind: 'remind' | 'escalate' }[];
}

/** Rules are FEEL of `members` (entitled), `present` (voted), `cast` (without abstentions) and, for the majority, `votes`. */
export interface VoteFacet {
  readonly council: Expression;
  readonly size: Expression | undefined;
  readonly quorum: Expression;
  readonly majority: Expression;
  /** outcome id */
  readonly abstain: string | undefined;
  /** outcome id, or as the chair voted; undefined: an undecided vote stays open */
  readonly otherwise: string | undefined;
  readonly secret: boolean;
  readonly entry: 'members' | 'minutes' | 'both';
  readonly closeWhenAllVoted: boolean;
  readonly resultVariable: string;
}

export interface Outcome {
  readonly id: string;
  readonly name: string;
  readonly reasonRequired: boolean;
  readonly returnTo: string | undefined;
}

export interface SignatureRequirement {
  readonly document: string;
  readonly capacity: 'personal' | 'agencySeal';
  readonly level: 'B-B' | 'B-T' | 'B-LT' | 'B-LTA';
  readonly order: number;
  readonly kind: 'digital' | 'paper';
  /** of a paper: outcomes with which it must be brought; absent: with all that do not send the case back, where its document is required */
  readonly outcomes?: readonly string[];
}

/** A due date by a parameter of the register, never a number in the diagram. */
export interface DeadlineFacet {
  readonly parameter: string;
  readonly calendar: string | undefined;
  readonly clockStart: Expression | undefined;
  readonly asOf: AsOf;
}

export type WorkFacet =
  | {
      readonly type: 'job';
      readonly topic: string;
      readonly retries: number;
      readonly backoff: { first: number; factor: number; most: number };
      readonly resultVariable: string | undefined;
    }
  | { readonly type: 'script'; readonly script: Expression; readonly resultVariable: string | undefined }
  | { readonly type: 'effect'; readonly name: string }
  | { readonly type: 'message'; readonly message: MessageTrigger }
  | DecisionFacet
  | { readonly type: 'none' };

export interface DecisionFacet {
  readonly type: 'decision';
  readonly decision: string;
  readonly binding: 'latest' | 'deployment' | 'version';
  readonly version: number | undefined;
  readonly asOf: AsOf | { readonly expression: Expression };
  /** ranks an outcome (variable `result`) by a number or several: the more, the better for the person */
  readonly favourable: Expression | undefined;
  readonly resultVariable: string | undefined;
}

export interface CallFacet {
  readonly process: string | Expression;
  readonly binding: 'latest' | 'deployment' | 'version';
  readonly version: number | undefined;
  /** all variables go in, or come back, beside those that are mapped */
  readonly propagateIn: boolean;
  readonly propagateOut: boolean;
}

export type Trigger =
  MessageTrigger | SignalTrigger | TimerTrigger | ConditionalTrigger | CodeTrigger | LinkTrigger | CompensateTrigger | PlainTrigger;

export interface MessageTrigger {
  readonly kind: 'message';
  readonly name: string;
  readonly correlationKey: Expression | undefined;
  /** process key (or name outside) that a message flow points to */
  readonly target: string | undefined;
}
export interface SignalTrigger {
  readonly kind: 'signal';
  readonly name: string;
}
export interface TimerTrigger {
  readonly kind: 'timer';
  readonly timer: TimerSpec;
}
export interface ConditionalTrigger {
  readonly kind: 'conditional';
  readonly condition: Expression;
}
/** Without a code: catches all (10.5.1, boundary and start events). */
export interface CodeTrigger {
  readonly kind: 'error' | 'escalation';
  readonly code: string | undefined;
  /** the definition it refers to has no code: `code` is its id, which goes before catching all */
  readonly withoutCode?: true;
}
export interface LinkTrigger {
  readonly kind: 'link';
  readonly name: string;
}
export interface CompensateTrigger {
  readonly kind: 'compensate';
  readonly activity: string | undefined;
  readonly waitForCompletion: boolean;
}
export interface PlainTrigger {
  readonly kind: 'cancel' | 'terminate';
}

export type TimerSpec =
  | { readonly type: 'date' | 'duration' | 'cycle'; readonly value: string | Expression }
  | { readonly type: 'deadline'; readonly deadline: DeadlineFacet };
