/** A template of a document, as it lies in `templates/<document>.template.json` of a module. Explained in docs/documents.md. */
import Type, { type Static } from 'typebox';
import { Compile } from 'typebox/compile';

const Strict = { additionalProperties: false };
/** Text with `{{ FEEL | format }}` in it. */
const Text = Type.String({ minLength: 1 });
/** FEEL that is true or false: whether the part is there. */
const When = Type.Optional(Type.String({ minLength: 1 }));
/** FEEL that is a list, and the name of one of it in the texts. */
const Each = { each: Type.String({ minLength: 1 }), as: Type.String({ pattern: '^[a-z][A-Za-z0-9]*$' }) };
const Field = Type.String({ pattern: '^[a-z][A-Za-z0-9-]*$' });
const ALIGN = Type.Union([Type.Literal('left'), Type.Literal('centre'), Type.Literal('right'), Type.Literal('justify')]);
const Clause = Type.Object({ text: Text, when: When }, Strict);
const Marker = Type.Optional(Type.Union([Type.Literal('dash'), Type.Literal('number'), Type.Literal('letter')]));

const TableShape = Type.Object(
  {
    ...Each,
    /** a first column that counts the rows: TT */
    numbered: Type.Optional(Type.Boolean()),
    /** `width`: share of the width beside the others; `text`: of the cell */
    columns: Type.Array(
      Type.Object({ heading: Text, width: Type.Number({ exclusiveMinimum: 0 }), text: Text, align: Type.Optional(ALIGN) }, Strict),
      {
        minItems: 1,
      },
    ),
    /** what stands there when there are no rows; without it the table is left out */
    empty: Type.Optional(Text),
  },
  Strict,
);

/** One part of the body: exactly one of the contents. */
const Part = Type.Object(
  {
    when: When,
    paragraph: Type.Optional(Text),
    /** of a paragraph */
    style: Type.Optional(
      Type.Union([
        Type.Literal('bold'),
        Type.Literal('italic'),
        Type.Literal('centred'),
        Type.Literal('centredBold'),
        Type.Literal('unindented'),
      ]),
    ),
    /** numbered with Roman figures, in capitals */
    heading: Type.Optional(Text),
    /** numbered: Điều 1. */
    article: Type.Optional(Text),
    /** fixed items */
    points: Type.Optional(Type.Array(Clause, { minItems: 1 })),
    /** an item for each of a list */
    items: Type.Optional(Type.Object({ ...Each, text: Text, empty: Type.Optional(Text) }, Strict)),
    marker: Marker,
    table: Type.Optional(TableShape),
  },
  Strict,
);

const SignatureShape = Type.Object(
  {
    /** name of the field in the document */
    field: Field,
    /** title in words, where whoever signs brings none: CHÁNH ÁN */
    title: Text,
    /** name, where whoever signs brings none: of a party of the case */
    name: Type.Optional(Text),
    /** below the title: Ký, ghi rõ họ tên */
    note: Type.Optional(Text),
    /** the seal of the agency stands over it */
    seal: Type.Optional(Type.Literal(true)),
    when: When,
  },
  Strict,
);

const Bilingual = Type.Object({ vi: Type.String({ minLength: 1 }), en: Type.String({ minLength: 1 }) }, Strict);

const Template = Type.Object(
  {
    /** key in documents.json */
    document: Field,
    /** titled: has a type (QUYẾT ĐỊNH); letter: công văn; personal: written by a person, without an agency */
    layout: Type.Union([Type.Literal('titled'), Type.Literal('letter'), Type.Literal('personal')]),
    /** the page lies down, for a table that an upright page is too narrow for (N30 PL I) */
    landscape: Type.Optional(Type.Boolean()),
    /** in place of the letterhead's */
    agency: Type.Optional(Type.Object({ parent: Type.Optional(Text), name: Text }, Strict)),
    /** after the number: QĐ-CA; without it the document has no number */
    symbol: Type.Optional(Text),
    /** type of the document in words */
    title: Type.Optional(Text),
    subject: Text,
    /** who decides, in capitals below the subject: CHÁNH ÁN TÒA ÁN … */
    authority: Type.Optional(Text),
    /** Căn cứ … */
    bases: Type.Optional(Type.Array(Clause)),
    /** Kính gửi */
    addressees: Type.Optional(Type.Array(Clause, { minItems: 1 })),
    body: Type.Array(Part, { minItems: 1 }),
    recipients: Type.Optional(Type.Array(Clause)),
    /** what follows `Lưu:` in the last line of the recipients */
    archive: Type.Optional(Text),
    signatures: Type.Array(SignatureShape, { minItems: 1 }),
    appendices: Type.Optional(
      Type.Array(
        Type.Object({ title: Text, body: Type.Array(Part, { minItems: 1 }), landscape: Type.Optional(Type.Boolean()), when: When }, Strict),
      ),
    ),
    /** degree of urgency, boxed in red */
    urgency: Type.Optional(Type.Union([Type.Literal('HỎA TỐC'), Type.Literal('THƯỢNG KHẨN'), Type.Literal('KHẨN')])),
    /** note on circulation, boxed */
    circulation: Type.Optional(Text),
    /** the law that says what it must contain */
    citation: Type.String({ minLength: 1 }),
    confidence: Type.Union([Type.Literal('A'), Type.Literal('B'), Type.Literal('C')]),
    /** what a jurist has to confirm before it is used */
    unverified: Type.Optional(Type.Array(Bilingual)),
  },
  Strict,
);

export type DocumentTemplate = Static<typeof Template>;
export type TemplatePart = Static<typeof Part>;
export const templateShape = Compile(Template);
/** The contents of which each part has exactly one. */
export const PART_CONTENTS = ['paragraph', 'heading', 'article', 'points', 'items', 'table'] as const;
