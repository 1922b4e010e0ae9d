import Type, { type Static } from 'typebox';
import { component } from './component.ts';
import { ClassOfCase } from './data-class.ts';
import { pageOf } from './page.ts';
import { closed, Cursor, InstanceId, Instant, JsonValue, Key, Limit, OneOf, Text, UnitPath, Uuid, Variables } from './scalars.ts';
import { EndState } from './step-outcome.ts';
import { CaseStatus, DeadlineState, DeadlineView } from './task.ts';

const caseFields = {
  id: Uuid,
  procedure: Type.String(),
  definition: Uuid,
  businessKey: Type.Optional(Type.String()),
  code: Type.String(),
  title: Type.String(),
  unitPath: Type.String(),
  parties: Type.Array(Type.String()),
  participants: Type.Array(Type.String()),
  status: CaseStatus,
  endedHow: Type.Optional(EndState),
  revision: Type.Integer(),
  startedAt: Instant,
  startedBy: Type.String(),
  startedPerson: Type.Optional(Type.String()),
  updatedAt: Instant,
  endedAt: Type.Optional(Instant),
  confidentiality: ClassOfCase,
};
/** A case (hồ sơ). */
export const Case = component('Case', Type.Object(caseFields, closed));
export const CasePage = pageOf('CasePage', Case);

/** Where the case stands: its active elements, and what they wait for. */
export const CaseView = component(
  'CaseView',
  Type.Object(
    {
      ...caseFields,
      permissions: Type.Array(Type.String({ description: 'What the reader may do with this case now' })),
      deadlines: Type.Array(
        Type.Object({ instance: Type.Integer(), node: Type.String(), name: Type.String(), deadline: DeadlineView }, closed),
        { description: 'Of its open tasks, the most urgent first' },
      ),
      activities: Type.Array(
        Type.Object({ instance: Type.Integer(), node: Type.String(), parent: Type.Integer(), incident: Type.Boolean() }, closed),
      ),
      timers: Type.Array(Type.Object({ instance: Type.Integer(), node: Type.String(), dueAt: Instant }, closed)),
      subscriptions: Type.Array(
        Type.Object(
          { instance: Type.Integer(), node: Type.String(), kind: Type.String(), name: Type.String(), key: Type.String() },
          closed,
        ),
      ),
      jobs: Type.Array(
        Type.Object(
          { instance: Type.Integer(), node: Type.String(), topic: Type.String(), tries: Type.Integer(), retriesLeft: Type.Integer() },
          closed,
        ),
      ),
    },
    closed,
  ),
);

export const CaseParams = Type.Object({ caseId: Uuid }, closed);
export const CaseQuery = Type.Object(
  {
    procedure: Type.Optional(Key),
    definition: Type.Optional(Uuid),
    status: Type.Optional(CaseStatus),
    endedHow: Type.Optional(EndState),
    person: Type.Optional(Type.String({ minLength: 1, maxLength: 200, description: 'Started the case or did one of its tasks' })),
    party: Type.Optional(Type.String({ minLength: 1, maxLength: 100, description: 'A person of the register that the case is about' })),
    code: Type.Optional(Text(100)),
    businessKey: Type.Optional(Text(255)),
    variable: Type.Optional(Type.String({ minLength: 1, maxLength: 255, description: 'A root variable that equals `value`' })),
    value: Type.Optional(Type.String({ maxLength: 1_000, description: 'JSON; what is not JSON is taken as text' })),
    startedFrom: Type.Optional(Instant),
    startedTo: Type.Optional(Instant),
    unitPath: Type.Optional(UnitPath),
    text: Type.Optional(Text(200)),
    deadline: Type.Optional(DeadlineState),
    sort: OneOf(['started', 'code'], { default: 'started' }),
    limit: Limit,
    cursor: Type.Optional(Cursor),
  },
  { ...closed, dependentRequired: { variable: ['value'], value: ['variable'] } },
);

const who = { account: Type.String(), person: Type.Optional(Type.String()), onBehalfOf: Type.Optional(Type.String()) };
/** One step of the record: what was asked, by whom, under which versions. Form data is not repeated here. */
export const HistoryEntry = component(
  'HistoryEntry',
  Type.Object(
    {
      revision: Type.Integer(),
      at: Instant,
      actor: Type.Object(who, closed),
      epoch: Type.Optional(Type.Integer()),
      command: Type.Object({ type: Type.String() }, { additionalProperties: true }),
      resolved: JsonValue,
      stateHash: Type.String(),
    },
    closed,
  ),
);
export const HistoryPage = pageOf('HistoryPage', HistoryEntry);
/** Of what a case has in order: its steps, tasks, comments. */
export const NumberedQuery = Type.Object({ limit: Limit, cursor: Type.Optional(Type.String({ pattern: '^\\d{1,9}$' })) }, closed);

/** The path taken: elements with when and by whose act they were entered and left, and the flows in between. */
export const CasePath = component(
  'CasePath',
  Type.Object(
    {
      nodes: Type.Array(
        Type.Object(
          {
            instance: Type.Integer(),
            node: Type.String(),
            enteredAt: Instant,
            enteredBy: Type.Object(who, closed),
            leftAt: Type.Optional(Instant),
            leftBy: Type.Optional(Type.Object(who, closed)),
            how: Type.Optional(OneOf(['completed', 'cancelled'])),
          },
          closed,
        ),
      ),
      flows: Type.Array(Type.Object({ flow: Type.String(), at: Instant, revision: Type.Integer() }, closed)),
      events: Type.Array(Type.Object({ node: Type.String(), at: Instant, revision: Type.Integer() }, closed)),
      decisions: Type.Array(
        Type.Object(
          {
            node: Type.String(),
            at: Instant,
            revision: Type.Integer(),
            decision: Type.String(),
            version: Type.String(),
            input: Variables,
            output: JsonValue,
            rules: Type.Record(Type.String(), Type.Array(Type.String())),
          },
          closed,
        ),
      ),
      complete: Type.Boolean({ description: 'false: the case has more steps than are shown' }),
    },
    closed,
  ),
);
export type CasePath = Static<typeof CasePath>;

export const CaseVariables = component(
  'CaseVariables',
  Type.Object(
    {
      revision: Type.Integer(),
      scopes: Type.Record(Type.String(), Variables, { description: 'By the instance that owns them; the case itself is "1"' }),
      masked: Type.Optional(Type.Array(Type.String(), { description: 'Places of values that the reader may not see' })),
    },
    closed,
  ),
);
export const Comment = component(
  'Comment',
  Type.Object(
    { revision: Type.Integer(), at: Instant, account: Type.String(), person: Type.Optional(Type.String()), text: Type.String() },
    closed,
  ),
);
export const CommentPage = pageOf('CommentPage', Comment);
export const AuditVerdict = component(
  'AuditVerdict',
  Type.Object({ intact: Type.Boolean(), revision: Type.Integer(), reason: Type.Optional(Type.String()) }, closed),
);

export const TimerParams = Type.Object({ caseId: Uuid, instance: InstanceId, node: Key }, closed);
export const ScopeParams = Type.Object({ caseId: Uuid, scope: InstanceId }, closed);
