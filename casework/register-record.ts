/** An entry of the register in the version that applies, as expressions see it. */
import { Rejection } from '../errors.ts';
import type { ParameterRecord, ParameterReference } from '../engine/ports.ts';
import type { LawDays } from '../engine/deadline-record.ts';
import type { Json } from '../expressions/json.ts';
import { isSettled, kindOfEntry, type RegisterEntry } from '../law/register-entry.ts';
import { resolveParameter } from '../law/resolve-parameter.ts';
import type { Missing } from './missing.ts';

/** `versions`: all active ones of the entry, none where it is not in the register. */
export function registerRecord({ key, asOf }: ParameterReference, versions: readonly RegisterEntry[]): ParameterRecord | Missing {
  if (versions.length === 0) return { missing: `Expected parameter '${key}' to be in the register.` };
  try {
    return recordOf(entryAsOf(versions, asOf));
  } catch (error) {
    if (error instanceof Rejection) return { missing: error.message };
    throw error;
  }
}

/**
 * The version of the day, or of the day that the entry declares. What it declares is read from the version in force at the step: a
 * new law may change whose day counts. Throws Rejection `law.noVersion`, `law.overlappingVersions` or `law.offenceUnknown`.
 */
export function entryAsOf<T extends RegisterEntry>(versions: readonly T[], asOf: string | LawDays): T {
  if (typeof asOf === 'string') return resolveParameter(versions, asOf);
  const declared = resolveParameter(versions, asOf.step).asOf ?? 'step';
  const day = asOf[declared];
  if (day !== undefined) return resolveParameter(versions, day);
  throw new Rejection(
    'validation',
    'law.offenceUnknown',
    `Expected the case to know the day of the offence, which '${versions[0]?.key}' asks for.`,
  );
}

function recordOf(entry: RegisterEntry): ParameterRecord {
  const { key, version, citation, confidence, title } = entry;
  return {
    key,
    kind: kindOfEntry(entry),
    value: entry.value as unknown as Json,
    ...('unit' in entry && entry.unit !== undefined && { unit: entry.unit }),
    version,
    citation,
    confidence,
    settled: isSettled(entry),
    ...(title && { title }),
  };
}
