/**
 * Tra cứu tiến độ: a citizen follows the own case by the code on the receipt and the year of birth, without an account. Neither is kept:
 * not in the address, not in the browser, not on the page once it is left.
 */
import { Anchor } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useEffect } from 'react';
import { useTranslation } from 'react-i18next';
import { LANGUAGES, speak } from '../app/i18n.ts';
import { request } from '../shared/request.ts';
import type { ProgressNow } from '../shared/types.ts';
import './lookup.css';
import { LookupForm, type Asked } from './lookup-form.tsx';
import { ProgressShown } from './progress-shown.tsx';

export function LookupPage() {
  const { t, i18n } = useTranslation();
  useTitle(`${t('lookup.title')} – ${t('app.name')}`);
  const lookUp = useMutation({
    gcTime: 0,
    mutationFn: async (body: Asked) => await request<ProgressNow>('/lookup', { method: 'POST', body }),
  });
  const { data, reset } = lookUp;
  useEffect(() => {
    // whoever comes back to a page that the browser kept whole, may be another person
    addEventListener('pagehide', reset);
    return () => removeEventListener('pagehide', reset);
  }, [reset]);
  return (
    <main className="public">
      <header className="public-head">
        <img src="/favicon.svg" width={40} height={40} alt="" />
        <div>
          <h1>{t('lookup.title')}</h1>
          <p>{t('app.purpose')}</p>
        </div>
      </header>
      {data ? (
        <ProgressShown progress={data} onAgain={reset} />
      ) : (
        <LookupForm error={lookUp.error} busy={lookUp.isPending} onAsked={lookUp.mutate} />
      )}
      <footer className="public-foot no-print">
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
        <span className="gap" />
        <Anchor renderRoot={(props) => <Link to="/dang-nhap" {...props} />}>{t('lookup.officials')}</Anchor>
      </footer>
    </main>
  );
}

/** Of the window, as long as this page is in it. */
function useTitle(title: string): void {
  useEffect(() => {
    const before = document.title;
    document.title = title;
    return () => {
      document.title = before;
    };
  }, [title]);
}
