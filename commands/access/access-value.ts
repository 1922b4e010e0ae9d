/** What the register says about signing in, in the version of the day. What comes with the product counts where the register is empty. */
import { Invariant } from '../../errors.ts';
import { localDate } from '../../engine/time-values.ts';
import { readEntry } from '../../law/read-entry.ts';
import type { RegisterEntry } from '../../law/register-entry.ts';
import shipped from '../../law/registers/access.json' with { type: 'json' };
import { resolveParameter } from '../../law/resolve-parameter.ts';
import type { Services } from '../contract.ts';

export const ACCESS_REGISTER: readonly RegisterEntry[] = shipped.map((entry) => readEntry(entry));

export type AccessKey = `access.${string}`;

/** A whole number, in the unit that the register gives it. Throws Rejection `law.noVersion`. */
export async function accessNumber(services: Services, key: AccessKey, now: string): Promise<number> {
  const { value } = await entryOf(services, key, now);
  if (typeof value === 'number') return value;
  throw new Invariant(`Expected parameter '${key}' to be a number.`);
}

/** Words that are separated by commas. */
export async function accessWords(services: Services, key: AccessKey, now: string): Promise<readonly string[]> {
  const { value } = await entryOf(services, key, now);
  if (typeof value !== 'string') throw new Invariant(`Expected parameter '${key}' to be text.`);
  return value.split(',').map((word) => word.trim());
}

/** As `Temporal.Duration` reads it: `{ months: 6 }`. */
export async function accessLength(services: Services, key: AccessKey, now: string): Promise<Temporal.DurationLike> {
  const entry = await entryOf(services, key, now);
  if (entry.kind !== 'length') throw new Invariant(`Expected parameter '${key}' to be a length.`);
  return { [`${entry.unit}s`]: entry.value };
}

async function entryOf({ law }: Services, key: AccessKey, now: string): Promise<RegisterEntry> {
  const stored = await law.parameters(key);
  const versions = stored.length > 0 ? stored : ACCESS_REGISTER.filter((entry) => entry.key === key);
  return resolveParameter(versions, localDate(Date.parse(now)));
}
