/** Names for what other answers speak of by id. */
import Type from 'typebox';
import { component } from './component.ts';
import { closed, Key, Text, UnitPath } from './scalars.ts';

const MOST = 100;

export const NamesQuery = Type.Object(
  {
    persons: Type.Optional(Type.Array(Text(200), { maxItems: MOST, description: 'Ids of officials or of their accounts' })),
    units: Type.Optional(Type.Array(UnitPath, { maxItems: MOST })),
    procedures: Type.Optional(Type.Array(Key, { maxItems: MOST })),
  },
  closed,
);
export const Names = component(
  'Names',
  Type.Object(
    {
      persons: Type.Record(Type.String(), Type.String(), { description: 'By the id that was asked; nobody of that id is absent' }),
      units: Type.Record(Type.String(), Type.String(), { description: 'By path' }),
      procedures: Type.Record(Type.String(), Type.String(), { description: 'By key, as the newest version is called' }),
    },
    closed,
  ),
);
