/** Registers of numbers: one for each agency, year and kind of document. Days are dates at the agency. */
import Type from 'typebox';
import { component } from './component.ts';
import { NUMBER_KIND, NUMBER_PATTERN } from './number-pattern.ts';
import { pageOf } from './page.ts';
import { closed, Cursor, Instant, Key, Limit, OneOf, Reason, Text, UnitPath, Uuid } from './scalars.ts';

const Day = Type.String({ format: 'date' });
const Id = Type.Integer({ minimum: 1, maximum: 2_147_483_647 });
const Year = Type.Integer({ minimum: 1_900, maximum: 9_999 });
const STATES = ['reserved', 'used', 'void'] as const;
const CHANNELS = ['electronic', 'paper'] as const;
const Count = Type.Integer({ minimum: 1, maximum: 9_999 });

export const NumberRegister = component(
  'NumberRegister',
  Type.Object(
    {
      id: Type.Integer(),
      unitPath: Type.String({ description: 'The agency that issues, or the one that follows it' }),
      unitName: Type.String(),
      year: Type.Integer(),
      series: Type.String({ description: 'The kind of document, or the series of its own that a module names' }),
      last: Type.Integer({ description: 'Ordinals given so far: 1 to this, each with its row' }),
      lastDay: Type.Optional(Day),
      reserved: Type.Integer(),
      used: Type.Integer(),
      void: Type.Integer(),
    },
    closed,
  ),
);
export const NumberRegisterPage = pageOf('NumberRegisterPage', NumberRegister);
export const NumberRegisterQuery = Type.Object(
  {
    under: Type.Optional(UnitPath),
    year: Type.Optional(Year),
    series: Type.Optional(Text(50)),
    limit: Limit,
    cursor: Type.Optional(Cursor),
  },
  closed,
);
export const RegisterParams = Type.Object({ register: Id }, closed);
export const NumberParams = Type.Object({ register: Id, ordinal: Id }, closed);

const facts = {
  subject: Type.Optional(Text(500)),
  signer: Type.Optional(Text(200)),
  signerPosition: Type.Optional(Text(200)),
  recipients: Type.Optional(Text(2_000)),
  keeper: Type.Optional(Type.String({ minLength: 1, maxLength: 200, description: 'Who keeps the file copy' })),
  pages: Type.Optional(Count),
  copies: Type.Optional(Count),
  note: Type.Optional(Text(2_000)),
};
const optionalText = Type.Optional(Type.String());
export const NumberEntry = component(
  'NumberEntry',
  Type.Object(
    {
      register: Type.Integer(),
      ordinal: Type.Integer(),
      kind: Type.String(),
      number: Type.String({ description: 'Number and symbol, such as 05/QĐ-TA' }),
      symbol: Type.String(),
      day: Day,
      state: OneOf(STATES),
      channel: OneOf(CHANNELS),
      caseId: optionalText,
      document: Type.Optional(Type.String({ description: 'Key of the document in its module' })),
      documentId: optionalText,
      ...facts,
      signedOn: Type.Optional(Day),
      reservedAt: Instant,
      reservedBy: Type.String(),
      reservedPerson: optionalText,
      usedAt: Type.Optional(Instant),
      usedBy: optionalText,
      usedPerson: optionalText,
      voidedAt: Type.Optional(Instant),
      voidedBy: optionalText,
      voidedPerson: optionalText,
      voidReason: optionalText,
    },
    closed,
  ),
);
export const NumberEntryPage = pageOf('NumberEntryPage', NumberEntry);
const filter = {
  state: Type.Optional(OneOf(STATES)),
  channel: Type.Optional(OneOf(CHANNELS)),
  from: Type.Optional(Day),
  to: Type.Optional(Day),
  caseId: Type.Optional(Uuid),
  text: Type.Optional(Type.String({ minLength: 1, maxLength: 200, description: 'Part of the number or the subject' })),
};
export const NumberEntryQuery = Type.Object({ ...filter, limit: Limit, cursor: Type.Optional(Cursor) }, closed);
export const NumberExportFilter = Type.Object(filter, closed);

export const ReserveNumber = Type.Object(
  {
    unit: UnitPath,
    kind: Type.String({ pattern: NUMBER_KIND, description: 'Abbreviation of the kind: QĐ, TB, CV' }),
    symbol: Type.Optional(
      Type.String({ pattern: NUMBER_PATTERN, maxLength: 100, description: 'Such as {number}/{year}/HSQĐ-CA; the usual one when left out' }),
    ),
    series: Type.Optional(Text(50)),
    subject: Text(500),
    case: Type.Optional(Uuid),
    document: Type.Optional(Key),
  },
  closed,
);
export const UseNumber = Type.Object({ ...facts, signedOn: Day }, closed);
export const VoidNumber = Type.Object({ reason: Reason }, closed);

const by = Type.Object({ register: Id, ordinal: Id }, { ...closed, description: 'The issued document that says so' });
export const AmendDocument = Type.Object({ kind: OneOf(['correction', 'replacement']), by, reason: Reason }, closed);
export const AmendedDocument = component('AmendedDocument', Type.Object({ amendment: Type.Integer() }, closed));
const receiver = Type.Object(
  {
    receiver: Type.String({ minLength: 1, maxLength: 300, description: 'A role in the unit; without a unit a body outside, by its name' }),
    unit: Type.Optional(UnitPath),
  },
  closed,
);
export const RecallDocument = Type.Object(
  {
    by,
    reason: Reason,
    receivers: Type.Optional(Type.Array(receiver, { maxItems: 200, description: 'Beside those whom the case sent the document to' })),
  },
  closed,
);
export const RecalledDocument = component(
  'RecalledDocument',
  Type.Object({ amendment: Type.Integer(), receivers: Type.Integer() }, closed),
);
const amendment = {
  id: Type.Integer(),
  kind: OneOf(['correction', 'replacement', 'recall']),
  register: Type.Integer(),
  ordinal: Type.Integer(),
  number: Type.String(),
  day: Day,
  byRegister: Type.Integer(),
  byOrdinal: Type.Integer(),
  byNumber: Type.String(),
  byDay: Day,
  reason: Type.String(),
  at: Instant,
};
export const AmendmentPage = pageOf('AmendmentPage', component('Amendment', Type.Object(amendment, closed)));

const Figure = Type.Integer({ minimum: 0 });
const agency = { OrganId: Type.String({ description: 'Empty where its number is not on record' }), OrganName: Type.String() };
const { OrganName, OrganId } = agency;
export const DocumentMetadata = component(
  'DocumentMetadata',
  Type.Object(
    {
      FileCode: Type.Object({ OrganId, FileCatalog: Figure, FileNotation: Type.String() }, closed),
      DocOrdinal: Figure,
      TypeName: Type.String(),
      CodeNumber: Type.String(),
      CodeNotation: Type.String(),
      IssuedDate: Type.String({ description: 'DD/MM/YYYY' }),
      OrganName,
      Subject: Type.String(),
      Language: Type.String(),
      PageAmount: Type.Integer({ minimum: 0, description: '0 where nobody has counted them' }),
      Description: Type.String(),
      SignerInfo: Type.Object({ Position: Type.String(), FullName: Type.String() }, closed),
      To: Type.Array(Type.Object(agency, closed)),
      Priority: Figure,
      IssuedAmount: Figure,
      DueDate: Type.String({ description: 'DD/MM/YYYY or empty' }),
    },
    { ...closed, description: 'Names and lengths are those of NĐ 30/2020, Phụ lục VI' },
  ),
);
