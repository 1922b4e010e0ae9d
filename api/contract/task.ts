import Type, { type Static } from 'typebox';
import { component } from './component.ts';
import { ClassOfCase } from './data-class.ts';
import { pageOf } from './page.ts';
import { closed, Cursor, InstanceId, Instant, Key, Limit, OneOf, Text, UnitPath, Uuid } from './scalars.ts';

const LawDays = Type.Object({ step: Type.String(), caseStart: Type.String(), offence: Type.Optional(Type.String()) }, closed);
/** What a deadline was counted from. */
const Counted = Type.Object(
  {
    start: Instant,
    calendar: Type.Optional(Type.String()),
    asOf: Type.Union([Type.String(), LawDays]),
    follows: Type.Boolean({ description: 'It follows the law of the step: a version that says so recomputes it.' }),
  },
  closed,
);

export const Deadline = component(
  'Deadline',
  Type.Object(
    {
      due: Instant,
      start: Type.Optional(Instant),
      near: Type.Optional(Instant),
      parameter: Type.Optional(Type.String()),
      parameterVersion: Type.Optional(Type.String()),
      calendarVersion: Type.Optional(Type.String()),
      provisional: Type.Optional(Type.Boolean({ description: 'The official notice of holidays is not in yet.' })),
      localDate: Type.Optional(Type.String({ format: 'date', description: 'The last day; it ends at 24:00.' })),
      citation: Type.Optional(Type.String()),
      settled: Type.Optional(Type.Boolean({ description: 'false: to be verified by a jurist.' })),
      counted: Type.Optional(Counted),
      explanation: Type.Optional(Type.Object({ vi: Type.String(), en: Type.String() }, closed)),
    },
    closed,
  ),
);

export const DeadlineState = OneOf(['onTime', 'near', 'overdue']);
/** How it stands with a deadline, what it counts, and why. */
export const DeadlineView = component(
  'DeadlineView',
  Type.Object(
    {
      state: DeadlineState,
      start: Instant,
      near: Type.String({ format: 'date-time', description: 'From when it is near' }),
      due: Instant,
      done: Type.Optional(Type.String({ format: 'date-time', description: 'When the work was done, by the act itself' })),
      unsettled: Type.Optional(Type.Literal(true, { description: 'The term that it counts is to be verified by a jurist' })),
      explanation: Type.Object({ vi: Type.String(), en: Type.String() }, closed),
    },
    closed,
  ),
);

export const CaseStatus = OneOf(['active', 'suspended', 'ended']);
export const TaskState = OneOf(['open', 'completed', 'cancelled', 'returned', 'recalled']);

export const Companion = component(
  'Companion',
  Type.Object(
    {
      kind: OneOf(['counterSign', 'opinion']),
      name: Type.String(),
      assignee: Type.Optional(Type.String()),
      candidates: Type.Optional(Type.Array(Type.String())),
      form: Type.Optional(Type.String()),
      anchor: InstanceId,
    },
    closed,
  ),
);

export const TaskBinding = component(
  'TaskBinding',
  Type.Object(
    {
      mode: OneOf(['exchange', 'paper']),
      binding: Type.Integer({ description: 'Entry of the register' }),
      role: Type.String(),
      agencyType: Type.Optional(Type.String()),
      partner: Type.Optional(Type.String()),
      clerkRole: Type.Optional(Type.String()),
      fallbackRole: Type.Optional(Type.String()),
      onBounce: Type.Optional(OneOf(['incident', 'paper'])),
      shares: Type.Optional(Type.Array(Type.String())),
    },
    closed,
  ),
);
/** What was done elsewhere: when, and by whom, as ids or `paper:` and a name. */
export const PerformedAct = component('PerformedAct', Type.Object({ at: Instant, by: Type.Array(Type.String()) }, closed));

const taskFields = {
  caseId: Uuid,
  instance: InstanceId,
  node: Type.String(),
  name: Type.String(),
  procedure: Type.String(),
  definition: Uuid,
  unitPath: Type.String(),
  state: TaskState,
  assignee: Type.Optional(Type.String()),
  candidateRoles: Type.Array(Type.String()),
  candidateUnits: Type.Array(Type.String()),
  candidatePersons: Type.Array(Type.String()),
  excludedPersons: Type.Array(Type.String()),
  form: Type.Optional(Type.String()),
  formVersion: Type.Optional(Type.Integer()),
  priority: Type.Integer(),
  dueAt: Type.Optional(Instant),
  due: Type.Optional(Deadline),
  deadline: Type.Optional(DeadlineView),
  outcomes: Type.Array(Type.String()),
  index: Type.Optional(Type.Integer()),
  companion: Type.Optional(Companion),
  createdAt: Instant,
  claimedAt: Type.Optional(Instant),
  closedAt: Type.Optional(Instant),
  closedBy: Type.Optional(Type.String()),
  closedPerson: Type.Optional(Type.String()),
  outcome: Type.Optional(Type.String()),
  outcomeName: Type.Optional(Type.String({ description: 'As the diagram names it, where one case is asked for' })),
  mode: OneOf(['internal', 'exchange', 'paper'], { description: "Where the work is done: here, in another agency's system, on paper" }),
  binding: Type.Optional(TaskBinding),
  partner: Type.Optional(Type.String({ description: 'exchange: unit of the agency that is to answer' })),
  act: Type.Optional(PerformedAct),
  confidentiality: ClassOfCase,
  caseCode: Type.String(),
  caseTitle: Type.String(),
  caseStatus: CaseStatus,
};
/** A user task (công việc) with what a person needs to recognise its case. Key: case and instance. */
export const Task = component('Task', Type.Object(taskFields, closed));
export type Task = Static<typeof Task>;
export const TaskPage = pageOf('TaskPage', Task);

