/** Signing in without a password, as far as it is offered here: a passkey, or the central sign-in of the state. */
import { Button } from '@mantine/core';
import { IconFingerprint, IconId } from '@tabler/icons-react';
import { queryOptions, useMutation, useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { request } from '../shared/request.ts';
import type { SessionNow, SignInWays } from '../shared/types.ts';
import { ICON } from '../ui/icon.ts';
import { ProblemNote } from '../ui/problem-note.tsx';
import { answerPasskey, hasPasskeys } from './passkey.ts';
import { keepAim } from './aim.ts';

export const waysQuery = queryOptions({
  queryKey: ['sign-in-ways'],
  staleTime: Infinity,
  queryFn: async ({ signal }) => await request<SignInWays>('/session/methods', { signal }),
});

interface Ways {
  readonly aim: string | undefined;
  readonly onEnter: (session: SessionNow) => Promise<void>;
}

export function OtherWays({ aim, onEnter }: Ways) {
  const { t } = useTranslation();
  const { data: ways } = useQuery(waysQuery);
  const byPasskey = useMutation({
    mutationFn: async () => {
      const response = await answerPasskey('/session/passkey-options');
      return await request<SessionNow>('/session/factor', { method: 'POST', body: { method: 'passkey', response } });
    },
    onSuccess: onEnter,
  });
  const byIdentity = useMutation({
    mutationFn: async () => await request<{ readonly location: string }>('/session/identity', { method: 'POST' }),
    onSuccess({ location }) {
      keepAim(aim);
      window.location.assign(location);
    },
  });
  const passkey = ways?.passkey === true && hasPasskeys();
  if (!passkey && !ways?.identity) return null;
  return (
    <div className="stack tight">
      <p className="or">{t('signIn.or')}</p>
      {ways?.identity && (
        <Button
          variant="default"
          leftSection={<IconId {...ICON} />}
          loading={byIdentity.isPending || byIdentity.isSuccess}
          onClick={() => byIdentity.mutate()}
        >
          {t('signIn.byIdentity', { name: ways.identity.name })}
        </Button>
      )}
      {passkey && (
        <Button
          variant="default"
          leftSection={<IconFingerprint {...ICON} />}
          loading={byPasskey.isPending}
          onClick={() => byPasskey.mutate()}
        >
          {t('signIn.byPasskey')}
        </Button>
      )}
      <ProblemNote error={byIdentity.error ?? byPasskey.error} />
    </div>
  );
}
