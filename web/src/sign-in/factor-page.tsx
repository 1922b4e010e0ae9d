/** An authenticator is enrolled: its secret is shown once, and counts when its code was right. */
import { Button, Code, TextInput } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { request } from '../shared/request.ts';
import { sessionQuery, useSession } from '../shared/session.ts';
import type { OtpBegun } from '../shared/types.ts';
import { ProblemNote } from '../ui/problem-note.tsx';

export function FactorPage() {
  const { t } = useTranslation();
  const { obligation } = useSession();
  const begin = useMutation({
    mutationFn: async () => await request<OtpBegun>('/factors/otp', { method: 'POST', body: { name: t('factor.name') } }),
  });
  return (
    <div className="page narrow">
      <h1>{t('factor.title')}</h1>
      <p className="dim">{t(obligation === 'enrolSecondFactor' ? 'factor.must' : 'factor.hint')}</p>
      <div className="card padded stack">
        <ProblemNote error={begin.error} />
        {begin.data ? (
          <Confirm begun={begin.data} />
        ) : (
          <Button loading={begin.isPending} onClick={() => begin.mutate()}>
            {t('factor.begin')}
          </Button>
        )}
      </div>
    </div>
  );
}

function Confirm({ begun }: { readonly begun: OtpBegun }) {
  const { t } = useTranslation();
  const client = useQueryClient();
  const navigate = useNavigate();
  const [code, setCode] = useState('');
  const confirm = useMutation({
    mutationFn: async () => await request(`/factors/otp/${begun.factor}/confirmation`, { method: 'POST', body: { code: code.trim() } }),
    async onSuccess() {
      await client.invalidateQueries({ queryKey: sessionQuery.queryKey });
      notifications.show({ message: t('factor.done') });
      await navigate({ to: '/viec' });
    },
    onError: () => setCode(''),
  });
  return (
    <form
      className="stack"
      onSubmit={(event) => {
        event.preventDefault();
        confirm.mutate();
      }}
    >
      <p>{t('factor.secret')}</p>
      <Code block>{begun.secret}</Code>
      <ProblemNote error={confirm.error} />
      <TextInput
        label={t('signIn.code')}
        autoComplete="one-time-code"
        inputMode="numeric"
        required
        value={code}
        onChange={(event) => setCode(event.currentTarget.value)}
      />
      <Button type="submit" loading={confirm.isPending} disabled={code.trim().length < 6}>
        {t('factor.confirm')}
      </Button>
    </form>
  );
}
