/**
 * Pages by keyset: a cursor holds the sort values of the last row, so a page costs the same 40 pages deep as at first, and rows
 * that come or go between two pages neither repeat nor hide others.
 */
import { Rejection } from '../../errors.ts';
import type { Page, PageRequest, SqlPredicate } from '../contract.ts';

export interface Order {
  /** SQL expressions that together are unique, and the type of each */
  readonly by: readonly (readonly [expression: string, type: string])[];
  readonly direction: 'asc' | 'desc';
}

const MOST = 200;

export function checkedLimit({ limit }: PageRequest): number {
  if (!Number.isInteger(limit) || limit < 1 || limit > MOST)
    throw new Rejection('validation', 'limitInvalid', `Expected a page of 1 to ${MOST} rows, but got ${limit}.`, {
      details: { most: MOST },
    });
  return limit;
}

const FORMS: Readonly<Record<string, RegExp>> = {
  timestamptz: /^(infinity|\d{4,6}-\d\d-\d\d \d\d:\d\d:\d\d(\.\d{1,6})?\+00)$/,
  uuid: /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/,
  int: /^-?\d{1,9}$/,
  bigint: /^\d{1,18}$/,
};
const isA = (type: string, value: unknown): boolean => typeof value === 'string' && (FORMS[type]?.test(value) ?? true);

function decoded(cursor: string, { by }: Order): readonly string[] {
  try {
    const values = JSON.parse(Buffer.from(cursor, 'base64url').toString()) as unknown;
    if (Array.isArray(values) && values.length === by.length && by.every(([, type], index) => isA(type, values[index])))
      return values as string[];
  } catch {
    // falls through to the refusal
  }
  throw cursorInvalid();
}
export const cursorInvalid = (): Rejection => new Rejection('validation', 'cursorInvalid', 'Expected a cursor of this list in this order.');

/** "After the cursor"; everything is after no cursor. */
export function afterCursor(order: Order, cursor: string | undefined): SqlPredicate {
  if (cursor === undefined) return { sql: 'true', bindings: [] };
  const expressions = order.by.map(([expression]) => expression).join(', ');
  const places = order.by.map(([, type]) => `?::${type}`).join(', ');
  return { sql: `(${expressions}) ${order.direction === 'asc' ? '>' : '<'} (${places})`, bindings: decoded(cursor, order) };
}

export const orderBy = ({ by, direction }: Order): string => by.map(([expression]) => `${expression} ${direction}`).join(', ');
/** Select list entry `cursor`: the sort values as text. */
export const cursorColumn = ({ by }: Order): string => `array[${by.map(([expression]) => `(${expression})::text`).join(', ')}] as cursor`;

/** `rows` were asked for with one more than `limit`: that one only tells that there is a next page. */
export function pageOf<R extends { cursor: readonly string[] }, T>(rows: readonly R[], limit: number, item: (row: R) => T): Page<T> {
  const items = rows.slice(0, limit);
  const last = items.at(-1);
  const next = rows.length > limit && last ? Buffer.from(JSON.stringify(last.cursor)).toString('base64url') : undefined;
  return { items: items.map(item), ...(next !== undefined && { next }) };
}

/** For lists in order of a whole number: the cursor is that of the last row. */
export function numberOf(cursor: string | undefined, start = 0): number {
  if (cursor === undefined) return start;
  if (/^\d{1,15}$/.test(cursor)) return Number(cursor);
  throw cursorInvalid();
}

/** `items` were asked for with one more than `limit`. */
export function numberedPage<T>(items: readonly T[], limit: number, number: (item: T) => number): Page<T> {
  const page = items.slice(0, limit);
  const last = page.at(-1);
  return { items: page, ...(items.length > limit && last !== undefined && { next: String(number(last)) }) };
}
