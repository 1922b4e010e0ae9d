/** Lịch sử: every step of the record, in the order in which it was written. */
import { useQuery } from '@tanstack/react-query';
import { Skeleton } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { dayAndClock } from '../shared/instants.ts';
import { useNames } from '../shared/names.ts';
import { ProblemNote } from '../ui/problem-note.tsx';
import { historyQuery } from './case-queries.ts';
import { useActName } from './use-act-name.ts';

export function History({ caseId }: { readonly caseId: string }) {
  const { t } = useTranslation();
  const act = useActName();
  const { data, error, isPending } = useQuery(historyQuery(caseId));
  const names = useNames(data?.items.flatMap(({ actor }) => [actor.person ?? actor.account, actor.onBehalfOf]) ?? []);
  if (isPending) return <Skeleton height={160} />;
  if (error) return <ProblemNote error={error} />;
  return (
    <table className="table">
      <thead>
        <tr>
          <th scope="col">{t('history.number')}</th>
          <th scope="col">{t('history.at')}</th>
          <th scope="col">{t('history.what')}</th>
          <th scope="col">{t('history.who')}</th>
          <th scope="col">{t('history.reason')}</th>
        </tr>
      </thead>
      <tbody>
        {data.items.map(({ revision, at, actor, command }) => (
          <tr key={revision}>
            <td className="number dim">{revision}</td>
            <td className="number">{dayAndClock(at)}</td>
            <td>{act(command.type)}</td>
            <td>
              {names.person(actor.person ?? actor.account)}
              {actor.onBehalfOf !== undefined && (
                <small className="dim">{t('history.behalf', { name: names.person(actor.onBehalfOf) })}</small>
              )}
            </td>
            <td>{reasonOf(command)}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

function reasonOf(command: object): string {
  const { reason } = command as { readonly reason?: unknown };
  return typeof reason === 'string' ? reason : '';
}
