/** The register of how work reaches its roles: who works here, in another system, on paper. */
import Type from 'typebox';
import { component } from './component.ts';
import { pageOf } from './page.ts';
import { closed, Cursor, Instant, Key, Limit, OneOf, Reason, Text, UnitPath } from './scalars.ts';

export const Day = Type.String({ format: 'date' });
const Role = Text(100);
const period = {
  validFrom: Day,
  validTo: Type.Optional(Type.String({ format: 'date', description: 'The first day on which it no longer holds' })),
};
const recorded = { reason: Type.String(), account: Type.String(), person: Type.Optional(Type.String()), at: Instant };

const bindingFields = {
  role: Type.Optional(Role),
  agencyType: Type.Optional(Text(100)),
  unitPath: UnitPath,
  mode: OneOf(['internal', 'exchange', 'paper', 'inherit'], { description: 'inherit: again as the unit above has it' }),
  partner: Type.Optional(UnitPath),
  clerkRole: Type.Optional(Role),
  fallbackRole: Type.Optional(Role),
  onBounce: Type.Optional(OneOf(['incident', 'paper'])),
  shares: Type.Optional(Type.Array(Key, { maxItems: 100 })),
  ...period,
};
export const BindRole = Type.Object({ ...bindingFields, reason: Reason }, closed);
export const RoleBinding = component('RoleBinding', Type.Object({ id: Type.Integer(), ...bindingFields, ...recorded }, closed));
const agencyFields = { role: Role, agencyType: Text(100), ...period };
export const AssignAgencyType = Type.Object({ ...agencyFields, reason: Reason }, closed);
export const RoleAgencyType = component('RoleAgencyType', Type.Object({ id: Type.Integer(), ...agencyFields, ...recorded }, closed));

const headFields = { unitPath: UnitPath, person: Type.Optional(Text(200)), role: Type.Optional(Role), ...period };
export const NameUnitHead = Type.Object(
  { ...headFields, reason: Reason },
  { ...closed, description: 'Without person and role: no head any more' },
);
export const UnitHeadEntry = component(
  'UnitHead',
  Type.Object(
    {
      id: Type.Integer(),
      ...headFields,
      reason: Type.String(),
      account: Type.String(),
      byPerson: Type.Optional(Type.String()),
      at: Instant,
    },
    closed,
  ),
);
export const UnitHeadList = pageOf('UnitHeadList', UnitHeadEntry);
export const UnitHeadQuery = Type.Object({ unitPath: Type.Optional(UnitPath), limit: Limit, cursor: Type.Optional(Cursor) }, closed);

export const Recorded = component('Recorded', Type.Object({ id: Type.Integer() }, closed));
export const BindingList = pageOf('BindingList', RoleBinding);
export const AgencyTypeList = pageOf('AgencyTypeList', RoleAgencyType);
export const BindingQuery = Type.Object(
  {
    role: Type.Optional(Role),
    unitPath: Type.Optional(
      Type.String({ pattern: '^[A-Za-z0-9_-]+(\\.[A-Za-z0-9_-]+)*$', maxLength: 500, description: 'Entries that hold for this unit' }),
    ),
    on: Type.Optional(Type.String({ format: 'date', description: 'Only what covers this day; without it the whole register' })),
    limit: Limit,
    cursor: Type.Optional(Cursor),
  },
  closed,
);
