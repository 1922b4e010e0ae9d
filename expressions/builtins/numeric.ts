/** Numeric functions (DMN 1.5 §10.3.4.5, table 78). */
import { Decimal } from 'decimal.js';
import { SERIES_FUEL } from '../session.ts';
import type { Session } from '../session.ts';
import { finite, FeelNumber, toInteger } from '../values/number.ts';
import type { FeelFunction, FeelValue } from '../values/value.ts';
import { defineFunction, needs, overload } from './define.ts';
import type { Overload } from './define.ts';

/** The scales that decimal128 can carry. */
const MIN_SCALE = -6_111;
const MAX_SCALE = 6_176;

function rounding(mode: Decimal.Rounding, isScaleOptional: boolean): FeelFunction {
  const run = (n: FeelNumber, scale: FeelNumber): FeelValue => roundTo(n, scale, mode);
  const withScale = overload([needs('n', 'number'), needs('scale', 'number')], ([n, scale]) => run(n, scale));
  if (!isScaleOptional) return defineFunction([withScale]);
  return defineFunction([withScale, overload([needs('n', 'number')], ([n]) => run(n, new FeelNumber(0)))]);
}

function roundTo(n: FeelNumber, scale: FeelNumber, mode: Decimal.Rounding): FeelValue {
  const places = toInteger(scale.trunc());
  if (places === null || places < MIN_SCALE || places > MAX_SCALE) return null;
  if (places >= 0) return finite(n.toDecimalPlaces(places, mode));
  const unit = new FeelNumber(10).pow(-places);
  return finite(n.dividedBy(unit).toDecimalPlaces(0, mode).times(unit));
}

function unary(name: string, fuel: number, compute: (n: FeelNumber) => FeelValue): FeelFunction {
  return defineFunction([
    overload([needs(name, 'number')], ([n], session) => {
      session.fuel.spend(fuel);
      return compute(n);
    }),
  ]);
}

/** Exact, so it costs by the digits of the quotient. The sign of the divisor, unlike the remainder: modulo(-12, 5) is 3. */
function modulo(dividend: FeelNumber, divisor: FeelNumber, session: Session): FeelValue {
  if (divisor.isZero()) return null;
  session.fuel.spend(1 + (Math.max(0, dividend.e - divisor.e) >>> 4));
  const remainder = dividend.modulo(divisor);
  const isOtherSign = !remainder.isZero() && remainder.isNegative() !== divisor.isNegative();
  return finite(isOtherSign ? remainder.plus(divisor) : remainder);
}

const abs: Overload[] = [
  overload([needs('n', 'number')], ([n]) => n.abs()),
  overload([needs('n', 'daysTimeDuration')], ([n]) => (n.nanoseconds < 0n ? { ...n, nanoseconds: -n.nanoseconds } : n)),
  overload([needs('n', 'yearsMonthsDuration')], ([n]) => ({ ...n, months: Math.abs(n.months) })),
];

const parity = (n: FeelNumber): FeelNumber | null => (n.isInteger() ? n.modulo(2).abs() : null);

export const NUMERIC: Readonly<Record<string, FeelFunction>> = {
  decimal: rounding(Decimal.ROUND_HALF_EVEN, false),
  floor: rounding(Decimal.ROUND_FLOOR, true),
  ceiling: rounding(Decimal.ROUND_CEIL, true),
  'round up': rounding(Decimal.ROUND_UP, false),
  'round down': rounding(Decimal.ROUND_DOWN, false),
  'round half up': rounding(Decimal.ROUND_HALF_UP, false),
  'round half down': rounding(Decimal.ROUND_HALF_DOWN, false),
  abs: defineFunction(abs),
  modulo: defineFunction([overload([needs('dividend', 'number'), needs('divisor', 'number')], ([a, b], session) => modulo(a, b, session))]),
  sqrt: unary('number', SERIES_FUEL / 4, (n) => (n.isNegative() && !n.isZero() ? null : finite(n.sqrt()))),
  log: unary('number', SERIES_FUEL, (n) => (n.greaterThan(0) ? finite(n.ln()) : null)),
  exp: unary('number', SERIES_FUEL, (n) => finite(n.exp())),
  odd: unary('number', 1, (n) => parity(n)?.equals(1) ?? false),
  even: unary('number', 1, (n) => parity(n)?.isZero() ?? false),
};
