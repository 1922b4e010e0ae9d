/** Shapes of the parts of a module that are data of its own: documents, notices, catalogues. Explained in docs/modules.md. */
import Type, { type Static } from 'typebox';
import { Compile } from 'typebox/compile';
import { BilingualText } from './manifest.ts';

const Strict = { additionalProperties: false };
const Key = Type.String({ pattern: '^[a-z][A-Za-z0-9-]*(\\.[A-Za-z0-9-]+)*$' });
const Day = Type.String({ pattern: '^\\d{4}-\\d{2}-\\d{2}$' });

const Documents = Type.Array(
  Type.Object(
    {
      key: Key,
      name: BilingualText,
      /** the abbreviation that stands in its number: QĐ, TB, BB, CV, GM … */
      type: Type.String({ minLength: 1, maxLength: 20 }),
      /** who is sent it, and by when: the key of a parameter */
      recipients: Type.Array(
        Type.Object({ role: Type.String({ minLength: 1 }), deadline: Type.Optional(Type.String({ minLength: 1 })) }, Strict),
      ),
      citation: Type.String(),
      confidence: Type.Union([Type.Literal('A'), Type.Literal('B'), Type.Literal('C')]),
    },
    Strict,
  ),
);

const Notices = Type.Array(
  Type.Object(
    {
      key: Key,
      /** with `{placeholders}` of the notice's data */
      text: BilingualText,
      channels: Type.Array(Type.String({ minLength: 1 }), { minItems: 1 }),
    },
    Strict,
  ),
);

/** An item may have more fields than these: what they mean is the catalogue's own. */
const Catalogue = Type.Object(
  {
    key: Key,
    name: BilingualText,
    version: Type.String({ minLength: 1 }),
    validFrom: Day,
    citation: Type.String(),
    items: Type.Array(
      Type.Object({
        code: Type.String({ minLength: 1 }),
        name: BilingualText,
        validFrom: Type.Optional(Day),
        validTo: Type.Optional(Day),
        parent: Type.Optional(Type.String({ minLength: 1 })),
      }),
    ),
  },
  Strict,
);

export type ModuleDocument = Static<typeof Documents>[number];
export type ModuleNotice = Static<typeof Notices>[number];
export type ModuleCatalogue = Static<typeof Catalogue>;
export const documentsShape = Compile(Documents);
export const noticesShape = Compile(Notices);
export const catalogueShape = Compile(Catalogue);
