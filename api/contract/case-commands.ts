/** Bodies of the writes on one case, and of the migration of many. */
import Type from 'typebox';
import { component } from './component.ts';
import { DataClass } from './data-class.ts';
import { closed, InstanceId, Instant, Key, PersonId, Reason, Text, UnitPath, Uuid, Variables } from './scalars.ts';
import { Refusal, StartOutcome, StepResult } from './step-outcome.ts';

export const StartCase = Type.Object(
  {
    procedure: Type.Optional(Type.String({ minLength: 1, maxLength: 255, description: 'Key of the procedure: its latest active version' })),
    definition: Type.Optional(Uuid),
    businessKey: Type.Optional(Text(255)),
    startEvent: Type.Optional(Key),
    unitPath: Type.Optional(UnitPath),
    title: Type.Optional(Text(500)),
    variables: Type.Optional(Variables),
    confidentiality: Type.Optional(DataClass),
    persons: Type.Optional(Type.Array(PersonId, { maxItems: 200, description: 'Whom the case is about' })),
    refuseDuplicates: Type.Optional(
      Type.Boolean({ description: 'Refuse, instead of telling of open cases of the same procedure about the same persons' }),
    ),
    draft: Type.Optional(Type.String({ format: 'uuid', description: 'A draft of mine that the case begins as: it ends' })),
  },
  closed,
);
export const LinkPersons = Type.Object(
  {
    add: Type.Optional(Type.Array(PersonId, { maxItems: 200 })),
    remove: Type.Optional(Type.Array(PersonId, { maxItems: 200 })),
    reason: Reason,
  },
  closed,
);
/** A list of requests: `rows`, or `csv` with a head of variable paths such as `request.grants.0.role`. */
export const StartCases = Type.Object(
  {
    procedure: Key,
    unitPath: Type.Optional(UnitPath),
    rows: Type.Optional(Type.Array(Variables, { minItems: 1, maxItems: 200 })),
    csv: Type.Optional(Type.String({ minLength: 1, maxLength: 1_000_000 })),
  },
  closed,
);
const Started = Type.Object({ ok: Type.Literal(true), outcome: StartOutcome }, closed);
const NotStarted = Type.Object({ ok: Type.Literal(false), refusal: Refusal }, closed);
export const StartCasesOutcome = component(
  'StartCasesOutcome',
  Type.Object({ items: Type.Array(Type.Union([Started, NotStarted])) }, closed),
);
export const Reasoned = Type.Object({ reason: Reason }, closed);
export const Spread = Type.Object(
  {
    spreadSeconds: Type.Optional(
      Type.Integer({ minimum: 0, maximum: 86_400, description: 'Overdue timers and jobs come back spread over this time' }),
    ),
  },
  closed,
);
export const AddComment = Type.Object(
  {
    text: Text(10_000),
    mentions: Type.Optional(
      Type.Array(Type.String({ minLength: 1, maxLength: 200 }), {
        maxItems: 20,
        uniqueItems: true,
        description: 'Officials who are told of it',
      }),
    ),
  },
  closed,
);
export const SetVariables = Type.Object({ instance: Type.Optional(InstanceId), variables: Variables, reason: Reason }, closed);
export const CorrectVariables = Type.Object(
  {
    instance: Type.Optional(InstanceId),
    variables: Variables,
    reason: Reason,
    basis: Type.Object({ document: Text(300), date: Type.String({ format: 'date' }), authority: Text(300) }, closed),
  },
  closed,
);
export const MoveToken = Type.Object(
  {
    cancel: Type.Optional(Type.Array(InstanceId, { maxItems: 100 })),
    activate: Type.Optional(Type.Array(Type.Object({ scope: InstanceId, node: Key }, closed), { maxItems: 100 })),
    reason: Reason,
    proposal: Type.Optional(
      Type.Integer({ minimum: 1, description: 'Revision at which another person proposed it: where it goes past a signature' }),
    ),
  },
  closed,
);
export const ProposeTokenMove = Type.Omit(MoveToken, ['proposal']);
export const ChangeTimer = Type.Object({ due: Instant, reason: Reason }, closed);
export const EnableActivity = Type.Object({ node: Key }, closed);
export const MigrateCases = Type.Object(
  {
    cases: Type.Array(Uuid, { minItems: 1, maxItems: 200, uniqueItems: true }),
    definition: Uuid,
    map: Type.Optional(Type.Record(Key, Key, { maxProperties: 1_000 })),
    dryRun: Type.Optional(Type.Boolean()),
    reason: Reason,
  },
  closed,
);
export const MigrateOutcome = component(
  'MigrateOutcome',
  Type.Object({ items: Type.Array(Type.Object({ caseId: Uuid, result: StepResult }, closed)), dryRun: Type.Boolean() }, closed),
);
