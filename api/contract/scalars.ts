/** The small shapes that all others are made of. Instants are ISO 8601 UTC, dates ISO dates, units ltree paths. */
import Type from 'typebox';
import type { Json } from '../../expressions/json.ts';
import { component } from './component.ts';

export const Uuid = Type.String({ format: 'uuid' });
export const Instant = Type.String({ format: 'date-time' });
export const Text = (maxLength: number) => Type.String({ minLength: 1, maxLength });
/** a key in a diagram or the registers */
export const Key = Type.String({ minLength: 1, maxLength: 255 });
export const UnitPath = Type.String({ pattern: '^[A-Za-z0-9_-]+(\\.[A-Za-z0-9_-]+)*$', maxLength: 500 });
/** of the register of persons that cases are about */
export const PersonId = Text(100);
export const InstanceId = Type.Integer({ minimum: 1, maximum: 2_147_483_647 });
export const Revision = Type.Integer({ minimum: 1 });
export const Reason = Type.String({
  minLength: 1,
  maxLength: 2_000,
  pattern: '\\S',
  description: 'Kept in the record; shown to whoever the act concerns.',
});

/** Any JSON value. Exact decimals and temporal values travel as `{"$type": …, "value": …}`. */
export const JsonValue = component('JsonValue', Type.Unsafe<Json>({ description: 'Any JSON value' }));
export const Variables = component(
  'Variables',
  Type.Record(Type.String({ minLength: 1, maxLength: 255 }), JsonValue, { maxProperties: 500 }),
);

export const Limit = Type.Integer({ minimum: 1, maximum: 200, default: 50 });
export const Cursor = Type.String({ minLength: 1, maxLength: 2_000, description: 'The `next` of the page before.' });

/** One of these words. */
export const OneOf = <const V extends readonly string[]>(values: V, options: Record<string, unknown> = {}) =>
  Type.Unsafe<V[number]>({ type: 'string', enum: values, ...options });

export const closed = { additionalProperties: false } as const;
