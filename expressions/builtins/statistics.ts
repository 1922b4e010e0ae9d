/** Aggregates of lists (DMN 1.5 §10.3.4.4, table 76): one list or any number of arguments. Null for what is not all numbers. */
import { compareValues } from '../operators/compare.ts';
import { chargeTextPair } from '../session.ts';
import type { Session } from '../session.ts';
import { finite, FeelNumber, ONE, ZERO } from '../values/number.ts';
import { isNumber } from '../values/value.ts';
import type { FeelFunction, FeelList, FeelValue } from '../values/value.ts';
import { addDurations } from '../operators/add.ts';
import { isDuration } from '../operators/temporal-kinds.ts';
import { divide } from '../operators/multiply.ts';
import { defineFunction, listOrArguments } from './define.ts';

function ofNumbers(compute: (numbers: readonly FeelNumber[]) => FeelValue, whenEmpty: FeelValue = null): FeelFunction {
  return ofList((list) => {
    if (list.length === 0) return whenEmpty;
    return list.every(isNumber) ? compute(list) : null;
  });
}

function ofList(compute: (list: FeelList, session: Session) => FeelValue): FeelFunction {
  return defineFunction(
    listOrArguments('list', (list, session) => {
      session.fuel.spend(list.length);
      return compute(list, session);
    }),
  );
}

/** The first that no other comes before; null where two are not comparable. */
function extreme(list: FeelList, sign: 1 | -1, session: Session): FeelValue {
  let [best = null] = list;
  if (best === null || compareValues(best, best) === null) return null;
  for (const value of list) {
    chargeTextPair(session, value, best);
    const order = compareValues(value, best);
    if (order === null) return null;
    if (order * sign > 0) best = value;
  }
  return best;
}

function total(list: FeelList): FeelValue {
  const [first = null] = list;
  if (list.every(isNumber)) return list.length === 0 ? null : finite(sum(list));
  return isDuration(first) ? list.slice(1).reduce((left, right) => addDurations(left, right), first) : null;
}

function sum(numbers: readonly FeelNumber[]): FeelNumber {
  return numbers.reduce((left, right) => left.plus(right), ZERO);
}

function mean(numbers: readonly FeelNumber[]): FeelNumber {
  return sum(numbers).dividedBy(numbers.length);
}

function median(numbers: readonly FeelNumber[]): FeelValue {
  const sorted = numbers.toSorted((a, b) => a.comparedTo(b));
  const middle = sorted.length >> 1;
  const upper = sorted[middle] ?? ZERO;
  return sorted.length % 2 === 1 ? upper : finite(upper.plus(sorted[middle - 1] ?? upper).dividedBy(2));
}

/** Of the sample: divided by n - 1. */
function deviation(numbers: readonly FeelNumber[]): FeelValue {
  if (numbers.length < 2) return null;
  const centre = mean(numbers);
  const squares = sum(numbers.map((number) => number.minus(centre).pow(2)));
  return finite(squares.dividedBy(numbers.length - 1).sqrt());
}

/** The most frequent, ascending. */
function mode(numbers: readonly FeelNumber[]): FeelValue {
  const counts = new Map<string, { readonly number: FeelNumber; count: number }>();
  for (const number of numbers) {
    const entry = counts.get(number.toString());
    if (entry) entry.count += 1;
    else counts.set(number.toString(), { number, count: 1 });
  }
  const most = [...counts.values()].reduce((highest, { count }) => Math.max(highest, count), 0);
  const modes = [...counts.values()].filter(({ count }) => count === most).map(({ number }) => number);
  return modes.toSorted((a, b) => a.comparedTo(b));
}

export const STATISTICS: Readonly<Record<string, FeelFunction>> = {
  min: ofList((list, session) => extreme(list, -1, session)),
  max: ofList((list, session) => extreme(list, 1, session)),
  sum: ofList(total),
  mean: ofList((list) => (list.length === 0 ? null : divide(total(list), new FeelNumber(list.length)))),
  product: ofNumbers((numbers) => finite(numbers.reduce((left, right) => left.times(right), ONE))),
  median: ofNumbers(median),
  stddev: ofNumbers(deviation),
  mode: ofNumbers(mode, []),
};
