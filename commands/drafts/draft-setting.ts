/** How long drafts are kept and how many there may be: the register's where it has it, else what comes with the product (settings.json). */
import { localDate } from '../../engine/time-values.ts';
import { Invariant } from '../../errors.ts';
import { readEntry } from '../../law/read-entry.ts';
import { resolveParameter } from '../../law/resolve-parameter.ts';
import type { Services } from '../contract.ts';
import shipped from './settings.json' with { type: 'json' };

const SHIPPED = shipped.map((entry) => readEntry(entry));

/** A whole number, in the unit that the register gives it, as it is on the day of `now`. */
export async function draftSetting({ law }: Pick<Services, 'law'>, key: 'draft.keep' | 'draft.most', now: string): Promise<number> {
  const known = await law.parameters(key);
  const entry = resolveParameter(known.length > 0 ? known : SHIPPED.filter((one) => one.key === key), localDate(Date.parse(now)));
  if (entry.kind === 'number') return entry.value;
  throw new Invariant(`Expected '${key}' to be a number.`);
}
