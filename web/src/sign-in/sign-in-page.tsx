import { notifications } from '@mantine/notifications';
import { useQueryClient } from '@tanstack/react-query';
import { Link, useNavigate, useSearch } from '@tanstack/react-router';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { LANGUAGES, speak } from '../app/i18n.ts';
import { forgetActing } from '../shared/acting.ts';
import { sessionQuery } from '../shared/session.ts';
import type { FactorAsked, SessionNow } from '../shared/types.ts';
import { takeAim } from './aim.ts';
import { FactorForm } from './factor-form.tsx';
import { failuresSaid } from './failures-said.ts';
import { LoginForm } from './login-form.tsx';
import { OtherWays } from './other-ways.tsx';

/** Long enough to be read; then nothing lies over the page any more. */
const READ_MS = 12_000;
/** Of the second step after the central sign-in, which does not say what the account has. */
const ANY_FACTOR = { methods: ['otp', 'passkey', 'recovery'] } as const;
/** Why the central sign-in brought somebody back without a session. */
const CAME_BACK = ['identityWithoutAccount', 'signInStepOver'] as const;

/** Password first, then the second factor where the account needs one; or another way, where one is offered. */
export function SignInPage() {
  const { t } = useTranslation();
  const { den, signIn } = useSearch({ from: '/dang-nhap' });
  const client = useQueryClient();
  const navigate = useNavigate();
  const [asked, setAsked] = useState<Pick<FactorAsked, 'methods'> | undefined>(
    signIn === 'secondFactor' ? { methods: [...ANY_FACTOR.methods] } : undefined,
  );
  const enter = async (session: SessionNow): Promise<void> => {
    // another person may have worked in this tab before
    forgetActing();
    client.clear();
    client.setQueryData(sessionQuery.queryKey, session);
    const message = failuresSaid(session, t);
    if (message !== undefined) notifications.show({ message, color: 'orange', autoClose: READ_MS });
    await navigate({ href: den ?? takeAim() ?? '/viec', replace: true });
  };
  const why = signIn !== undefined && signIn !== 'secondFactor' && (CAME_BACK.find((one) => one === signIn) ?? 'other');
  return (
    <main className="door">
      <div className="card door-card">
        <div className="door-head">
          <img src="/favicon.svg" width={44} height={44} alt="" />
          <h1>{t('app.name')}</h1>
          <p className="dim">{t('app.purpose')}</p>
        </div>
        {why && !asked && (
          <p className="note warn" role="alert">
            {t(`signIn.cameBack.${why}`)}
          </p>
        )}
        {asked ? (
          <FactorForm asked={asked} onEnter={enter} onBack={() => setAsked(undefined)} />
        ) : (
          <>
            <LoginForm onEnter={enter} onFactor={setAsked} />
            <OtherWays aim={den} onEnter={enter} />
          </>
        )}
      </div>
      <Link to="/tra-cuu" className="link">
        {t('lookup.forCitizens')}
      </Link>
      <Languages />
    </main>
  );
}

function Languages() {
  const { t, i18n } = useTranslation();
  return (
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
  );
}
