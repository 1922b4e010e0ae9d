/** Cài đặt cá nhân: what is one's own: how one signs in and where, what one may do, and how the application looks. */
import { notifications } from '@mantine/notifications';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { day } from '../shared/instants.ts';
import { sessionQuery } from '../shared/session.ts';
import { PasswordForm } from '../sign-in/password-form.tsx';
import { passwordQuery } from '../sign-in/password-query.ts';
import { Look } from './look.tsx';
import { MailChoice } from './mail-choice.tsx';
import { MyFactors } from './my-factors.tsx';
import { MyRights } from './my-rights.tsx';
import { MySessions } from './my-sessions.tsx';
import './settings.css';

const PARTS = ['me', 'password', 'factors', 'sessions', 'look', 'mail'] as const;

export function SettingsPage() {
  const { t } = useTranslation();
  return (
    <div className="page settings">
      <h1>{t('settings.title')}</h1>
      <nav className="chips no-print" aria-label={t('settings.parts')}>
        {PARTS.map((part) => (
          <a key={part} href={`#${part}`}>
            {t(`settings.part.${part}`)}
          </a>
        ))}
      </nav>
      <Part id="me" hint={t('settings.hint.me')}>
        <MyRights />
      </Part>
      <Part id="password" hint={t('settings.hint.password')}>
        <MyPassword />
      </Part>
      <Part id="factors" hint={t('settings.hint.factors')}>
        <MyFactors />
      </Part>
      <Part id="sessions" hint={t('settings.hint.sessions')}>
        <MySessions />
      </Part>
      <Part id="look" hint={t('settings.hint.look')}>
        <Look />
      </Part>
      <Part id="mail" hint={t('settings.hint.mail')}>
        <MailChoice />
      </Part>
    </div>
  );
}

function Part({ id, hint, children }: { readonly id: (typeof PARTS)[number]; readonly hint: string; readonly children: ReactNode }) {
  const { t } = useTranslation();
  return (
    <section id={id} className="card padded settings-part" aria-labelledby={`${id}-title`}>
      <header>
        <h2 id={`${id}-title`}>{t(`settings.part.${id}`)}</h2>
        <p className="dim">{hint}</p>
      </header>
      <div className="stack">{children}</div>
    </section>
  );
}

function MyPassword() {
  const { t } = useTranslation();
  const client = useQueryClient();
  const { data } = useQuery(passwordQuery);
  return (
    <>
      {data?.expiresAt !== undefined && (
        <p className={data.endsSoon ? 'note warn' : 'note'}>
          {t('settings.passwordUntil', { changed: day(data.changedAt ?? ''), until: day(data.expiresAt) })}
        </p>
      )}
      <PasswordForm
        onChanged={async () => {
          notifications.show({ message: t('password.changed') });
          for (const queryKey of [sessionQuery.queryKey, ['my-sessions']]) await client.invalidateQueries({ queryKey });
        }}
      />
    </>
  );
}
