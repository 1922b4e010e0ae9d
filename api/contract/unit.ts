/** Units by time, and changes of units. What changes them is a case of the procedure `unit-change`. */
import Type from 'typebox';
import { component } from './component.ts';
import { NUMBER_KIND } from './number-pattern.ts';
import { pageOf } from './page.ts';
import { closed, Cursor, Instant, JsonValue, Key, Limit, OneOf, Text, UnitPath } from './scalars.ts';

const Day = Type.String({ format: 'date' });
const MOST = 200;
const fields = {
  id: Type.String(),
  path: Type.String(),
  name: Type.String(),
  kind: Type.String(),
  abbreviation: Type.Optional(Type.String({ description: 'Stands for it in the numbers of its documents' })),
  validFrom: Type.Optional(Day),
  validTo: Type.Optional(Type.String({ format: 'date', description: 'The first day on which the unit is no more' })),
  successor: Type.Optional(Type.String({ description: 'Path of the unit that follows it now' })),
};
export const Unit = component(
  'Unit',
  Type.Object(
    { ...fields, hasUnits: Type.Optional(Type.Boolean({ description: 'There are units below it; told where `depth` was asked for' })) },
    closed,
  ),
);
export const UnitPage = pageOf('UnitPage', Unit);
export const UnitQuery = Type.Object(
  {
    on: Type.Optional(Type.String({ format: 'date', description: 'As it was on this day; today when left out' })),
    under: Type.Optional(UnitPath),
    depth: Type.Optional(
      Type.Integer({
        minimum: 1,
        maximum: 20,
        description: 'Only so many levels below `under`, which is among them; from the top when that is left out',
      }),
    ),
    kind: Type.Optional(Type.Array(Key, { maxItems: 20 })),
    text: Type.Optional(Text(200)),
    limit: Limit,
    cursor: Type.Optional(Cursor),
  },
  closed,
);
export const UnitParams = Type.Object({ path: UnitPath }, closed);
const term = {
  path: Type.String(),
  name: Type.String(),
  abbreviation: Type.Optional(Type.String()),
  validFrom: Type.Optional(Day),
  validTo: Type.Optional(Day),
  change: Type.Optional(Type.Integer()),
};
export const UnitView = component('UnitView', Type.Object({ ...fields, terms: Type.Array(Type.Object(term, closed)) }, closed));
export const UnitKindPage = pageOf(
  'UnitKindPage',
  Type.Object({ key: Type.String(), name: Type.Object({ vi: Type.String(), en: Type.String() }, closed) }, closed),
);
export const UnitKindQuery = Type.Object({ limit: Limit, cursor: Type.Optional(Cursor) }, closed);

const texts = (maxLength: number) => Type.Optional(Type.Array(Text(maxLength), { maxItems: MOST }));
const successor = Type.Object(
  {
    path: UnitPath,
    name: Type.Optional(Text(300)),
    abbreviation: Type.Optional(Type.String({ pattern: NUMBER_KIND, description: 'The one in use stays when left out' })),
    kind: Type.Optional(Key),
    units: Type.Optional(Type.Array(UnitPath, { maxItems: MOST, description: 'Units below the old one that go here' })),
    procedures: texts(255),
    cases: texts(100),
    persons: texts(200),
  },
  closed,
);
export const PreviewUnitChange = Type.Object(
  {
    operation: OneOf(['CREATE', 'RENAME', 'MERGE', 'SPLIT']),
    effectiveOn: Day,
    sources: Type.Array(UnitPath, { maxItems: 50 }),
    successors: Type.Array(successor, { maxItems: 50 }),
    default: Type.Optional(Type.String({ maxLength: 500, description: 'Of the successors: for what no rule names' })),
  },
  closed,
);
const count = Type.Integer();
export const UnitChangePreview = component(
  'UnitChangePreview',
  Type.Object(
    {
      problems: Type.Array(Type.Object({ code: Type.String(), unit: Type.Optional(Type.String()) }, closed)),
      moves: Type.Array(Type.Object({ from: Type.String(), to: Type.String(), cases: count }, closed)),
      units: count,
      cases: count,
      endedCases: count,
      tasks: count,
      persons: count,
      accounts: count,
      grants: count,
      positions: count,
      bindings: count,
      files: count,
    },
    closed,
  ),
);

export const UnitChange = component(
  'UnitChange',
  Type.Object(
    {
      id: Type.Integer(),
      operation: Type.String(),
      effectiveOn: Day,
      body: JsonValue,
      reason: Type.String(),
      basis: Type.String(),
      citation: Type.String(),
      proposedBy: Type.String(),
      approvedBy: Type.String(),
      approvedAt: Instant,
      caseId: Type.String(),
      state: OneOf(['approved', 'running', 'done']),
      startedAt: Type.Optional(Instant),
      doneAt: Type.Optional(Instant),
      moved: JsonValue,
    },
    closed,
  ),
);
export const UnitChangePage = pageOf('UnitChangePage', UnitChange);
export const UnitChangeQuery = Type.Object(
  { state: Type.Optional(OneOf(['approved', 'running', 'done'])), limit: Limit, cursor: Type.Optional(Cursor) },
  closed,
);
