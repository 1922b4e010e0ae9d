/** After too many failures one waits, and is told how long. */
import { useEffect } from 'react';
import { useTranslation } from 'react-i18next';
import { clock } from '../shared/instants.ts';
import { clockOf, useCountdown } from '../signing/use-countdown.ts';

export function WaitBefore({ again, onOver }: { readonly again: number; readonly onOver: () => void }) {
  const { t } = useTranslation();
  const until = new Date(again).toISOString();
  const left = useCountdown(until);
  const over = left === 0;
  useEffect(() => {
    if (over) onOver();
  }, [over, onOver]);
  return (
    <p className="note warn" role="timer">
      {t('signIn.wait', { clock: clockOf(left), at: clock(until) })}
    </p>
  );
}
