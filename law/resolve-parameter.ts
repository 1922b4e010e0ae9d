import { Rejection } from '../errors.ts';
import { isDate } from './shape.ts';

interface Versioned {
  readonly key: string;
  readonly version: string;
  readonly validFrom: string;
  readonly validTo?: string;
}

/**
 * The one version that applies on `asOf` (ISO date): from `validFrom`, inclusive, to `validTo`, exclusive.
 * Throws Rejection `law.noVersion` or `law.overlappingVersions`: guessing between two laws is not ours to do.
 */
export function resolveParameter<T extends Versioned>(versions: readonly T[], asOf: string): T {
  const day = calendarDate(asOf);
  const valid = versions.filter(({ validFrom, validTo }) => validFrom <= day && (validTo === undefined || day < validTo));
  const [only, second] = valid;
  if (only && !second) return only;
  const key = versions[0]?.key ?? '';
  const details = { key, asOf: day, versions: valid.map(({ version }) => version) };
  if (!only)
    throw new Rejection('validation', 'law.noVersion', `Expected a version of '${key}' valid on ${day}, but there is none.`, { details });
  throw new Rejection(
    'conflict',
    'law.overlappingVersions',
    `Expected one version of '${key}' valid on ${day}, but there are ${valid.length}.`,
    {
      details,
    },
  );
}

function calendarDate(text: string): string {
  const valid: boolean = isDate(text);
  if (valid) return text;
  throw new Rejection('validation', 'law.date', `Expected a date YYYY-MM-DD, but found '${text}'.`);
}
