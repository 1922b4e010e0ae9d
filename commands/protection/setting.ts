/** Numbers of data protection: the register's where it has them, else those that come with the product (settings.json). */
import { resolveParameter } from '../../law/resolve-parameter.ts';
import { readEntry } from '../../law/read-entry.ts';
import type { RegisterEntry } from '../../law/register-entry.ts';
import { Invariant } from '../../errors.ts';
import type { Services } from '../contract.ts';
import shipped from './settings.json' with { type: 'json' };

export type ProtectionSetting = 'protection.exportRows' | 'protection.smallestGroup';

/** What the register holds of it once the product is installed. */
export const PROTECTION_REGISTER: readonly RegisterEntry[] = shipped.map(readEntry);

export async function protectionSetting({ law, clock }: Pick<Services, 'law' | 'clock'>, key: ProtectionSetting): Promise<number> {
  const known = await law.parameters(key);
  const entry = resolveParameter(known.length > 0 ? known : PROTECTION_REGISTER.filter((one) => one.key === key), clock().slice(0, 10));
  if (entry.kind === 'number') return entry.value;
  throw new Invariant(`Expected '${key}' to be a number.`);
}