const OutcomeChoice = Type.Object(
  {
    id: Type.String(),
    name: Type.String(),
    reasonRequired: Type.Boolean(),
    returnTo: Type.Optional(Type.String({ description: 'It goes back to this step' })),
  },
  closed,
);
/** A signature that the task asks for. */
export const SignatureAsked = component(
  'SignatureAsked',
  Type.Object(
    {
      document: Type.String(),
      capacity: OneOf(['personal', 'agencySeal']),
      level: OneOf(['B-B', 'B-T', 'B-LT', 'B-LTA']),
      order: Type.Integer(),
      kind: OneOf(['digital', 'paper']),
      outcomes: Type.Optional(Type.Array(Type.String(), { description: 'Of a paper: the outcomes with which it must be brought' })),
    },
    closed,
  ),
);

/** A paper that somebody without a key signs by hand: its scan is brought, and certified as a copy. */
export const PaperAsked = component(
  'PaperAsked',
  Type.Object(
    {
      document: Type.String(),
      name: Type.Optional(Type.Object({ vi: Type.String(), en: Type.String() }, closed)),
      required: Type.Boolean({ description: 'The task is not finished without it, as long as no outcome says otherwise' }),
      outcomes: Type.Array(Type.String(), { description: 'The outcomes with which it is not finished without it' }),
    },
    closed,
  ),
);

/** One task: what it asks for, the case's revision (also the ETag), and what the reader may do with it now. */
export const TaskView = component(
  'TaskView',
  Type.Object(
    {
      ...taskFields,
      documents: Type.Array(Type.Object({ key: Type.String(), required: Type.Boolean() }, closed)),
      signatures: Type.Array(SignatureAsked),
      signedHere: Type.Boolean({ description: 'It is finished by signing here: a document, a certified copy, or the slip of the step' }),
      papers: Type.Array(PaperAsked),
      caseRevision: Type.Integer(),
      permissions: Type.Array(Type.String()),
      choices: Type.Array(OutcomeChoice, { description: 'Its outcomes as the diagram names them' }),
    },
    closed,
  ),
);

export const TaskQuery = Type.Object(
  {
    list: OneOf(['mine', 'claimable', 'overdue', 'done', 'all'], {
      default: 'mine',
      description: 'mine: given to or taken by me; claimable: I may take it; done: I did it; all: all open ones I may see',
    }),
    role: Type.Optional(Type.String({ minLength: 1, maxLength: 100, description: 'claimable: only as holder of this role of mine' })),
    procedure: Type.Optional(Key),
    node: Type.Optional(Key),
    unitPath: Type.Optional(UnitPath),
    dueBefore: Type.Optional(Instant),
    deadline: Type.Optional(DeadlineState),
    createdAfter: Type.Optional(Instant),
    caseId: Type.Optional(Uuid),
    text: Type.Optional(Type.String({ minLength: 1, maxLength: 200 })),
    sort: OneOf(['due', 'created', 'priority'], { default: 'due' }),
    limit: Limit,
    cursor: Type.Optional(Cursor),
  },
  closed,
);

export const TaskParams = Type.Object({ caseId: Uuid, instance: InstanceId }, closed);

export const TaskCounts = component(
  'TaskCounts',
  Type.Object(
    {
      claimable: Type.Integer(),
      mine: Type.Integer(),
      overdue: Type.Integer({ description: 'Of mine' }),
      near: Type.Integer({ description: 'Of mine' }),
    },
    closed,
  ),
);

export const CandidateQuery = Type.Object({ text: Type.Optional(Text(200)) }, closed);
export const TaskCandidates = component(
  'TaskCandidates',
  Type.Object(
    {
      candidates: Type.Array(
        Type.Object({ account: Type.String(), name: Type.String(), title: Type.Optional(Type.String()), unitPath: Type.String() }, closed),
      ),
    },
    closed,
  ),
);
