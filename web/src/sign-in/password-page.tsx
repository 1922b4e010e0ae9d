import { Button, PasswordInput } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { request } from '../shared/request.ts';
import { sessionQuery, useSession } from '../shared/session.ts';
import { ProblemNote } from '../ui/problem-note.tsx';

export function PasswordPage() {
  const { t } = useTranslation();
  const { obligation } = useSession();
  const client = useQueryClient();
  const navigate = useNavigate();
  const [current, setCurrent] = useState('');
  const [next, setNext] = useState('');
  const [again, setAgain] = useState('');
  const change = useMutation({
    mutationFn: async () => await request('/session/password', { method: 'PUT', body: { current, next } }),
    async onSuccess() {
      await client.invalidateQueries({ queryKey: sessionQuery.queryKey });
      notifications.show({ message: t('password.changed') });
      await navigate({ to: '/viec' });
    },
  });
  const differs = again !== '' && again !== next;
  const field = { required: true, visibilityToggleButtonProps: { 'aria-label': t('signIn.show') } };
  return (
    <div className="page narrow">
      <h1>{t('password.title')}</h1>
      <p className="dim">{t(obligation === 'changePassword' ? 'password.must' : 'password.hint')}</p>
      <form
        className="card stack"
        onSubmit={(event) => {
          event.preventDefault();
          change.mutate();
        }}
      >
        <ProblemNote error={change.error} />
        <PasswordInput
          {...field}
          label={t('password.current')}
          autoComplete="current-password"
          value={current}
          onChange={(event) => setCurrent(event.currentTarget.value)}
        />
        <PasswordInput
          {...field}
          label={t('password.next')}
          autoComplete="new-password"
          value={next}
          onChange={(event) => setNext(event.currentTarget.value)}
        />
        <PasswordInput
          {...field}
          label={t('password.again')}
          autoComplete="new-password"
          value={again}
          error={differs && t('password.differs')}
          onChange={(event) => setAgain(event.currentTarget.value)}
        />
        <Button type="submit" loading={change.isPending} disabled={current === '' || next === '' || again !== next}>
          {t('password.submit')}
        </Button>
      </form>
    </div>
  );
}
