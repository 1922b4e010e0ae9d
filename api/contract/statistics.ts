import Type from 'typebox';
import { component } from './component.ts';
import { closed, Key, OneOf, UnitPath } from './scalars.ts';

const Month = Type.String({ pattern: '^\\d{4}-(0[1-9]|1[0-2])$' });
export const CountQuery = Type.Object(
  { procedure: Type.Optional(Key), unitPath: Type.Optional(UnitPath), from: Type.Optional(Month), to: Type.Optional(Month) },
  closed,
);
export const CaseCounts = component(
  'CaseCounts',
  Type.Object(
    {
      least: Type.Integer({ description: 'Groups of fewer cases are not told' }),
      counts: Type.Array(
        Type.Object(
          {
            procedure: Type.String(),
            unitPath: Type.String(),
            month: Month,
            outcome: OneOf(['completed', 'terminated', 'cancelled', 'running']),
            cases: Type.Integer(),
          },
          closed,
        ),
      ),
    },
    closed,
  ),
);
