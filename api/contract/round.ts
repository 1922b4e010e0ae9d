/** Rounds (đợt): a case with a list of lines, each a case of its own. */
import Type from 'typebox';
import { component } from './component.ts';
import { pageOf } from './page.ts';
import { RegisterPerson } from './person.ts';
import { closed, Cursor, Instant, JsonValue, Key, Limit, OneOf, PersonId, Reason, Text, Uuid, Variables } from './scalars.ts';
import { Refusal, StepResult } from './step-outcome.ts';
import { CaseStatus } from './task.ts';

export const RoundParams = Type.Object({ round: Uuid }, closed);
const LineState = OneOf(['active', 'ended', 'struck', 'moved', 'express']);
const numbers = Type.Record(Type.String(), Type.Integer());

export const RoundView = component(
  'RoundView',
  Type.Object(
    {
      round: Uuid,
      lineProcedure: Type.String(),
      open: Type.Boolean({ description: 'Lines may join' }),
      states: Type.Object(
        {
          active: Type.Integer(),
          ended: Type.Integer(),
          struck: Type.Integer({ description: 'Struck off the list' }),
          moved: Type.Integer({ description: 'Put off to another round' }),
          express: Type.Integer({ description: 'Taken out, to go on by themselves' }),
        },
        closed,
      ),
      gates: Type.Record(Type.String(), Type.Integer(), { description: 'Lines that have come there' }),
      results: numbers,
    },
    closed,
  ),
);

export const Line = component(
  'Line',
  Type.Object(
    {
      line: Uuid,
      ordinal: Type.Integer({ description: 'Rises in the order of the list' }),
      code: Type.String(),
      title: Type.String(),
      status: CaseStatus,
      person: Type.Optional(PersonId),
      state: LineState,
      gates: Type.Array(Type.String()),
      result: Type.Optional(JsonValue),
      endedHow: Type.Optional(Type.String()),
      reason: Type.Optional(Type.String()),
      movedTo: Type.Optional(Uuid),
      changedAt: Instant,
    },
    closed,
  ),
);
export const LinePage = pageOf('LinePage', Line);
export const LineQuery = Type.Object(
  {
    state: Type.Optional(LineState),
    gate: Type.Optional(Key),
    notAtGate: Type.Optional(Key),
    limit: Limit,
    cursor: Type.Optional(Cursor),
  },
  closed,
);

const lineFields = {
  person: Type.Optional(PersonId),
  businessKey: Type.Optional(Text(200)),
  title: Type.Optional(Text(300)),
  variables: Type.Optional(Variables),
};
export const AddLine = Type.Object(lineFields, closed);
const MOST = { minItems: 1, maxItems: 1_000 };
export const ImportLines = Type.Object(
  { lines: Type.Array(Type.Object({ ...lineFields, facts: Type.Optional(RegisterPerson) }, closed), MOST) },
  closed,
);
export const ImportOutcome = component(
  'ImportOutcome',
  Type.Object(
    {
      items: Type.Array(
        Type.Union([
          Type.Object(
            {
              ok: Type.Literal(true),
              outcome: Type.Object({ caseId: Uuid, code: Type.String(), person: Type.Optional(PersonId) }, closed),
            },
            closed,
          ),
          Type.Object({ ok: Type.Literal(false), refusal: Refusal }, closed),
        ]),
      ),
    },
    closed,
  ),
);

// a row that names no line of the round is answered as such a row, so ids are not checked here
const line = Text(100);
export const DecideLines = Type.Object(
  {
    node: Key,
    reason: Type.Optional(Reason),
    lines: Type.Array(
      Type.Object({ line, outcome: Type.Optional(Text(100)), reason: Type.Optional(Reason), variables: Type.Optional(Variables) }, closed),
      MOST,
    ),
  },
  closed,
);
export const CastVotes = Type.Object(
  {
    node: Key,
    minutes: Type.Optional(Text(500)),
    votes: Type.Array(
      Type.Object({ line, choice: Text(200), member: Type.Optional(Text(200)), reason: Type.Optional(Reason) }, closed),
      MOST,
    ),
  },
  closed,
);
export const StrikeLines = Type.Object({ lines: Type.Array(Type.Object({ line, reason: Reason }, closed), MOST) }, closed);
export const MoveLines = Type.Object(
  {
    to: Type.Optional(Type.String({ format: 'uuid', description: 'Another round; without it the lines go on by themselves' })),
    lines: Type.Optional(Type.Array(line, { ...MOST, description: 'All that are under way when absent' })),
    reason: Reason,
  },
  closed,
);
export const LineResults = component(
  'LineResults',
  Type.Object({ items: Type.Array(Type.Object({ line: Type.String(), result: StepResult }, closed)) }, closed),
);
