import Type from 'typebox';
import { component } from './component.ts';
import { pageOf } from './page.ts';
import { closed, Instant, JsonValue, OneOf, Revision } from './scalars.ts';

const Bilingual = Type.Object({ vi: Type.String(), en: Type.String() }, closed);

const Gap = Type.Object(
  {
    side: OneOf(['below', 'above', 'at'], {
      description: 'below: so much is missing; above: so much too much; at: the bound does not count',
    }),
    amount: Type.Union([
      Type.Object({ kind: OneOf(['number']), value: Type.String() }, closed),
      Type.Object({ kind: OneOf(['term']), years: Type.Integer(), months: Type.Integer(), days: Type.Integer() }, closed),
    ]),
  },
  closed,
);
const Rule = Type.Object(
  {
    rule: Type.String(),
    number: Type.Integer({ description: 'Position in the table, from 1' }),
    state: OneOf(['fired', 'failed', 'skipped']),
    output: Type.Optional(JsonValue),
    failed: Type.Array(Type.Object({ label: Type.String(), value: JsonValue, condition: Type.String(), gap: Type.Optional(Gap) }, closed)),
    note: Type.Optional(Type.String()),
    unsettled: Type.Optional(Type.String({ description: 'Source of a rule that is to be verified' })),
  },
  closed,
);
const Table = Type.Object(
  {
    table: Type.String(),
    inputs: Type.Array(Type.Object({ label: Type.String(), value: JsonValue }, closed)),
    outputs: Type.Array(Type.String()),
    rules: Type.Array(Rule),
  },
  closed,
);

/** A decision of a case: what went in and came out, which rule fired, and why the others did not. */
export const ExplainedDecision = component(
  'ExplainedDecision',
  Type.Object(
    {
      revision: Revision,
      at: Instant,
      node: Type.String(),
      name: Type.String({ description: 'Of the model, as its author called it' }),
      decision: Type.String(),
      version: Type.String(),
      inputs: Type.Record(Type.String(), JsonValue),
      output: JsonValue,
      tables: Type.Array(Table),
      undetermined: Type.Array(Type.Object({ rule: Type.String(), source: Type.String(), fingerprint: Type.String() }, closed), {
        description: 'Rules that fired and are to be verified (cần xác minh)',
      }),
      favourable: Type.Array(
        Type.Object(
          {
            asOf: Type.String(),
            version: Type.String(),
            output: JsonValue,
            rank: Type.Array(Type.Number()),
            chosen: Type.Optional(Type.Boolean()),
          },
          closed,
        ),
      ),
      reproduced: Type.Boolean({ description: 'false: deciding again gave another answer, so the rules do not explain the one given' }),
      text: Type.Array(Bilingual),
    },
    closed,
  ),
);
export const ExplainedDecisionPage = pageOf('ExplainedDecisionPage', ExplainedDecision);
