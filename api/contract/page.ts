import Type, { type TSchema } from 'typebox';
import { component } from './component.ts';
import { closed, Cursor, Limit } from './scalars.ts';

/** A page of a list: `next` is there while there is more. */
export const pageOf = <S extends TSchema>(name: string, item: S) =>
  component(name, Type.Object({ items: Type.Array(item), next: Type.Optional(Type.String()) }, closed));

/** Of a list without filters. */
export const PageQuery = Type.Object({ limit: Limit, cursor: Type.Optional(Cursor) }, closed);
