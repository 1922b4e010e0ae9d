/** The session has ended under an open page: signed in again, the person goes on where they were, with what they had typed. */
import { Modal } from '@mantine/core';
import { spotlight } from '@mantine/spotlight';
import { useQueryClient } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { clearSessionOver } from '../shared/session-over.ts';
import { sessionQuery, useSession } from '../shared/session.ts';
import type { FactorAsked, SessionNow } from '../shared/types.ts';
import { FactorForm } from './factor-form.tsx';
import { LoginForm } from './login-form.tsx';

/** Also over other dialogs, whose content stays. */
const ABOVE_ALL = 10_000;

export function SessionEnded() {
  const { t } = useTranslation();
  const { account } = useSession();
  const client = useQueryClient();
  const navigate = useNavigate();
  const [asked, setAsked] = useState<FactorAsked>();
  useEffect(spotlight.close, []);
  const enter = async (session: SessionNow): Promise<void> => {
    const same = session.account === account;
    // what somebody else saw is not for who came now
    if (!same) client.clear();
    client.setQueryData(sessionQuery.queryKey, session);
    clearSessionOver();
    if (same && session.obligation === undefined) await client.invalidateQueries();
    else await navigate({ href: '/viec' });
  };
  const leave = async (): Promise<void> => {
    client.clear();
    clearSessionOver();
    await navigate({ to: '/dang-nhap', search: {} });
  };
  return (
    <Modal
      opened
      zIndex={ABOVE_ALL}
      onClose={() => {}}
      withCloseButton={false}
      closeOnClickOutside={false}
      closeOnEscape={false}
      title={t('sessionOver.title')}
    >
      <div className="stack">
        <p className="flat">{t('sessionOver.hint')}</p>
        {asked ? (
          <FactorForm asked={asked} onEnter={enter} onBack={() => setAsked(undefined)} />
        ) : (
          <LoginForm onEnter={enter} onFactor={setAsked} />
        )}
        <button type="button" className="plain" onClick={() => void leave()}>
          {t('sessionOver.leave')}
        </button>
      </div>
    </Modal>
  );
}
