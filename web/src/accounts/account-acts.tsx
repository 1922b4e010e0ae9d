/** What can be done with the account: proposals that somebody else approves, what an administrator does at once, and the lock of an emergency. */
import { Button, Menu } from '@mantine/core';
import { IconChevronDown, IconLock } from '@tabler/icons-react';
import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useLanguage } from '../shared/language.ts';
import { request } from '../shared/request.ts';
import { useSession } from '../shared/session.ts';
import type { AccountDetail } from '../shared/types.ts';
import { ICON } from '../ui/icon.ts';
import { ReasonDialog } from '../ui/reason-dialog.tsx';
import { useAccountRights } from './account-rights.ts';
import { HandOverFactor } from './hand-over-factor.tsx';
import { IssuePassword } from './issue-password.tsx';
import { OPERATIONS, type Operation } from './proposal.ts';
import { SuspendAccount } from './suspend-account.tsx';

type Dialog = 'password' | 'handOver' | 'reset' | 'suspend';

/** Operations that make sense in a state. */
function fitting({ state }: AccountDetail): readonly Operation[] {
  if (state === 'revoked') return [];
  return OPERATIONS.filter((one) => one !== 'CREATE' && (one === 'LOCK' ? state !== 'locked' : one !== 'UNLOCK' || state === 'locked'));
}

export function AccountActs({ account }: { readonly account: AccountDetail }) {
  const { t } = useTranslation();
  const language = useLanguage();
  const { account: me, person } = useSession();
  const { proposes, suspends, may } = useAccountRights();
  const [dialog, setDialog] = useState<Dialog>();
  const close = (): void => setDialog(undefined);
  const { id, personName, state } = account;
  if (id === me || account.person === person) return <p className="dim flat">{t('accounts.ownAccount')}</p>;
  const allowed = (action: string): boolean => may(action, account)?.allowed === true;
  const proposal = may('propose', account);
  const forbidden = proposal?.allowed === false && proposal.code === 'forbidden.rule' ? proposal.reason[language] : undefined;
  const operations = proposes && forbidden === undefined ? fitting(account) : [];
  const atOnce = [
    state !== 'revoked' && allowed('issuePassword') && ('password' as const),
    state !== 'revoked' && allowed('enrolSecondFactor') && ('handOver' as const),
    allowed('enrolSecondFactor') && ('reset' as const),
  ].filter((one) => one !== false);
  return (
    <div className="line start no-print">
      {forbidden !== undefined && <p className="dim flat">{forbidden}</p>}
      {operations.length > 0 && (
        <Menu position="bottom-end" width={260}>
          <Menu.Target>
            <Button rightSection={<IconChevronDown {...ICON} size={16} />}>{t('accounts.proposeMenu')}</Button>
          </Menu.Target>
          <Menu.Dropdown>
            {operations.map((operation) => (
              <Menu.Item
                key={operation}
                renderRoot={(props) => <Link to="/tai-khoan/lap-de-nghi" search={{ viec: operation, taikhoan: id }} {...props} />}
              >
                {t(`accounts.propose.${operation}`)}
              </Menu.Item>
            ))}
          </Menu.Dropdown>
        </Menu>
      )}
      {atOnce.length > 0 && (
        <Menu position="bottom-end" width={280}>
          <Menu.Target>
            <Button variant="default" rightSection={<IconChevronDown {...ICON} size={16} />}>
              {t('accounts.access')}
            </Button>
          </Menu.Target>
          <Menu.Dropdown>
            {atOnce.map((one) => (
              <Menu.Item key={one} onClick={() => setDialog(one)}>
                {t(`accounts.act.${one}`)}
              </Menu.Item>
            ))}
          </Menu.Dropdown>
        </Menu>
      )}
      {suspends && (state === 'active' || state === 'pending') && allowed('emergencySuspend') && (
        <Button variant="default" className="danger" leftSection={<IconLock {...ICON} size={16} />} onClick={() => setDialog('suspend')}>
          {t('accounts.act.suspend')}
        </Button>
      )}
      {dialog === 'password' && <IssuePassword account={account} onClose={close} />}
      {dialog === 'handOver' && <HandOverFactor account={account} onClose={close} />}
      {dialog === 'suspend' && <SuspendAccount account={account} onClose={close} />}
      {dialog === 'reset' && (
        <ReasonDialog
          title={t('accounts.resetTitle', { name: personName })}
          hint={t('accounts.resetHint')}
          action={t('accounts.act.reset')}
          act={async (reason, idempotencyKey) =>
            await request(`/accounts/${encodeURIComponent(id)}/factors/reset`, { method: 'POST', body: { reason }, idempotencyKey })
          }
          changes={['accounts']}
          onClose={close}
        />
      )}
    </div>
  );
}
