/** Absence cover: who acts for whom, how far, from when to when. Persons are holders of accounts. */
import Type from 'typebox';
import { component } from './component.ts';
import { pageOf } from './page.ts';
import { closed, Cursor, Instant, Key, Limit, Reason, Text, UnitPath } from './scalars.ts';

const MOST = 50;
const scope = {
  procedures: Type.Array(Key, { maxItems: MOST, description: 'Keys of procedures; empty: all that may be covered' }),
  units: Type.Array(UnitPath, { maxItems: MOST, description: 'With all below them; empty: wherever the absent person has rights' }),
  roles: Type.Array(Text(100), { maxItems: MOST, description: 'Empty: all that the substitute may cover' }),
};
const period = { validFrom: Instant, validTo: Type.String({ format: 'date-time', description: 'When it no longer holds' }) };
const basis = Type.Optional(Type.String({ minLength: 1, maxLength: 500, description: 'The paper that orders it' }));

export const AppointSubstitute = Type.Object(
  {
    absent: Type.Optional(Type.String({ minLength: 1, maxLength: 200, description: 'Person; the caller when left out' })),
    substitute: Text(200),
    ...Type.Partial(Type.Object(scope)).properties,
    ...period,
    reason: Reason,
    basis,
  },
  closed,
);
export const AppointedSubstitute = component('AppointedSubstitute', Type.Object({ id: Type.Integer() }, closed));
export const SubstitutionParams = Type.Object({ substitution: Type.Integer({ minimum: 1, maximum: 2_147_483_647 }) }, closed);
export const EndSubstitution = Type.Object({ reason: Reason }, closed);
export const EndedSubstitution = component('EndedSubstitution', Type.Object({ ended: Type.Literal(true) }, closed));

export const Substitution = component(
  'Substitution',
  Type.Object(
    {
      id: Type.Integer(),
      absent: Type.String(),
      absentName: Type.String(),
      unitPath: Type.String(),
      substitute: Type.String(),
      substituteName: Type.String(),
      ...scope,
      ...period,
      reason: Type.String(),
      basis: Type.Optional(Type.String()),
      createdBy: Type.String(),
      createdPerson: Type.String(),
      createdAt: Instant,
      endedAt: Type.Optional(Instant),
      endedBy: Type.Optional(Type.String()),
      endReason: Type.Optional(Type.String()),
    },
    closed,
  ),
);
export const SubstituteQuery = Type.Object(
  {
    absent: Type.Optional(Type.String({ minLength: 1, maxLength: 200, description: 'Person; the caller when left out' })),
    text: Type.Optional(Text(200)),
  },
  closed,
);
export const Substitutes = component(
  'Substitutes',
  Type.Object(
    {
      candidates: Type.Array(
        Type.Object(
          {
            person: Type.String(),
            name: Type.String(),
            title: Type.Optional(Type.String()),
            unitPath: Type.String(),
            roles: Type.Array(Type.String(), { description: 'Of the absent person, which this one may cover' }),
          },
          closed,
        ),
      ),
    },
    closed,
  ),
);
export const SubstitutionPage = pageOf('SubstitutionPage', Substitution);
export const SubstitutionQuery = Type.Object(
  {
    absent: Type.Optional(Text(200)),
    substitute: Type.Optional(Text(200)),
    current: Type.Optional(Type.Boolean({ description: 'Only those in force now' })),
    limit: Limit,
    cursor: Type.Optional(Cursor),
  },
  closed,
);
