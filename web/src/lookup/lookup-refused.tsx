/** Why nothing is shown, and what to do about it, without words of the trade. */
import { useTranslation } from 'react-i18next';
import { clock, day } from '../shared/instants.ts';
import { isProblem } from '../shared/problem.ts';
import { ProblemNote } from '../ui/problem-note.tsx';

const SECOND_MS = 1_000;

export function LookupRefused({ error }: { readonly error: Error | null }) {
  const { t } = useTranslation();
  if (error === null) return null;
  if (isProblem(error) && error.code === 'progressNotFound')
    return (
      <div className="public-refusal" role="alert">
        <b>{t('lookup.notFound')}</b>
        <ul>
          <li>{t('lookup.notFoundCode')}</li>
          <li>{t('lookup.notFoundYear')}</li>
          <li>{t('lookup.notFoundNew')}</li>
        </ul>
      </div>
    );
  if (isProblem(error) && error.code === 'tooManyLookups') {
    const until = new Date(Date.now() + (error.wait ?? 0) * SECOND_MS).toISOString();
    return (
      <div className="public-refusal" role="alert">
        <b>{t('lookup.tooMany')}</b>
        <p>{t('lookup.tooManyUntil', { clock: clock(until), day: day(until) })}</p>
      </div>
    );
  }
  return <ProblemNote error={error} />;
}
