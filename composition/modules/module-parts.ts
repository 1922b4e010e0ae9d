/** Shapes of the parts of a module that are data of its own: documents, notices. Explained in docs/modules.md. */
import Type, { type Static } from 'typebox';
import { Compile } from 'typebox/compile';
import { NUMBER_PATTERN } from '../../api/contract/number-pattern.ts';
import { BilingualText } from './manifest.ts';

const Strict = { additionalProperties: false };
const Key = Type.String({ pattern: '^[a-z][A-Za-z0-9-]*(\\.[A-Za-z0-9-]+)*$' });

const Documents = Type.Array(
  Type.Object(
    {
      key: Key,
      name: BilingualText,
      /** the abbreviation that stands in its number: QĐ, TB, BB, CV, GM … */
      type: Type.String({ minLength: 1, maxLength: 20 }),
      /** its number and symbol where the usual ones of its type do not do: `{number}/{year}/HSQĐ-CA` */
      symbol: Type.Optional(Type.String({ pattern: NUMBER_PATTERN })),
      /** a register of its own beside that of its type: of a council that uses the agency's seal */
      series: Type.Optional(Type.String({ minLength: 1, maxLength: 50 })),
      /** who is sent it, in which unit (the case's own without it; FEEL after `=`), and by when: the key of a parameter */
      recipients: Type.Array(
        Type.Object(
          {
            role: Type.String({ minLength: 1 }),
            unit: Type.Optional(Type.String({ minLength: 1 })),
            deadline: Type.Optional(Type.String({ minLength: 1 })),
          },
          Strict,
        ),
      ),
      /** why no step of the procedure asks for a signature: a book, a part of a file, or signed by whoever sends it */
      unsigned: Type.Optional(Type.String({ minLength: 1 })),
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

export type ModuleDocument = Static<typeof Documents>[number];
export type ModuleNotice = Static<typeof Notices>[number];
export const documentsShape = Compile(Documents);
export const noticesShape = Compile(Notices);
