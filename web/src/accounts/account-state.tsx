/** How an account stands, in words: never by its colour alone. */
import { IconAlertTriangle, IconCheck, IconClock, IconHourglass, IconLock, IconX } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import type { AccountListed } from '../shared/types.ts';

const LOOK = {
  active: ['chip done', IconCheck],
  locked: ['chip near', IconLock],
  suspended: ['chip over', IconAlertTriangle],
  pending: ['chip info', IconHourglass],
  revoked: ['chip calm', IconX],
} as const;

export function AccountState({
  account: { state, suspended, requested },
}: {
  readonly account: Pick<AccountListed, 'state' | 'suspended' | 'requested'>;
}) {
  const { t } = useTranslation();
  const shown = suspended ? 'suspended' : state;
  const [className, Icon] = LOOK[shown];
  return (
    <span className="chip-set">
      <span className={className}>
        <Icon size={14} stroke={1.8} aria-hidden />
        {t(`accounts.state.${shown}`)}
      </span>
      {requested && (
        <span className="chip info">
          <IconClock size={14} stroke={1.8} aria-hidden />
          {t('accounts.state.requested')}
        </span>
      )}
    </span>
  );
}
