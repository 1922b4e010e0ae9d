import Type from 'typebox';
import { component } from './component.ts';
import { pageOf } from './page.ts';
import { closed, Cursor, Instant, JsonValue, Key, Limit, OneOf } from './scalars.ts';

const Bilingual = Type.Object({ vi: Type.String(), en: Type.String() }, closed);
const Day = Type.String({ format: 'date' });

/** One version of an entry of the register; it never changes. */
export const RegisterVersion = component(
  'RegisterVersion',
  Type.Object(
    {
      version: Type.String(),
      kind: Type.String({ description: 'term, number, fraction, dates, age, length, text or enum' }),
      value: JsonValue,
      unit: Type.Optional(Type.String()),
      title: Type.Optional(Bilingual),
      citation: Type.String(),
      confidence: OneOf(['A', 'B', 'C']),
      settled: Type.Boolean({ description: 'false: to be verified by a jurist' }),
      validFrom: Day,
      validTo: Type.Optional(Day),
      running: OneOf(['keep', 'recompute']),
      status: OneOf(['proposed', 'active', 'rejected', 'withdrawn']),
      note: Type.Optional(Type.String()),
      proposedBy: Type.String(),
      proposedAt: Instant,
      decidedBy: Type.Optional(Type.String()),
      decidedAt: Type.Optional(Instant),
      caseId: Type.Optional(Type.String({ format: 'uuid', description: 'The case that proposed it; none of what was installed' })),
      entry: JsonValue,
    },
    closed,
  ),
);
export const RegisterItem = component(
  'RegisterItem',
  Type.Object(
    {
      key: Type.String(),
      title: Type.Optional(Bilingual),
      inForce: Type.Optional(Type.String({ description: 'Version in force on the day asked for' })),
      toBeVerified: Type.Boolean(),
      versions: Type.Array(RegisterVersion, { description: 'History, the latest first day first' }),
    },
    closed,
  ),
);
export const RegisterPage = pageOf('RegisterPage', RegisterItem);
export const RegisterQuery = Type.Object(
  {
    key: Type.Optional(Key),
    prefix: Type.Optional(Key),
    limit: Limit,
    cursor: Type.Optional(Cursor),
    day: Type.Optional(Type.String({ format: 'date', description: 'Whose law; today where it is not given' })),
  },
  closed,
);
