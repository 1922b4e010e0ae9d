import type { Json } from '../expressions/json.ts';

/** FEEL numbers have 34 digits; more cannot be stored without loss. */
const MOST_DIGITS = 34;
const DECIMAL = /^-?\d+(\.\d+)?$/;

/** The plain decimal digits of a number in any form that a form or a FEEL result may have; undefined where it is none. */
export function decimalText(value: Json): string | undefined {
  const text = typeof value === 'number' ? withoutExponent(String(value)) : typeof value === 'string' ? value.trim() : typedNumber(value);
  if (text === undefined || text.length > MOST_DIGITS * 3 || !DECIMAL.test(text)) return undefined;
  const canonical = withoutZeros(text);
  return canonical.replaceAll(/[-.]/g, '').length <= MOST_DIGITS ? canonical : undefined;
}

function typedNumber(value: Json): string | undefined {
  if (typeof value !== 'object' || value === null || !('$type' in value) || value['$type'] !== 'number') return undefined;
  return typeof value['value'] === 'string' ? value['value'] : undefined;
}

/** JavaScript writes small and large doubles with an exponent; people do not. */
function withoutExponent(text: string): string {
  const match = /^(-?)(\d)(?:\.(\d+))?e([+-]\d+)$/.exec(text);
  if (!match) return text;
  const [, sign = '', whole = '', fraction = ''] = match;
  const point = 1 + Number(match[4]);
  const digits = whole + fraction;
  if (point <= 0) return `${sign}0.${'0'.repeat(-point)}${digits}`;
  return `${sign}${digits.slice(0, point).padEnd(point, '0')}${digits.length > point ? `.${digits.slice(point)}` : ''}`;
}

function withoutZeros(text: string): string {
  const negative = text.startsWith('-');
  const [whole = '', fraction = ''] = text.slice(negative ? 1 : 0).split('.');
  const rest = fraction.replace(/0+$/, '');
  const digits = `${whole.replace(/^0+(?=\d)/, '')}${rest === '' ? '' : `.${rest}`}`;
  return negative && digits !== '0' ? `-${digits}` : digits;
}

/** As it is stored: a JSON number where a double holds exactly these digits, else a tagged one. */
export function storedNumber(decimal: string): Json {
  const double = Number(decimal);
  return String(double) === decimal ? double : { $type: 'number', value: decimal };
}

export const decimalDigits = (decimal: string): number => decimal.split('.')[1]?.length ?? 0;

/** Negative, zero or positive, exactly. */
export function compareDecimals(a: string, b: string): number {
  const [x, y] = scaled(a, b);
  return x < y ? -1 : x > y ? 1 : 0;
}

export function isMultiple(decimal: string, of: string): boolean {
  const [value, step] = scaled(decimal, of);
  return step !== 0n && value % step === 0n;
}

function scaled(a: string, b: string): readonly [bigint, bigint] {
  const scale = Math.max(decimalDigits(a), decimalDigits(b));
  const whole = (text: string): bigint => BigInt(text.replace('.', '') + '0'.repeat(scale - decimalDigits(text)));
  return [whole(a), whole(b)];
}
