/** Where the account is signed in; each can be ended, with a reason. */
import { Button, Skeleton } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { dayAndClock } from '../shared/instants.ts';
import { request } from '../shared/request.ts';
import type { AccountDetail, SessionsOpen } from '../shared/types.ts';
import { ProblemNote } from '../ui/problem-note.tsx';
import { ReasonDialog } from '../ui/reason-dialog.tsx';
import { accountSessionsQuery } from './account-queries.ts';
import { deviceOf } from './device-of.ts';

type Session = SessionsOpen['sessions'][number];

export function AccountSessions({ account: { id, personName } }: { readonly account: AccountDetail }) {
  const { t } = useTranslation();
  const { data, error, isPending, refetch } = useQuery(accountSessionsQuery(id));
  const [asked, setAsked] = useState<Session | 'all'>();
  const sessions = data?.sessions ?? [];
  const address = `/accounts/${encodeURIComponent(id)}/sessions`;
  return (
    <section className="card padded stack" aria-labelledby="sessions">
      <div className="line">
        <h2 id="sessions">{t('accounts.sessions')}</h2>
        {sessions.length > 1 && (
          <Button size="compact-sm" variant="default" onClick={() => setAsked('all')}>
            {t('accounts.endAll')}
          </Button>
        )}
      </div>
      {isPending && <Skeleton height={48} />}
      <ProblemNote error={error} onRetry={() => void refetch()} />
      {data && sessions.length === 0 && <p className="dim flat">{t('accounts.noSession')}</p>}
      {sessions.length > 0 && (
        <ul className="plain-list">
          {sessions.map((session) => {
            const device = session.agent === undefined ? t('accounts.unknownDevice') : deviceOf(session.agent);
            return (
              <li key={session.id} className="line">
                <span>
                  <b>{device}</b>
                  <small className="dim block">{t('accounts.since', { at: dayAndClock(session.createdAt) })}</small>
                  <small className="dim block">{t('accounts.seen', { at: dayAndClock(session.lastSeenAt) })}</small>
                  {session.address !== undefined && <small className="dim block">{session.address}</small>}
                </span>
                <Button
                  size="compact-sm"
                  variant="default"
                  aria-label={t('accounts.endOne', { device, at: dayAndClock(session.createdAt) })}
                  onClick={() => setAsked(session)}
                >
                  {t('accounts.end')}
                </Button>
              </li>
            );
          })}
        </ul>
      )}
      {asked && (
        <ReasonDialog
          title={t(asked === 'all' ? 'accounts.endAllTitle' : 'accounts.endTitle', { name: personName })}
          hint={t('accounts.endHint')}
          action={t(asked === 'all' ? 'accounts.endAll' : 'accounts.end')}
          act={async (reason, idempotencyKey) =>
            await request(asked === 'all' ? `${address}/end` : `${address}/${asked.id}/end`, {
              method: 'POST',
              body: { reason },
              idempotencyKey,
            })
          }
          changes={['accounts', 'one', id]}
          onClose={() => setAsked(undefined)}
        />
      )}
    </section>
  );
}
