/** Substitutions of one kind in a list, newest first; those that run or are to come can be ended. */
import { Button, Skeleton } from '@mantine/core';
import { useInfiniteQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { can } from '../../../policies/can.ts';
import { workAs } from '../shared/acting.ts';
import { useNames } from '../shared/names.ts';
import { request } from '../shared/request.ts';
import { useAbility, useSession } from '../shared/session.ts';
import type { SubstitutionItem } from '../shared/types.ts';
import { EmptyState } from '../ui/empty-state.tsx';
import { ProblemNote } from '../ui/problem-note.tsx';
import { ReasonDialog } from '../ui/reason-dialog.tsx';
import { standingOf, type Standing } from './standing.ts';
import { substitutionsQuery } from './substitution-queries.ts';
import { SubstitutionRow } from './substitution-row.tsx';

export type Whose = 'given' | 'received' | 'unit';

interface Listed {
  readonly whose: Whose;
  readonly standing: Standing | undefined;
}

export function SubstitutionList({ whose, standing }: Listed) {
  const { t } = useTranslation();
  const { person } = useSession();
  const ability = useAbility();
  const [now] = useState(() => Date.now());
  const [ending, setEnding] = useState<SubstitutionItem>();
  const { data, error, isPending, refetch, hasNextPage, fetchNextPage, isFetchingNextPage } = useInfiniteQuery(
    substitutionsQuery(whose === 'given' ? { absent: person } : whose === 'received' ? { substitute: person } : undefined),
  );
  const all = data?.pages.flatMap(({ items }) => items) ?? [];
  const ofKind = whose === 'unit' ? all.filter(({ absent, substitute }) => absent !== person && substitute !== person) : all;
  const shown = ofKind.filter((item) => standing === undefined || standingOf(item, now) === standing);
  const names = useNames(
    shown.flatMap(({ createdPerson, endedBy }) => [createdPerson, endedBy]),
    shown.flatMap(({ units }) => units),
    shown.flatMap(({ procedures }) => procedures),
  );
  const mayEnd = ({ absent, substitute, unitPath }: SubstitutionItem): boolean =>
    ability !== undefined && can(ability, 'end', 'Substitution', { absent, substitute, unitPath }).allowed;
  return (
    <>
      <ProblemNote error={error} onRetry={() => void refetch()} />
      {isPending && <Skeleton height={120} />}
      {data && shown.length === 0 && !hasNextPage && (
        <EmptyState
          title={t(`substitutions.none.${whose}`)}
          hint={t(ofKind.length > 0 ? 'inbox.noMatchHint' : `substitutions.noneHint.${whose}`)}
        />
      )}
      {shown.length > 0 && (
        <ul className="card cover-list" aria-label={t(`substitutions.${whose}`)}>
          {shown.map((item) => {
            const stands = standingOf(item, now);
            return (
              <SubstitutionRow
                key={item.id}
                item={item}
                standing={stands}
                names={names}
                self={person}
                onEnd={stands !== 'ended' && mayEnd(item) ? () => setEnding(item) : undefined}
                onAct={stands === 'running' && item.substitute === person ? () => workAs(item.absent) : undefined}
              />
            );
          })}
        </ul>
      )}
      {hasNextPage && (
        <Button variant="default" loading={isFetchingNextPage} onClick={() => void fetchNextPage()}>
          {t('cases.more')}
        </Button>
      )}
      {ending && (
        <ReasonDialog
          title={t('substitutions.endTitle', { substitute: ending.substituteName, absent: ending.absentName })}
          hint={t('substitutions.endHint')}
          action={t('substitutions.end')}
          act={async (reason, idempotencyKey) =>
            await request(`/substitutions/${ending.id}/end`, { method: 'POST', body: { reason }, idempotencyKey })
          }
          changes={['substitutions']}
          onClose={() => setEnding(undefined)}
        />
      )}
    </>
  );
}
