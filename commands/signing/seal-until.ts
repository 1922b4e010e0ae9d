import { accessNumber } from '../access/access-value.ts';
import type { Services } from '../contract.ts';

const HOUR_MS = 3_600_000;

/** Until when what a person has signed, or brought as a copy, waits for the agency. */
export async function sealUntil(services: Services, now: string): Promise<string> {
  return new Date(Date.parse(now) + (await accessNumber(services, 'access.signing.seal', now)) * HOUR_MS).toISOString();
}
