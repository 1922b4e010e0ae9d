/** What the image of a signature or seal may cost: the register's where it has it, else what comes with the product (settings.json). */
import type { InkLimits } from '../../../documents/marks/read-ink.ts';
import { localDate } from '../../../engine/time-values.ts';
import { Invariant } from '../../../errors.ts';
import { readEntry } from '../../../law/read-entry.ts';
import type { RegisterEntry } from '../../../law/register-entry.ts';
import { resolveParameter } from '../../../law/resolve-parameter.ts';
import type { Services } from '../../contract.ts';
import shipped from './settings.json' with { type: 'json' };

/** What the register holds of it once the product is installed. */
export const IMAGE_REGISTER: readonly RegisterEntry[] = shipped.map((entry) => readEntry(entry));

export async function imageLimits(services: Pick<Services, 'law'>, now: string): Promise<InkLimits> {
  return { bytes: await settingOf(services, 'signing.image.bytes', now), pixels: await settingOf(services, 'signing.image.pixels', now) };
}

async function settingOf({ law }: Pick<Services, 'law'>, key: string, now: string): Promise<number> {
  const known = await law.parameters(key);
  const entry = resolveParameter(known.length > 0 ? known : IMAGE_REGISTER.filter((one) => one.key === key), localDate(Date.parse(now)));
  if (entry.kind === 'number') return entry.value;
  throw new Invariant(`Expected '${key}' to be a number.`);
}
