/** Whom the case is about, and what else there is about them: running or ended, as far as one may see it. */
import { Anchor } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { shownDate } from '../../../forms/shown-date.ts';
import { day } from '../shared/instants.ts';
import { useNames } from '../shared/names.ts';
import type { CaseDetail, CaseItem } from '../shared/types.ts';
import { ProblemNote } from '../ui/problem-note.tsx';
import { casePersonsQuery, relatedQuery } from './case-queries.ts';
import { StatusChip } from './status-chip.tsx';

export function CasePersons({ record }: { readonly record: CaseDetail }) {
  const { t } = useTranslation();
  const isAbout = record.parties.length > 0;
  const persons = useQuery({ ...casePersonsQuery(record.id), enabled: isAbout });
  const related = useQuery({ ...relatedQuery(record.id), enabled: isAbout });
  if (!isAbout) return null;
  return (
    <section className="card" aria-labelledby="persons">
      <div className="section-head">
        <h2 id="persons">{t('case.persons')}</h2>
      </div>
      <div className="padded-list">
        <ProblemNote error={persons.error ?? related.error} />
        <ul className="plain-list">
          {persons.data?.items.map(({ id, name, birth, fileNumber, identityNumber }) => (
            <li key={id}>
              <b>{name}</b>
              <small className="dim">
                {[
                  birth !== undefined && t('case.birth', { day: shownDate(birth) }),
                  identityNumber !== undefined && t('case.identity', { number: identityNumber }),
                  fileNumber !== undefined && t('case.fileNumber', { number: fileNumber }),
                ]
                  .filter(Boolean)
                  .join(', ')}
              </small>
            </li>
          ))}
        </ul>
        {related.data && <Related cases={related.data.items} />}
      </div>
    </section>
  );
}

function Related({ cases }: { readonly cases: readonly CaseItem[] }) {
  const { t } = useTranslation();
  const names = useNames(
    [],
    [],
    cases.map(({ procedure }) => procedure),
  );
  return (
    <>
      <h3 className="list-title">{t('case.related')}</h3>
      {cases.length === 0 && <p className="dim flat small">{t('case.relatedNone')}</p>}
      <ul className="plain-list">
        {cases.map(({ id, code, title, procedure, startedAt, status, endedHow }) => (
          <li key={id}>
            <Anchor renderRoot={(props) => <Link to="/ho-so/$caseId" params={{ caseId: id }} {...props} />}>{title}</Anchor>
            <small className="dim">
              <span className="number">{code}</span>, {names.procedure(procedure)}, {day(startedAt)}
            </small>
            <StatusChip status={status} how={endedHow} />
          </li>
        ))}
      </ul>
    </>
  );
}
