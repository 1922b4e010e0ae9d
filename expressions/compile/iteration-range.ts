import { compareValues } from '../operators/compare.ts';
import { chargeItems } from '../session.ts';
import type { Session } from '../session.ts';
import { inRange } from '../temporal/zone.ts';
import { dateValue } from '../values/constructors.ts';
import { FeelNumber, toInteger } from '../values/number.ts';
import { isKind, isNumber } from '../values/value.ts';
import type { FeelDate, FeelList, FeelRange, FeelValue } from '../values/value.ts';

/** `a..b` in `for`: whole numbers or days, up or down, both ends included. Null where the ends are neither. */
export function iterationRange(from: FeelValue, to: FeelValue, session: Session): FeelList | null {
  if (isNumber(from) && isNumber(to)) return numbers(toInteger(from), toInteger(to), session);
  if (from !== null && to !== null && isKind(from, 'date') && isKind(to, 'date')) return days(from, to, session);
  return null;
}

/** The whole numbers or days in a range with both ends; null for any other range. */
export function rangeElements(range: FeelRange, session: Session): FeelList | null {
  const order = compareValues(range.low, range.high);
  const all = order === null || order > 0 ? null : iterationRange(range.low, range.high, session);
  if (all === null) return null;
  return all.slice(range.lowIncluded ? 0 : 1, range.highIncluded ? undefined : -1);
}

function numbers(from: number | null, to: number | null, session: Session): FeelList | null {
  if (from === null || to === null) return null;
  const step = from <= to ? 1 : -1;
  const size = Math.abs(to - from) + 1;
  chargeItems(session, size);
  return Array.from({ length: size }, (_, at) => new FeelNumber(from + at * step));
}

function days(from: FeelDate, to: FeelDate, session: Session): FeelList | null {
  const size = from.date.until(to.date, { largestUnit: 'days' }).days;
  const step = size < 0 ? -1 : 1;
  chargeItems(session, Math.abs(size) + 1);
  return inRange(() => Array.from({ length: Math.abs(size) + 1 }, (_, at) => dateValue(from.date.add({ days: at * step }))));
}
