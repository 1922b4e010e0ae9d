/** Persons that cases are about, and what happens to them. */
import Type from 'typebox';
import { component } from './component.ts';
import { pageOf } from './page.ts';
import { closed, Cursor, Instant, Limit, OneOf, PersonId, Reason, Text, UnitPath, Uuid } from './scalars.ts';

const Kind = Type.String({ pattern: '^[A-Za-z][A-Za-z0-9_-]{0,63}$' });
const Day = Type.String({ format: 'date' });
const facts = {
  kind: Kind,
  name: Text(200),
  otherNames: Type.Optional(Type.Array(Text(200), { maxItems: 20 })),
  identityNumber: Type.Optional(Type.String({ pattern: '^\\d{12}$', description: 'Số định danh cá nhân' })),
  fileNumber: Type.Optional(Type.String({ minLength: 1, maxLength: 100, description: 'Số hồ sơ thi hành án hình sự' })),
  birth: Type.Optional(Type.String({ pattern: '^\\d{4}(-\\d{2}(-\\d{2})?)?$', description: 'A date, a month or a year' })),
  unitPath: UnitPath,
};

const ShownNumber = Type.Optional(Type.String({ pattern: '^(\\d{12}|•••)$', description: 'Số định danh cá nhân; ••• where it is masked' }));

export const Person = component(
  'Person',
  Type.Object(
    { id: PersonId, ...facts, identityNumber: ShownNumber, revision: Type.Integer(), createdAt: Instant, updatedAt: Instant },
    closed,
  ),
);
export const PersonPage = pageOf('PersonPage', Person);
export const PersonParams = Type.Object({ person: PersonId }, closed);
export const PersonQuery = Type.Object(
  {
    text: Type.Optional(Text(200)),
    kind: Type.Optional(Kind),
    unitPath: Type.Optional(UnitPath),
    identityNumber: Type.Optional(Type.String({ pattern: '^\\d{12}$', description: 'Found only where a stated purpose lets it be read' })),
    limit: Limit,
    cursor: Type.Optional(Cursor),
  },
  closed,
);
export const RegisterPerson = Type.Object(facts, closed);
export const RegisterOutcome = component('RegisterOutcome', Type.Object({ person: PersonId, isNew: Type.Boolean() }, closed));
export const ChangePerson = Type.Object({ ...Type.Partial(Type.Object(facts)).properties, reason: Reason }, closed);
export const ChangeOutcome = component('PersonChange', Type.Object({ person: PersonId, revision: Type.Integer() }, closed));

export const PersonEventKindPage = pageOf(
  'PersonEventKindPage',
  Type.Object({ key: Type.String(), name: Type.Object({ vi: Type.String(), en: Type.String() }, closed) }, closed),
);
const eventFields = {
  id: Uuid,
  person: PersonId,
  kind: Type.String(),
  date: Day,
  document: Type.String(),
  reason: Type.String(),
  account: Type.String(),
  reportedBy: Type.Optional(Type.String()),
  at: Instant,
  expiresAt: Type.Optional(Instant),
  supersedes: Type.Optional(Uuid),
  supersededBy: Type.Optional(Uuid),
};
export const PersonEventPage = pageOf('PersonEventPage', Type.Object(eventFields, closed));
export const CasePersonEventPage = pageOf(
  'CasePersonEventPage',
  Type.Object(
    {
      ...eventFields,
      state: OneOf(['delivered', 'unheard', 'withdrawn'], {
        description: 'unheard: the diagram does not listen to it now; a person must look',
      }),
      heardAt: Type.Optional(Instant),
    },
    closed,
  ),
);
export const ReportPersonEvent = Type.Object(
  { kind: Kind, date: Day, document: Text(500), reason: Reason, expiresAt: Type.Optional(Instant) },
  closed,
);
export const PersonEventParams = Type.Object({ event: Uuid }, closed);
export const SupersedePersonEvent = Type.Object({ document: Text(500), reason: Reason }, closed);
export const PersonEventOutcome = component(
  'PersonEventOutcome',
  Type.Object({ event: Uuid, isNew: Type.Boolean(), cases: Type.Integer({ description: 'Open cases that hear of it' }) }, closed),
);
export const RelatedQuery = Type.Object({ limit: Limit, cursor: Type.Optional(Cursor) }, closed);
