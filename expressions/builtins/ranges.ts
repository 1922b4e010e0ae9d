/** Range functions: Allen's relations of points and ranges (DMN 1.5 §10.3.4.7, table 82). */
import { compareValues } from '../operators/compare.ts';
import { rangeValue } from '../values/constructors.ts';
import { isKind } from '../values/value.ts';
import type { FeelFunction, FeelRange, FeelValue } from '../values/value.ts';
import { defineFunction, needs, overload } from './define.ts';

type Relation = (a: FeelRange, b: FeelRange) => boolean | null;

/** Where a range begins and ends, as comparable keys: an excluded start comes after, an excluded end before, the value itself. */
type End = 'low' | 'high';

const bias = (range: FeelRange, end: End): number => {
  if (end === 'low') return range.lowIncluded ? 0 : 1;
  return range.highIncluded ? 0 : -1;
};

/** Order of one end of `a` and one end of `b`; null where they cannot be compared. */
function order(a: FeelRange, aEnd: End, b: FeelRange, bEnd: End): number | null {
  const [left, right] = [a[aEnd], b[bEnd]];
  if (left === null || right === null) return openOrder(a, aEnd, b, bEnd);
  const compared = compareValues(left, right);
  if (compared === null || compared !== 0) return compared;
  return bias(a, aEnd) - bias(b, bEnd);
}

/** An open low end is below everything, an open high end above. */
function openOrder(a: FeelRange, aEnd: End, b: FeelRange, bEnd: End): number {
  const rank = (range: FeelRange, end: End): number => (range[end] !== null ? 0 : end === 'low' ? -1 : 1);
  return rank(a, aEnd) - rank(b, bEnd);
}

function all(...orders: readonly (number | null | boolean)[]): boolean | null {
  if (orders.includes(null)) return null;
  return orders.every((one) => one === true);
}

const is = (value: number | null, accepts: (order: number) => boolean): boolean | null => (value === null ? null : accepts(value));
const below = (value: number): boolean => value < 0;
const same = (value: number): boolean => value === 0;
const notAbove = (value: number): boolean => value <= 0;
const notBelow = (value: number): boolean => value >= 0;

const before: Relation = (a, b) => is(order(a, 'high', b, 'low'), below);
/** The end of one is the start of the other, and both include it. */
const meets: Relation = (a, b) => all(a.highIncluded, b.lowIncluded, is(order(a, 'high', b, 'low'), same));
const overlaps: Relation = (a, b) => all(is(order(a, 'high', b, 'low'), notBelow), is(order(a, 'low', b, 'high'), notAbove));
const overlapsBefore: Relation = (a, b) =>
  all(is(order(a, 'low', b, 'low'), below), is(order(a, 'high', b, 'low'), notBelow), is(order(a, 'high', b, 'high'), notAbove));
const finishes: Relation = (a, b) => all(is(order(a, 'high', b, 'high'), same), is(order(a, 'low', b, 'low'), notBelow));
const starts: Relation = (a, b) => all(is(order(a, 'low', b, 'low'), same), is(order(a, 'high', b, 'high'), notAbove));
const includes: Relation = (a, b) => all(is(order(a, 'low', b, 'low'), notAbove), is(order(a, 'high', b, 'high'), notBelow));
const coincides: Relation = (a, b) => all(is(order(a, 'low', b, 'low'), same), is(order(a, 'high', b, 'high'), same));
const swapped =
  (relation: Relation): Relation =>
  (a, b) =>
    relation(b, a);

type Names = readonly [string, string];
interface Allowed {
  readonly pointFirst: boolean;
  readonly pointSecond: boolean;
  readonly bothPoints: boolean;
}

/** A function of two ranges, where the table allows a point in place of either. */
function relate(relation: Relation, allowed: Partial<Allowed> = {}): FeelFunction {
  const run = (left: FeelValue, right: FeelValue): FeelValue => {
    const [a, b] = [asRange(left), asRange(right)];
    const [isPointA, isPointB] = [!isRange(left), !isRange(right)];
    if (!a || !b || !permits(allowed, isPointA, isPointB)) return null;
    return relation(a, b);
  };
  return defineFunction(
    namesOf(allowed).map(([first, second]) => overload([needs(first, 'any'), needs(second, 'any')], ([left, right]) => run(left, right))),
  );
}

function namesOf({ pointFirst, pointSecond, bothPoints }: Partial<Allowed>): readonly Names[] {
  const names: Names[] = [['range1', 'range2']];
  if (pointFirst) names.push(['point', 'range']);
  if (pointSecond) names.push(['range', 'point']);
  if (bothPoints) names.push(['point1', 'point2']);
  return names;
}

function permits(allowed: Partial<Allowed>, isPointA: boolean, isPointB: boolean): boolean {
  if (isPointA && isPointB) return allowed.bothPoints ?? false;
  if (isPointA) return allowed.pointFirst ?? false;
  return !isPointB || (allowed.pointSecond ?? false);
}

function isRange(value: FeelValue): value is FeelRange {
  return isKind(value, 'range');
}

/** A point is the range of itself alone. */
function asRange(value: FeelValue): FeelRange | null {
  if (isRange(value)) return value;
  return compareValues(value, value) === null ? null : rangeValue(value, value, true, true);
}

const anywhere = { pointFirst: true, pointSecond: true, bothPoints: true };

export const RANGES: Readonly<Record<string, FeelFunction>> = {
  before: relate(before, anywhere),
  after: relate(swapped(before), anywhere),
  meets: relate(meets),
  'met by': relate(swapped(meets)),
  overlaps: relate(overlaps),
  'overlaps before': relate(overlapsBefore),
  'overlaps after': relate(swapped(overlapsBefore)),
  finishes: relate(finishes, { pointFirst: true }),
  'finished by': relate(swapped(finishes), { pointSecond: true }),
  includes: relate(includes, { pointSecond: true }),
  during: relate(swapped(includes), { pointFirst: true }),
  starts: relate(starts, { pointFirst: true }),
  'started by': relate(swapped(starts), { pointSecond: true }),
  coincides: relate(coincides, { bothPoints: true }),
};
