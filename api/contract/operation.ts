/** What administrators look at: incidents, jobs, topics; and what comes from outside: messages and signals. */
import Type from 'typebox';
import { component } from './component.ts';
import { pageOf } from './page.ts';
import { DataClass } from './data-class.ts';
import { closed, Cursor, Instant, Key, Limit, OneOf, Reason, Text, UnitPath, Uuid, Variables } from './scalars.ts';
import { IncidentKind, StartOutcome, StepOutcome } from './step-outcome.ts';

export const Incident = component(
  'Incident',
  Type.Object(
    {
      id: Type.Integer(),
      caseId: Uuid,
      instance: Type.Integer(),
      node: Type.String(),
      kind: IncidentKind,
      message: Type.String(),
      openedAt: Instant,
      resolvedAt: Type.Optional(Instant),
      resolvedBy: Type.Optional(Type.String()),
      procedure: Type.String(),
      caseCode: Type.String(),
      caseTitle: Type.String(),
      unitPath: Type.String(),
    },
    closed,
  ),
);
export const IncidentPage = pageOf('IncidentPage', Incident);
export const IncidentQuery = Type.Object(
  {
    procedure: Type.Optional(Key),
    caseId: Type.Optional(Uuid),
    kind: Type.Optional(IncidentKind),
    resolved: Type.Boolean({ default: false }),
    limit: Limit,
    cursor: Type.Optional(Cursor),
  },
  closed,
);
export const ResolveIncident = Type.Object({ variables: Type.Optional(Variables), reason: Type.Optional(Reason) }, closed);

export const Job = component(
  'Job',
  Type.Object(
    {
      caseId: Uuid,
      instance: Type.Integer(),
      node: Type.String(),
      topic: Type.String(),
      tries: Type.Integer(),
      retriesLeft: Type.Integer(),
      nextAt: Instant,
      lockedBy: Type.Optional(Type.String()),
      lastError: Type.Optional(Type.String()),
      parked: Type.Boolean({ description: 'Its case or definition is suspended' }),
      procedure: Type.String(),
      caseCode: Type.String(),
    },
    closed,
  ),
);
export const JobPage = pageOf('JobPage', Job);
export const JobQuery = Type.Object(
  {
    topic: Type.Optional(Key),
    procedure: Type.Optional(Key),
    caseId: Type.Optional(Uuid),
    failed: Type.Boolean({ default: false }),
    limit: Limit,
    cursor: Type.Optional(Cursor),
  },
  closed,
);
export const SuspendedTopics = pageOf(
  'SuspendedTopics',
  Type.Object({ topic: Type.String(), account: Type.String(), at: Instant, reason: Type.Optional(Type.String()) }, closed),
);
export const UnattendedTopics = pageOf(
  'UnattendedTopics',
  Type.Object(
    {
      topic: Type.String(),
      waiting: Type.Integer({ description: 'Due jobs, counted up to 1,000' }),
      since: Instant,
      askedAt: Type.Optional(Instant),
    },
    closed,
  ),
);
export const TopicParams = Type.Object({ topic: Key }, closed);
export const Changed = component('Changed', Type.Object({ changed: Type.Boolean() }, closed));

export const CorrelateMessage = Type.Object(
  {
    id: Type.Optional(Type.String({ minLength: 1, maxLength: 200, description: 'Chosen by the sender, so that a repetition is noticed' })),
    name: Key,
    key: Type.Optional(Type.String({ maxLength: 255 })),
    variables: Type.Optional(Variables),
    confidentiality: Type.Optional(DataClass),
    ttlSeconds: Type.Optional(Type.Integer({ minimum: 0, maximum: 31_536_000 })),
    unitPath: Type.Optional(UnitPath),
  },
  closed,
);
export const CorrelateOutcome = component(
  'CorrelateOutcome',
  Type.Union([
    Type.Object({ type: Type.Literal('delivered'), step: StepOutcome }, closed),
    Type.Object({ type: Type.Literal('started'), step: StartOutcome }, closed),
    Type.Object({ type: OneOf(['stored', 'duplicate', 'unmatched']) }, closed),
  ]),
);
export const BroadcastSignal = Type.Object({ id: Type.Optional(Text(200)), name: Key, variables: Type.Optional(Variables) }, closed);
export const BroadcastOutcome = component('BroadcastOutcome', Type.Object({ receivers: Type.Integer() }, closed));
