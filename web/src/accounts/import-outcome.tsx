/** What has become of each row that was sent. */
import { Button } from '@mantine/core';
import { IconCheck, IconX } from '@tabler/icons-react';
import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import type { ListOutcome, ListPreview } from '../shared/types.ts';

export function ImportOutcome({ outcome, preview }: { readonly outcome: ListOutcome; readonly preview: ListPreview }) {
  const { t } = useTranslation();
  const done = outcome.items.filter(({ ok }) => ok).length;
  const left = preview.rows.length - outcome.items.length;
  return (
    <section className="card padded stack" aria-labelledby="outcome" role="status">
      <h3 id="outcome">{t('accounts.sent', { count: done })}</h3>
      {left > 0 && <p className="note flat">{t('accounts.leftOut', { count: left })}</p>}
      <ul className="results">
        {outcome.items.map((item) => (
          <li key={item.line}>
            {item.ok ? <IconCheck className="good" aria-label={t('bulk.ok')} /> : <IconX className="bad" aria-label={t('bulk.refused')} />}
            <span>
              <span className="dim">{t('accounts.lineOf', { line: item.line })}</span>{' '}
              {item.ok ? (
                <Link to="/ho-so/$caseId" params={{ caseId: item.outcome.caseId }} className="link">
                  <span className="number">{item.outcome.code}</span> {item.outcome.title}
                </Link>
              ) : (
                <span className="bad">{item.refusal.message}</span>
              )}
            </span>
          </li>
        ))}
      </ul>
      <div className="line end">
        <Button renderRoot={(props) => <Link to="/tai-khoan/de-nghi" {...props} />}>{t('accounts.toRequests')}</Button>
      </div>
    </section>
  );
}
