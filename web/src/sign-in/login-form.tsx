import { Button, PasswordInput, TextInput } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { isProblem } from '../shared/problem.ts';
import { request } from '../shared/request.ts';
import type { FactorAsked, SessionNow } from '../shared/types.ts';
import { ProblemNote } from '../ui/problem-note.tsx';
import { WaitBefore } from './wait-before.tsx';

const SECOND_MS = 1_000;

interface Door {
  readonly onEnter: (session: SessionNow) => Promise<void>;
  readonly onFactor: (asked: FactorAsked) => void;
}

export function LoginForm({ onEnter, onFactor }: Door) {
  const { t } = useTranslation();
  const [login, setLogin] = useState('');
  const [password, setPassword] = useState('');
  const signIn = useMutation({
    mutationFn: async () =>
      await request<SessionNow | FactorAsked>('/session', { method: 'POST', body: { login: login.trim(), password } }),
    onSuccess: async (answer) => ('step' in answer ? onFactor(answer) : await onEnter(answer)),
    onError: () => setPassword(''),
  });
  const wait = isProblem(signIn.error) ? signIn.error.wait : undefined;
  const again = wait === undefined ? undefined : signIn.submittedAt + wait * SECOND_MS;
  return (
    <form
      className="stack"
      onSubmit={(event) => {
        event.preventDefault();
        signIn.mutate();
      }}
    >
      {again === undefined ? <ProblemNote error={signIn.error} /> : <WaitBefore again={again} onOver={signIn.reset} />}
      <TextInput
        label={t('signIn.login')}
        autoComplete="username"
        autoFocus
        required
        value={login}
        onChange={(event) => setLogin(event.currentTarget.value)}
      />
      <PasswordInput
        label={t('signIn.password')}
        autoComplete="current-password"
        required
        value={password}
        onChange={(event) => setPassword(event.currentTarget.value)}
        visibilityToggleButtonProps={{ 'aria-label': t('signIn.show') }}
      />
      <Button type="submit" loading={signIn.isPending} disabled={login.trim() === '' || password === '' || again !== undefined}>
        {t('signIn.submit')}
      </Button>
      <p className="dim flat small">{t('signIn.help')}</p>
    </form>
  );
}
