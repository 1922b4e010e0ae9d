import Type, { type TSchema } from 'typebox';
import { component } from './component.ts';
import { closed } from './scalars.ts';

/** A page of a list: `next` is there while there is more. */
export const pageOf = <S extends TSchema>(name: string, item: S) =>
  component(name, Type.Object({ items: Type.Array(item), next: Type.Optional(Type.String()) }, closed));
