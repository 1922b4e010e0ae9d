import { Button, PasswordInput, TextInput } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useNavigate, useSearch } from '@tanstack/react-router';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { LANGUAGES, speak } from '../app/i18n.ts';
import { request } from '../shared/request.ts';
import { sessionQuery } from '../shared/session.ts';
import type { SessionNow } from '../shared/types.ts';
import { ProblemNote } from '../ui/problem-note.tsx';

export function SignInPage() {
  const { t, i18n } = useTranslation();
  const { den } = useSearch({ from: '/dang-nhap' });
  const client = useQueryClient();
  const navigate = useNavigate();
  const [login, setLogin] = useState('');
  const [password, setPassword] = useState('');
  const signIn = useMutation({
    mutationFn: async () => await request<SessionNow>('/session', { method: 'POST', body: { login: login.trim(), password } }),
    async onSuccess(session) {
      client.clear();
      client.setQueryData(sessionQuery.queryKey, session);
      await navigate({ href: session.mustChangePassword ? '/mat-khau' : (den ?? '/viec'), replace: true });
    },
    onError: () => setPassword(''),
  });
  return (
    <main className="door">
      <form
        className="card door-card"
        onSubmit={(event) => {
          event.preventDefault();
          signIn.mutate();
        }}
      >
        <div className="door-head">
          <img src="/favicon.svg" width={44} height={44} alt="" />
          <h1>{t('app.name')}</h1>
          <p className="dim">{t('app.purpose')}</p>
        </div>
        <ProblemNote error={signIn.error} />
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
        <Button type="submit" loading={signIn.isPending} disabled={login.trim() === '' || password === ''}>
          {t('signIn.submit')}
        </Button>
        <p className="dim flat small">{t('signIn.help')}</p>
      </form>
      <p className="door-languages">
        {LANGUAGES.map((language) => (
          <button
            key={language}
            type="button"
            className="plain"
            aria-pressed={i18n.language === language}
            onClick={() => void speak(language)}
          >
            {t(`shell.language.${language}`)}
          </button>
        ))}
      </p>
    </main>
  );
}
