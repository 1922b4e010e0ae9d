/** What a file may cost and what makes a scan: the register's where it has it, else what comes with the product (settings.json). */
import { localDate } from '../../engine/time-values.ts';
import { Invariant } from '../../errors.ts';
import { readEntry } from '../../law/read-entry.ts';
import type { RegisterEntry } from '../../law/register-entry.ts';
import { resolveParameter } from '../../law/resolve-parameter.ts';
import type { Services } from '../contract.ts';
import shipped from './settings.json' with { type: 'json' };

export type UploadSetting =
  'upload.bytes' | 'upload.pages' | 'upload.pixels' | 'upload.keep' | 'upload.waiting' | 'upload.resolution' | 'upload.rescan';

/** What the register holds of it once the product is installed. */
export const UPLOAD_REGISTER: readonly RegisterEntry[] = shipped.map((entry) => readEntry(entry));

/** A whole number, in the unit that the register gives it, as it is on the day of `now`. */
export async function uploadSetting({ law }: Pick<Services, 'law'>, key: UploadSetting, now: string): Promise<number> {
  const known = await law.parameters(key);
  const entry = resolveParameter(known.length > 0 ? known : UPLOAD_REGISTER.filter((one) => one.key === key), localDate(Date.parse(now)));
  if (entry.kind === 'number') return entry.value;
  throw new Invariant(`Expected '${key}' to be a number.`);
}
