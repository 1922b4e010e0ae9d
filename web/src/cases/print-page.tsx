/** A case on paper: its facts, whom it is about, deadlines with their basis, every step with who and why, opinions, and what was decided. */
import { Anchor, Button, Skeleton } from '@mantine/core';
import { IconPrinter } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { Link, useParams } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { shownDate } from '../../../forms/shown-date.ts';
import { dayAndClock } from '../shared/instants.ts';
import { useNames } from '../shared/names.ts';
import { useSession } from '../shared/session.ts';
import type { CaseDetail } from '../shared/types.ts';
import { Facts } from '../ui/facts.tsx';
import { ICON } from '../ui/icon.ts';
import { ProblemNote } from '../ui/problem-note.tsx';
import { casePersonsQuery, caseQuery, caseTasksQuery, commentsQuery, decisionsQuery } from './case-queries.ts';
import { CaseDeadlines } from './case-deadlines.tsx';
import { Decisions } from './decisions.tsx';
import { History } from './history.tsx';
import { PrintedSteps } from './printed-steps.tsx';

export function PrintPage() {
  const { caseId } = useParams({ from: '/inside/ho-so/$caseId/in' });
  const { data, error, isPending, refetch } = useQuery(caseQuery(caseId));
  if (isPending) return <Skeleton height={300} m="md" />;
  if (error)
    return (
      <div className="page narrow">
        <ProblemNote error={error} onRetry={() => void refetch()} />
      </div>
    );
  return <Printed record={data} />;
}

function Printed({ record }: { readonly record: CaseDetail }) {
  const { t } = useTranslation();
  const { person } = useSession();
  const { data: tasks } = useQuery(caseTasksQuery(record.id));
  const { data: comments } = useQuery(commentsQuery(record.id));
  const { data: persons } = useQuery({ ...casePersonsQuery(record.id), enabled: record.parties.length > 0 });
  const { data: decisions } = useQuery(decisionsQuery(record.id));
  const names = useNames(
    [person, record.startedPerson ?? record.startedBy, ...(comments?.items ?? []).map((one) => one.person ?? one.account)],
    [record.unitPath],
    [record.procedure],
  );
  const status = record.endedHow === 'cancelled' ? 'cancelled' : record.status;
  return (
    <article className="page medium printed">
      <div className="line no-print">
        <Anchor renderRoot={(props) => <Link to="/ho-so/$caseId" params={{ caseId: record.id }} {...props} />}>{t('print.back')}</Anchor>
        <Button leftSection={<IconPrinter {...ICON} size={16} />} onClick={() => window.print()}>
          {t('case.print')}
        </Button>
      </div>
      <h1>{record.title}</h1>
      <Facts
        facts={[
          [t('print.code'), record.code],
          [t('cases.column.procedure'), names.procedure(record.procedure)],
          [t('case.unit'), names.unit(record.unitPath)],
          [t('cases.column.status'), t(`case.status.${status}`)],
          [t('case.started'), `${dayAndClock(record.startedAt)}, ${names.person(record.startedPerson ?? record.startedBy)}`],
          [t('case.ended'), record.endedAt && dayAndClock(record.endedAt)],
          [
            t('case.persons'),
            persons?.items.map(({ name, birth }) => (birth === undefined ? name : `${name} (${shownDate(birth)})`)).join('; '),
          ],
        ]}
      />
      <CaseDeadlines open={tasks?.items.filter(({ state }) => state === 'open') ?? []} />
      <PrintedSteps tasks={tasks?.items ?? []} comments={comments?.items ?? []} />
      {decisions && decisions.items.length > 0 && (
        <section className="card" aria-labelledby="printed-decisions">
          <div className="section-head">
            <h2 id="printed-decisions">{t('case.tab.decisions')}</h2>
          </div>
          <div className="panel">
            <Decisions record={record} />
          </div>
        </section>
      )}
      {comments && comments.items.length > 0 && (
        <section className="card" aria-labelledby="printed-comments">
          <div className="section-head">
            <h2 id="printed-comments">{t('case.tab.comments')}</h2>
          </div>
          <ul className="plain-list padded-list">
            {comments.items.map((one) => (
              <li key={one.revision}>
                <b>{names.person(one.person ?? one.account)}</b> <small className="dim">{dayAndClock(one.at)}</small>
                <p className="flat">{one.text}</p>
              </li>
            ))}
          </ul>
        </section>
      )}
      <section className="card" aria-labelledby="printed-history">
        <div className="section-head">
          <h2 id="printed-history">{t('case.tab.history')}</h2>
        </div>
        <div className="scroll-x">
          <History caseId={record.id} />
        </div>
      </section>
      <p className="dim small">
        {t('print.by', { name: names.person(person), at: dayAndClock(new Date().toISOString()), revision: record.revision })}
      </p>
    </article>
  );
}
