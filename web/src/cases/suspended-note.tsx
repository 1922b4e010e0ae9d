/** That the case is suspended: since when, by whom and why; whoever may resumes it. */
import { Button } from '@mantine/core';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { dayAndClock } from '../shared/instants.ts';
import { useNames } from '../shared/names.ts';
import { newKey, request } from '../shared/request.ts';
import type { CaseDetail } from '../shared/types.ts';
import { ProblemNote } from '../ui/problem-note.tsx';
import { historyQuery } from './case-queries.ts';

export function SuspendedNote({ record }: { readonly record: CaseDetail }) {
  const { t } = useTranslation();
  const client = useQueryClient();
  const isSuspended = record.status === 'suspended';
  const { data } = useQuery({ ...historyQuery(record.id), enabled: isSuspended });
  const by = data?.items.findLast(({ command }) => command.type === 'suspendCase');
  const names = useNames([by?.actor.person ?? by?.actor.account]);
  const resume = useMutation({
    mutationFn: async (key: string) =>
      await request(`/cases/${record.id}/resume`, { method: 'POST', body: {}, idempotencyKey: key, revision: record.revision }),
    onSettled: async () => await client.invalidateQueries({ queryKey: ['case', record.id] }),
  });
  if (!isSuspended) return null;
  const { reason } = (by?.command ?? {}) as { readonly reason?: unknown };
  return (
    <div className="note warn returned" role="status">
      <b>{t('case.suspendedNote')}</b>
      {by && <span>{t('case.suspendedBy', { name: names.person(by.actor.person ?? by.actor.account), at: dayAndClock(by.at) })}</span>}
      {typeof reason === 'string' && <q>{reason}</q>}
      <ProblemNote error={resume.error} />
      {record.permissions.includes('resume') && (
        <div className="line start no-print">
          <Button size="compact-sm" variant="default" loading={resume.isPending} onClick={() => resume.mutate(newKey())}>
            {t('case.resume')}
          </Button>
        </div>
      )}
    </div>
  );
}
