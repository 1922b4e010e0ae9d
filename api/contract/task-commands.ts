/** Bodies of the writes on one task. */
import Type, { type Static } from 'typebox';
import { StepResult } from './step-outcome.ts';
import { component } from './component.ts';
import { Scan } from './scan.ts';
import { ActedBy, ActTime } from './exchange.ts';
import { closed, InstanceId, Instant, Key, OneOf, Reason, Revision, Text, Uuid, Variables } from './scalars.ts';

export const AssignTask = Type.Object({ assignee: Text(200), reason: Type.Optional(Reason) }, closed);
/** What was done on paper, where a task is bound so: when, by whom, and the scans that show it. */
export const PaperAct = component(
  'PaperAct',
  Type.Object(
    {
      at: ActTime,
      by: Type.Array(ActedBy, { minItems: 1, maxItems: 100 }),
      scans: Type.Array(Scan, { minItems: 1, maxItems: 100 }),
    },
    closed,
  ),
);
export const ClaimTask = Type.Object(
  { reason: Type.Optional(Type.String({ minLength: 1, maxLength: 2_000, description: 'Where the work was asked of another system' })) },
  closed,
);
export const CompleteTask = Type.Object(
  {
    outcome: Type.Optional(Text(100)),
    reason: Type.Optional(Reason),
    variables: Type.Optional(Variables),
    paper: Type.Optional(PaperAct),
  },
  closed,
);
export const ReturnTask = Type.Object(
  { target: Key, reason: Reason, variables: Type.Optional(Variables), paper: Type.Optional(PaperAct) },
  closed,
);
export const RecallTask = Type.Object({ reason: Type.Optional(Reason) }, closed);
export const AddCompanion = Type.Object(
  {
    position: OneOf(['before', 'after']),
    kind: OneOf(['counterSign', 'opinion']),
    name: Text(300),
    assignee: Type.Optional(Text(200)),
    candidates: Type.Optional(Type.Array(Text(200), { minItems: 1, maxItems: 100 })),
    form: Type.Optional(Key),
  },
  closed,
);
export const ChangeDueDate = Type.Object({ due: Instant, reason: Reason }, closed);
export const ThrowBpmnError = Type.Object({ code: Text(200), variables: Type.Optional(Variables), reason: Type.Optional(Reason) }, closed);

const ballot = {
  choice: Text(200),
  member: Type.Optional(Type.String({ minLength: 1, maxLength: 200, description: 'Another member, entered from the minutes' })),
  reason: Type.Optional(Reason),
  minutes: Type.Optional(Text(500)),
};
export const CastVote = Type.Object(ballot, closed);
export const RecuseMember = Type.Object({ member: Text(200), substitute: Type.Optional(Text(200)), reason: Reason }, closed);

const onCase = { caseId: Uuid, expectedRevision: Type.Optional(Revision) };
const onTask = { ...onCase, instance: InstanceId };
const Claim = Type.Object({ type: Type.Literal('claimTask'), ...onTask }, closed);
const Assign = Type.Object({ type: Type.Literal('assignTask'), ...onTask, assignee: Text(200), reason: Type.Optional(Reason) }, closed);
const Complete = Type.Object(
  {
    type: Type.Literal('completeTask'),
    ...onTask,
    outcome: Type.Optional(Text(100)),
    reason: Type.Optional(Reason),
    variables: Type.Optional(Variables),
  },
  closed,
);
const Return = Type.Object({ type: Type.Literal('returnTask'), ...onTask, target: Key, reason: Reason }, closed);
const Recall = Type.Object({ type: Type.Literal('recallTask'), ...onTask, reason: Type.Optional(Reason) }, closed);
const Unclaim = Type.Object({ type: Type.Literal('unclaimTask'), ...onTask }, closed);
const Cast = Type.Object({ type: Type.Literal('castVote'), ...onTask, ...ballot }, closed);
const Comment = Type.Object({ type: Type.Literal('comment'), ...onCase, text: Text(10_000) }, closed);
/** Told apart by `type`, so that a fault is described for the command that was meant. */
export const BulkCommand = component(
  'BulkCommand',
  Type.Unsafe<
    | Static<typeof Claim>
    | Static<typeof Unclaim>
    | Static<typeof Assign>
    | Static<typeof Complete>
    | Static<typeof Return>
    | Static<typeof Recall>
    | Static<typeof Comment>
    | Static<typeof Cast>
  >({
    type: 'object',
    required: ['type'],
    discriminator: { propertyName: 'type' },
    oneOf: [Claim, Unclaim, Assign, Complete, Return, Recall, Comment, Cast],
  }),
);
export const Bulk = Type.Object({ commands: Type.Array(BulkCommand, { minItems: 1, maxItems: 200 }) }, closed);
export const BulkOutcome = component('BulkOutcome', Type.Object({ items: Type.Array(StepResult) }, closed));
