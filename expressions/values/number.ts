import { Decimal } from 'decimal.js';

/** FEEL numbers are IEEE 754-2008 decimal128 (DMN 1.5 §10.3.2.3.1): 34 digits, half-even, exponents -6143 to 6144. */
export const FeelNumber = Decimal.clone({
  defaults: true,
  precision: 34,
  rounding: Decimal.ROUND_HALF_EVEN,
  minE: -6143,
  maxE: 6144,
});
export type FeelNumber = Decimal;

export const ZERO: FeelNumber = new FeelNumber(0);
export const ONE: FeelNumber = new FeelNumber(1);

/** Rounded to 34 digits; null where the text or the double is not a finite number. */
export function toNumber(value: string | number): FeelNumber | null {
  if (typeof value === 'string' && !DECIMAL.test(value)) return null;
  return finite(new FeelNumber(value).plus(0));
}

const DECIMAL = /^[+-]?(?:\d+\.?\d*|\.\d+)(?:[eE][+-]?\d{1,9})?$/;

/** Overflow and undefined results are null in FEEL, and minus zero is zero. */
export function finite(value: FeelNumber): FeelNumber | null {
  if (!value.isFinite()) return null;
  return value.isZero() ? ZERO : value;
}

/** The JS integer that a FEEL number stands for, or null where it is fractional or beyond 2^53. */
export function toInteger(value: FeelNumber): number | null {
  const double = value.toNumber();
  return Number.isSafeInteger(double) && value.isInteger() ? double : null;
}
