/** A new password in place of the one that is known; what it must be is said before it is refused. */
import { Button, PasswordInput } from '@mantine/core';
import { useMutation, useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { request } from '../shared/request.ts';
import { ProblemNote } from '../ui/problem-note.tsx';
import { passwordQuery } from './password-query.ts';

export function PasswordForm({ onChanged }: { readonly onChanged: () => Promise<void> }) {
  const { t } = useTranslation();
  const { data: rules } = useQuery(passwordQuery);
  const [current, setCurrent] = useState('');
  const [next, setNext] = useState('');
  const [again, setAgain] = useState('');
  const change = useMutation({
    mutationFn: async () => await request('/session/password', { method: 'PUT', body: { current, next } }),
    async onSuccess() {
      for (const set of [setCurrent, setNext, setAgain]) set('');
      await onChanged();
    },
  });
  const differs = again !== '' && again !== next;
  const field = { required: true, visibilityToggleButtonProps: { 'aria-label': t('signIn.show') } };
  return (
    <form
      className="stack"
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
        description={rules && t(rules.classes > 0 ? 'password.rulesStrict' : 'password.rules', { ...rules })}
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
  );
}
