import { accessNumber } from '../access/access-value.ts';
import type { Services } from '../contract.ts';

const HOUR_MS = 3_600_000;

/** So long what a person has signed waits for the seal, as an instant. */
export async function sealDeadline(services: Services, now: string): Promise<string> {
  return new Date(Date.parse(now) + (await accessNumber(services, 'access.signing.seal', now)) * HOUR_MS).toISOString();
}
