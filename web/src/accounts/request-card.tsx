/** One request: who asks for what, the account before and after, what the tables found, and the decision where it is the user's. */
import { Button, Checkbox } from '@mantine/core';
import { IconAlertTriangle } from '@tabler/icons-react';
import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { dayAndClock } from '../shared/instants.ts';
import { useLanguage } from '../shared/language.ts';
import { useNames } from '../shared/names.ts';
import { useAbility, useSession } from '../shared/session.ts';
import type { RequestItem } from '../shared/types.ts';
import { DeadlineChip } from '../ui/deadline-chip.tsx';
import { Facts } from '../ui/facts.tsx';
import { Comparison } from './comparison.tsx';
import { standingOf, type Standing } from './decidable.ts';
import { requested, snapshotOf, textOf } from './snapshot.ts';
import type { Decision, OpenRequest } from './use-decide.ts';

interface Card {
  readonly request: RequestItem;
  readonly busy: boolean;
  /** several can be decided together; undefined: not here */
  readonly chosen?: boolean;
  readonly onChoose?: (request: OpenRequest) => void;
  readonly onDecide: (request: OpenRequest, outcome: Decision['outcome']) => void;
}

export function RequestCard({ request, busy, chosen, onChoose, onDecide }: Card) {
  const { t } = useTranslation();
  const session = useSession();
  const standing = standingOf(request, session, useAbility());
  const { caseId, code, title, startedAt, startedBy, startedPerson, task, before, result } = request;
  const names = useNames([startedPerson ?? startedBy, task?.assignee, result?.approver], [request.unitPath]);
  const asked = request.request;
  const was = before && snapshotOf(before);
  const isNew = textOf(asked['operation']) === 'CREATE';
  return (
    <article className="card request" aria-label={title} data-chosen={chosen || undefined}>
      <header className="line start">
        {standing.is === 'mine' && onChoose && (
          <Checkbox aria-label={t('inbox.choose', { code })} checked={chosen === true} onChange={() => onChoose(standing.request)} />
        )}
        <h3>
          <Link to="/ho-so/$caseId" params={{ caseId }} className="link">
            {title}
          </Link>
        </h3>
        <span className="number dim">{code}</span>
        <span className="gap" />
        {result ? <Result result={result} by={names.person(result.approver)} /> : <DeadlineChip deadline={task?.deadline} />}
      </header>
      <div className="meta">
        <Facts
          facts={[
            [t('accounts.proposedBy'), names.person(startedPerson ?? startedBy)],
            [t('accounts.proposedAt'), dayAndClock(startedAt)],
            [t('case.unit'), names.unit(request.unitPath)],
            [t('accounts.reason'), textOf(asked['reason'])],
            [t('accounts.basis'), textOf(asked['basisDocument'])],
          ]}
        />
      </div>
      {request.findings.length > 0 && !result && (
        <ul className="findings">
          {request.findings.map(({ code: finding, severity, message }) => (
            <li key={finding} className={severity === 'BLOCK' ? 'bad' : undefined}>
              <IconAlertTriangle size={15} stroke={1.8} aria-hidden /> {message}
            </li>
          ))}
        </ul>
      )}
      {(isNew || was || result) && <Compared request={request} isNew={isNew} was={was} title={title} />}
      {!isNew && !was && !result && <p className="note">{t('accounts.notYours')}</p>}
      <footer className="line start">
        <Ending request={request} standing={standing} assignee={names.person(task?.assignee)} busy={busy} onDecide={onDecide} />
      </footer>
    </article>
  );
}

/** Of what is over the account has changed since: only what was asked for is told, where it was a new one. */
function Compared({
  request,
  isNew,
  was,
  title,
}: {
  readonly request: RequestItem;
  readonly isNew: boolean;
  readonly was: ReturnType<typeof snapshotOf> | undefined;
  readonly title: string;
}) {
  if (request.result && !isNew) return null;
  return <Comparison label={title} before={was} after={requested(request.request, was)} />;
}

function Result({ result, by }: { readonly result: NonNullable<RequestItem['result']>; readonly by: string }) {
  const { t } = useTranslation();
  const good = result.result === 'effective';
  return (
    <span className="line start">
      <span className={good ? 'chip done' : 'chip calm'}>{t(`accounts.result.${result.result}`)}</span>
      <span className="dim">{[dayAndClock(result.at), by].filter((part) => part !== '').join(', ')}</span>
    </span>
  );
}

interface End {
  readonly request: RequestItem;
  readonly standing: Standing;
  readonly assignee: string;
  readonly busy: boolean;
  readonly onDecide: Card['onDecide'];
}

function Ending({ request, standing, assignee, busy, onDecide }: End) {
  const { t } = useTranslation();
  const language = useLanguage();
  const { account } = useSession();
  const { caseId, title, result, startedBy } = request;
  if (result) {
    const again = result.result !== 'effective' && startedBy === account;
    return (
      <>
        {result.reason !== undefined && <q className="quoted">{result.reason}</q>}
        <span className="gap" />
        {again && (
          <Button
            size="compact-sm"
            variant="default"
            renderRoot={(props) => <Link to="/tai-khoan/lap-de-nghi" search={{ tu: caseId }} {...props} />}
          >
            {t('accounts.again')}
          </Button>
        )}
      </>
    );
  }
  if (standing.is === 'mine')
    return (
      <>
        <Button
          size="compact-md"
          disabled={busy}
          aria-label={t('accounts.approveOne', { title })}
          onClick={() => onDecide(standing.request, 'approve')}
        >
          {t('accounts.approve')}
        </Button>
        <Button
          size="compact-md"
          variant="default"
          disabled={busy}
          aria-label={t('accounts.refuseOne', { title })}
          onClick={() => onDecide(standing.request, 'reject')}
        >
          {t('accounts.refuse')}
        </Button>
      </>
    );
  if (standing.is === 'toCorrect')
    return (
      <Button size="compact-md" renderRoot={(props) => <Link to="/ho-so/$caseId" params={{ caseId }} {...props} />}>
        {t('accounts.correct')}
      </Button>
    );
  return (
    <p className="dim flat">
      {standing.is === 'forbidden' ? standing.reason[language] : t(`accounts.why.${standing.why}`, { name: assignee })}
    </p>
  );
}
