import type { TFunction } from 'i18next';
import { dayAndClock } from '../shared/instants.ts';
import type { SessionNow } from '../shared/types.ts';

/** What whoever signs in should know: that somebody tried before, how often, when last and from where. */
export function failuresSaid({ failures = [] }: SessionNow, t: TFunction): string | undefined {
  const count = failures.reduce((sum, one) => sum + one.failures, 0);
  if (count === 0) return undefined;
  const last =
    failures
      .map(({ lastAt }) => lastAt)
      .toSorted()
      .at(-1) ?? '';
  return t('signIn.failures', { count, at: dayAndClock(last), networks: failures.map(({ network }) => network).join(', ') });
}
