/** Requests one below the other, each decided by itself; with `several` also many at once, each with its own answer. */
import { Alert, Button } from '@mantine/core';
import { IconAlertCircle } from '@tabler/icons-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useAbility, useSession } from '../shared/session.ts';
import type { RequestItem } from '../shared/types.ts';
import { ProblemNote } from '../ui/problem-note.tsx';
import { standingOf } from './decidable.ts';
import { RefuseRequests } from './refuse-requests.tsx';
import { RequestCard } from './request-card.tsx';
import { useDecide, type Decision, type OpenRequest } from './use-decide.ts';

export function RequestList({ requests, several = false }: { readonly requests: readonly RequestItem[]; readonly several?: boolean }) {
  const { t } = useTranslation();
  const session = useSession();
  const ability = useAbility();
  const decide = useDecide();
  const [chosen, setChosen] = useState<ReadonlySet<string>>(new Set());
  const [refusing, setRefusing] = useState<readonly OpenRequest[]>();
  const mine = requests.flatMap((one) => {
    const standing = standingOf(one, session, ability);
    return standing.is === 'mine' ? [standing.request] : [];
  });
  const picked = mine.filter(({ caseId }) => chosen.has(caseId));
  const go = (those: readonly OpenRequest[], decision: Decision): void => {
    setChosen(new Set());
    decide.mutate({ requests: those, decision });
  };
  const begin = (those: readonly OpenRequest[], outcome: Decision['outcome']): void =>
    outcome === 'approve' ? go(those, { outcome }) : setRefusing(those);
  const toggle = ({ caseId }: OpenRequest): void => {
    const next = new Set(chosen);
    if (!next.delete(caseId)) next.add(caseId);
    setChosen(next);
  };
  return (
    <>
      {several && mine.length > 1 && (
        <div className="bulk" role="region" aria-label={t('accounts.bulk')}>
          <b>{t('accounts.chosen', { count: picked.length })}</b>
          <Button
            size="compact-sm"
            variant="subtle"
            onClick={() => setChosen(new Set(picked.length === mine.length ? [] : mine.map(({ caseId }) => caseId)))}
          >
            {t(picked.length === mine.length ? 'bulk.clear' : 'accounts.chooseAll', { count: mine.length })}
          </Button>
          <span className="gap" />
          {picked.length > 0 && (
            <>
              <Button size="compact-sm" loading={decide.isPending} onClick={() => begin(picked, 'approve')}>
                {t('accounts.approveMany', { count: picked.length })}
              </Button>
              <Button size="compact-sm" variant="default" onClick={() => begin(picked, 'reject')}>
                {t('accounts.refuseMany', { count: picked.length })}
              </Button>
            </>
          )}
        </div>
      )}
      <ProblemNote error={decide.error} />
      {decide.data && decide.data.length > 0 && (
        <Alert
          role="alert"
          color="red"
          variant="light"
          icon={<IconAlertCircle aria-hidden />}
          title={t('accounts.notTaken', { count: decide.data.length })}
        >
          <ul className="flat">
            {decide.data.map(({ request, message }) => (
              <li key={request.caseId}>
                <span className="number">{request.code}</span> {request.title}: {message}
              </li>
            ))}
          </ul>
        </Alert>
      )}
      {requests.map((one) => (
        <RequestCard
          key={one.caseId}
          request={one}
          busy={decide.isPending}
          onDecide={(request, outcome) => begin([request], outcome)}
          {...(several && mine.length > 1 && { chosen: chosen.has(one.caseId), onChoose: toggle })}
        />
      ))}
      {refusing && (
        <RefuseRequests
          requests={refusing}
          onClose={() => setRefusing(undefined)}
          onRefuse={(reason) => {
            setRefusing(undefined);
            go(refusing, { outcome: 'reject', reason });
          }}
        />
      )}
    </>
  );
}
