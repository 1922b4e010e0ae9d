/** How long what is shown may still be signed as it is. */
import { useTranslation } from 'react-i18next';
import { dayAndClock } from '../shared/instants.ts';
import { clockOf, useCountdown } from './use-countdown.ts';

const SHORT_S = 120;
const LONG_S = 3_600;

export function Lease({ until }: { readonly until: string }) {
  const { t } = useTranslation();
  const left = useCountdown(until);
  if (left === 0) return <p className="note warn flat">{t('sign.leaseOver')}</p>;
  if (left > LONG_S) return <p className="dim small flat">{t('sign.leaseUntil', { at: dayAndClock(until) })}</p>;
  return (
    <p className={left < SHORT_S ? 'note warn flat' : 'dim small flat'} role="timer">
      {t('sign.lease', { clock: clockOf(left) })}
    </p>
  );
}
