/** Where one is signed in, and ending it: one place, or everywhere else. */
import { Button, Skeleton } from '@mantine/core';
import { IconDeviceDesktop, IconDeviceMobile } from '@tabler/icons-react';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { dayAndClock } from '../shared/instants.ts';
import { request } from '../shared/request.ts';
import type { OpenSessionItem } from '../shared/types.ts';
import { ICON } from '../ui/icon.ts';
import { ProblemNote } from '../ui/problem-note.tsx';
import { deviceName } from './device-name.ts';
import { mySessionsQuery } from './settings-queries.ts';

export function MySessions() {
  const { t } = useTranslation();
  const client = useQueryClient();
  const { data: sessions, error, refetch } = useQuery(mySessionsQuery);
  const end = useMutation({
    mutationFn: async (session?: string) =>
      await request(session === undefined ? '/sessions' : `/sessions/${session}`, { method: 'DELETE' }),
    onSuccess: async () => await client.invalidateQueries({ queryKey: mySessionsQuery.queryKey }),
  });
  if (error) return <ProblemNote error={error} onRetry={() => void refetch()} />;
  if (!sessions) return <Skeleton height={90} />;
  const sorted = sessions.toSorted((one, other) => Number(other.current) - Number(one.current));
  return (
    <>
      <ul className="own-list" aria-label={t('settings.part.sessions')}>
        {sorted.map((session) => (
          <Row
            key={session.id}
            session={session}
            pending={end.isPending && end.variables === session.id}
            onEnd={session.current ? undefined : () => end.mutate(session.id)}
          />
        ))}
      </ul>
      <ProblemNote error={end.error} />
      {sorted.length > 1 ? (
        <div>
          <Button
            variant="default"
            color="red"
            loading={end.isPending && end.variables === undefined}
            onClick={() => end.mutate(undefined)}
          >
            {t('settings.endOthers')}
          </Button>
        </div>
      ) : (
        <p className="dim">{t('settings.onlyHere')}</p>
      )}
    </>
  );
}

interface Shown {
  readonly session: OpenSessionItem;
  readonly pending: boolean;
  readonly onEnd: (() => void) | undefined;
}

function Row({ session, pending, onEnd }: Shown) {
  const { t } = useTranslation();
  const { browser, system } = deviceName(session.agent);
  const name =
    browser === undefined ? t('settings.unknownDevice') : t('settings.device', { browser, system: system ?? t('settings.unknownSystem') });
  const Icon = system === 'Android' || system?.startsWith('iPhone') === true ? IconDeviceMobile : IconDeviceDesktop;
  return (
    <li>
      <Icon {...ICON} />
      <div className="own-item">
        <span>
          <b>{name}</b>
          {session.current && <span className="chip info">{t('settings.thisSession')}</span>}
        </span>
        <small className="dim">
          {t('settings.sessionOf', { address: session.address ?? t('settings.unknownPlace'), since: dayAndClock(session.createdAt) })}
        </small>
        <small className="dim">
          {t('settings.sessionSeen', { seen: dayAndClock(session.lastSeenAt), until: dayAndClock(session.expiresAt) })}
        </small>
      </div>
      {onEnd && (
        <Button size="compact-sm" variant="default" loading={pending} aria-label={t('settings.endOne', { name })} onClick={onEnd}>
          {t('shell.signOut')}
        </Button>
      )}
    </li>
  );
}
