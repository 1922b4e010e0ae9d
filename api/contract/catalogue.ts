/** Lists that form fields take codes from. */
import Type from 'typebox';
import { component } from './component.ts';
import { closed, JsonValue, Key, Limit } from './scalars.ts';

const Bilingual = Type.Object({ vi: Type.String(), en: Type.String() }, closed);
const Day = Type.String({ format: 'date' });
const Code = Type.String({ minLength: 1, maxLength: 64 });

export const CatalogueItem = component(
  'CatalogueItem',
  Type.Object(
    {
      code: Type.String(),
      name: Bilingual,
      validFrom: Type.Optional(Day),
      validTo: Type.Optional(Type.String({ format: 'date', description: 'The first day on which it is not valid any more' })),
      parent: Type.Optional(Type.String()),
      successor: Type.Optional(Type.String({ description: 'The code that took its place' })),
      more: Type.Record(Type.String(), JsonValue),
    },
    closed,
  ),
);
export const CataloguePage = component(
  'CataloguePage',
  Type.Object(
    {
      key: Type.String(),
      name: Bilingual,
      version: Type.Integer(),
      citation: Type.String(),
      confidence: Type.String({ description: 'A: text read and in force; B: its parent was replaced; C: to be verified' }),
      validFrom: Day,
      items: Type.Array(CatalogueItem),
      next: Type.Optional(Type.String()),
    },
    closed,
  ),
);
export const CatalogueParams = Type.Object({ key: Key }, closed);
export const CatalogueQuery = Type.Object(
  {
    version: Type.Optional(Type.Integer({ minimum: 1, maximum: 1_000_000, description: 'As the form view names it' })),
    at: Type.Optional(Type.String({ format: 'date', description: 'Without `version`: the version in force on this day, default today' })),
    on: Type.Optional(Type.String({ format: 'date', description: 'Only items that are valid on this day; default `at`' })),
    all: Type.Boolean({ default: false, description: 'Also items that are not valid on that day' }),
    search: Type.Optional(
      Type.String({ maxLength: 200, description: 'Words in code or name; case and Vietnamese diacritics do not matter' }),
    ),
    parent: Type.Optional(Code),
    code: Type.Optional(Code),
    limit: Limit,
    cursor: Type.Optional(
      Type.String({ pattern: '^[0-9]{1,7}\\.[0-9]{1,7}$', maxLength: 15, description: 'The `next` of the page before.' }),
    ),
  },
  closed,
);
