import Type from 'typebox';
import { component } from './component.ts';
import { closed } from './scalars.ts';

export const Live = component('Live', Type.Object({ live: Type.Literal(true) }, closed));
export const Health = component(
  'Health',
  Type.Object(
    {
      live: Type.Literal(true),
      ready: Type.Boolean(),
      version: Type.String(),
      draining: Type.Boolean({ description: 'The node is shutting down and takes no new work' }),
      database: Type.Boolean(),
      pendingMigrations: Type.Array(Type.String()),
      unknownMigrations: Type.Array(Type.String({ description: 'Made by a newer version' })),
    },
    closed,
  ),
);
