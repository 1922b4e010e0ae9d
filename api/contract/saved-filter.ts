/** Filters of a list under a name: one's own, or shared with a unit. */
import Type from 'typebox';
import { component } from './component.ts';
import { closed, OneOf, Text, UnitPath, Uuid } from './scalars.ts';

const Screen = OneOf(['inbox', 'cases'], { description: 'Of which list' });
const Filters = Type.Record(Type.String({ pattern: '^[a-zA-Z]{1,40}$' }), Text(200), {
  ...closed,
  maxProperties: 20,
  description: 'As the address of the screen has them',
});

export const SaveFilter = Type.Object(
  { screen: Screen, name: Text(100), filters: Filters, unitPath: Type.Optional(UnitPath) },
  { ...closed, description: 'With `unitPath` it is shared with whoever works there; one of mine with the same name is replaced' },
);
export const SavedFilterParams = Type.Object({ filter: Uuid }, closed);
export const SavedFilterId = component('SavedFilterId', Type.Object({ id: Uuid }, closed));
export const RemovedFilter = component('RemovedFilter', Type.Object({ removed: Type.Literal(true) }, closed));
export const SavedFilterQuery = Type.Object({ screen: Type.Optional(Screen) }, closed);

const SavedFilter = component(
  'SavedFilter',
  Type.Object(
    {
      id: Uuid,
      screen: Screen,
      name: Type.String(),
      filters: Filters,
      person: Type.String({ description: 'Whose it is' }),
      unitPath: Type.Optional(Type.String()),
      removable: Type.Boolean({ description: 'By whom it is shown to' }),
    },
    closed,
  ),
);
export const SavedFilters = component('SavedFilters', Type.Object({ filters: Type.Array(SavedFilter) }, closed));
