/** Lists of requests for accounts: looked at row by row, then sent as one. */
import Type from 'typebox';
import { component } from './component.ts';
import { closed, JsonValue } from './scalars.ts';
import { Refusal, StartOutcome } from './step-outcome.ts';

export const UploadedList = Type.Object({
  file: Type.String({ format: 'binary', description: 'CSV (UTF-8) or XLSX, up to 2 MB and 200 rows' }),
});
export const ImportQuery = Type.Object(
  {
    lines: Type.Optional(
      Type.Array(Type.Integer({ minimum: 1, maximum: 1_000_000 }), {
        maxItems: 200,
        description: 'Only these rows of the list; all of them when left out',
      }),
    ),
  },
  closed,
);
const line = Type.Integer({ description: 'As the spreadsheet numbers it' });
const problem = Type.Object(
  { column: Type.Optional(Type.String()), code: Type.String(), message: Type.String(), remedy: Type.Optional(Type.String()) },
  closed,
);
export const ImportPreview = component(
  'ImportPreview',
  Type.Object(
    {
      columns: Type.Array(Type.Object({ key: Type.String(), name: Type.String() }, closed)),
      rows: Type.Array(Type.Object({ line, request: JsonValue, problems: Type.Array(problem) }, closed)),
      valid: Type.Integer({ description: 'Rows without problems' }),
      invalid: Type.Integer({ description: 'Rows that must be put right, or left out, before the list can be sent' }),
    },
    closed,
  ),
);
export const ImportOutcome = component(
  'ImportOutcome',
  Type.Object(
    {
      items: Type.Array(
        Type.Union([
          Type.Object({ line, ok: Type.Literal(true), outcome: StartOutcome }, closed),
          Type.Object({ line, ok: Type.Literal(false), refusal: Refusal }, closed),
        ]),
      ),
    },
    closed,
  ),
);
