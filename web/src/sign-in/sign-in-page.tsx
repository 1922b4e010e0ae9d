import { useQueryClient } from '@tanstack/react-query';
import { Link, useNavigate, useSearch } from '@tanstack/react-router';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { LANGUAGES, speak } from '../app/i18n.ts';
import { forgetActing } from '../shared/acting.ts';
import { sessionQuery } from '../shared/session.ts';
import type { FactorAsked, SessionNow } from '../shared/types.ts';
import { FactorForm } from './factor-form.tsx';
import { LoginForm } from './login-form.tsx';

/** Password first, then the second factor where the account needs one. */
export function SignInPage() {
  const { t, i18n } = useTranslation();
  const { den } = useSearch({ from: '/dang-nhap' });
  const client = useQueryClient();
  const navigate = useNavigate();
  const [asked, setAsked] = useState<FactorAsked>();
  const enter = async (session: SessionNow): Promise<void> => {
    // another person may have worked in this tab before
    forgetActing();
    client.clear();
    client.setQueryData(sessionQuery.queryKey, session);
    await navigate({ href: den ?? '/viec', replace: true });
  };
  return (
    <main className="door">
      <div className="card door-card">
        <div className="door-head">
          <img src="/favicon.svg" width={44} height={44} alt="" />
          <h1>{t('app.name')}</h1>
          <p className="dim">{t('app.purpose')}</p>
        </div>
        {asked ? (
          <FactorForm asked={asked} onEnter={enter} onBack={() => setAsked(undefined)} />
        ) : (
          <LoginForm onEnter={enter} onFactor={setAsked} />
        )}
      </div>
      <Link to="/tra-cuu" className="link">
        {t('lookup.forCitizens')}
      </Link>
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
