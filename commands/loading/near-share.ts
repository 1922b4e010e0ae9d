import { localDate } from '../../engine/time-values.ts';
import { kindOfEntry } from '../../law/register-entry.ts';
import { resolveParameter } from '../../law/resolve-parameter.ts';
import type { Services } from '../contract.ts';

export const NEAR_SHARE = 'deadline.near-share';

/** When deadlines are looked at, and from which share of their time on one without a reminder is near. */
export interface DeadlineMoment {
  /** ISO instant UTC */
  readonly now: string;
  /** 0 to 1 */
  readonly share: number;
}

/** By the register, on the day itself. Where it has no such entry, only a reminder of the diagram makes a deadline near. */
export async function deadlineMoment({ law }: Pick<Services, 'law'>, now: string): Promise<DeadlineMoment> {
  const versions = await law.parameters(NEAR_SHARE);
  const entry = versions.length === 0 ? undefined : resolveParameter(versions, localDate(Date.parse(now)));
  return { now, share: entry && kindOfEntry(entry) === 'fraction' ? shareOf(entry.value as { part: number; of: number }) : 1 };
}

const shareOf = ({ part, of }: { readonly part: number; readonly of: number }): number => part / of;
