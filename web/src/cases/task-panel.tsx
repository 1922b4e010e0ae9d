/** One task: whose it is, its form, and how it can end. What is typed stays until it is sent, whatever happens around it. */
import { Button, Skeleton, Textarea } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { JsonObject } from '../../../forms/form.ts';
import { FilledForm } from '../form/filled-form.tsx';
import { isProblem } from '../shared/problem.ts';
import { dayAndClock } from '../shared/instants.ts';
import { newKey, request } from '../shared/request.ts';
import { useNames } from '../shared/names.ts';
import { useSession } from '../shared/session.ts';
import type { TaskDetail } from '../shared/types.ts';
import { FreshProof, needsFreshProof } from '../sign-in/fresh-proof.tsx';
import { DeadlineWhy } from '../ui/deadline-why.tsx';
import { ProblemNote } from '../ui/problem-note.tsx';
import { taskFormQuery, taskQuery } from './case-queries.ts';

export function TaskPanel({ caseId, instance }: { readonly caseId: string; readonly instance: number }) {
  const { data: task, error, isPending } = useQuery(taskQuery(caseId, instance));
  if (isPending) return <Skeleton height={200} />;
  if (error) return <ProblemNote error={error} />;
  return <Work task={task} />;
}

function Work({ task }: { readonly task: TaskDetail }) {
  const { account, person } = useSession();
  const mine = task.assignee === account || task.assignee === person;
  return (
    <div className="stack">
      <div>
        <h2 className="task-name">{task.name}</h2>
        <DeadlineWhy task={task} />
      </div>
      <Whose task={task} mine={mine} />
      {task.form === undefined ? <Finish task={task} mine={mine} /> : <WithForm task={task} mine={mine} />}
    </div>
  );
}

function Whose({ task, mine }: { readonly task: TaskDetail; readonly mine: boolean }) {
  const { t } = useTranslation();
  const names = useNames([task.assignee]);
  const act = useTaskAct(task);
  const mayClaim = task.assignee === undefined && task.permissions.includes('claim');
  if (mine)
    return (
      <div className="line start">
        <span className="chip info">{t('task.yours')}</span>
        {task.claimedAt !== undefined && <span className="dim">{dayAndClock(task.claimedAt)}</span>}
        {task.permissions.includes('unclaim') && (
          <Button
            size="compact-sm"
            variant="subtle"
            loading={act.isPending}
            onClick={() => act.mutate({ what: 'unclaim', body: {}, key: newKey() })}
          >
            {t('task.unclaim')}
          </Button>
        )}
        <ProblemNote error={act.error} />
      </div>
    );
  return (
    <div className="note line start">
      <span>
        {task.assignee === undefined
          ? t(mayClaim ? 'task.free' : 'task.notForYou')
          : t('task.withOther', { name: names.person(task.assignee) })}
      </span>
      {mayClaim && (
        <Button loading={act.isPending} onClick={() => act.mutate({ what: 'claim', body: {}, key: newKey() })}>
          {t('task.claim')}
        </Button>
      )}
      <ProblemNote error={act.error} />
    </div>
  );
}

function WithForm({ task, mine }: { readonly task: TaskDetail; readonly mine: boolean }) {
  const { data, error, isPending, refetch } = useQuery(taskFormQuery(task.caseId, task.instance));
  if (isPending) return <Skeleton height={240} />;
  if (error) return <ProblemNote error={error} onRetry={() => void refetch()} />;
  return (
    <FilledForm shown={data} place={placeOf(task)} readOnly={!mine} caseId={task.caseId}>
      {(check) => <Finish task={task} mine={mine} check={check} />}
    </FilledForm>
  );
}

const placeOf = ({ procedure, unitPath, node, confidentiality }: TaskDetail) => ({ procedure, unitPath, node, confidentiality });

interface Finishing {
  readonly task: TaskDetail;
  readonly mine: boolean;
  /** the data of the form; undefined while something in it is wrong */
  readonly check?: () => JsonObject | undefined;
}

function Finish({ task, mine, check }: Finishing) {
  const { t } = useTranslation();
  const [reason, setReason] = useState('');
  const [lacks, setLacks] = useState(false);
  const act = useTaskAct(task);
  if (!mine || !task.permissions.includes('complete')) return null;
  const finish = (outcome: string | undefined, reasonRequired: boolean): void => {
    const variables = check ? check() : {};
    const missing = reasonRequired && reason.trim() === '';
    setLacks(missing);
    if (!variables || missing) return;
    const body = {
      ...(outcome !== undefined && { outcome }),
      ...(reason.trim() !== '' && { reason: reason.trim() }),
      ...(check && { variables }),
    };
    act.mutate({ what: 'complete', body, key: newKey() });
  };
  return (
    <div className="finish no-print">
      {task.choices.some(({ reasonRequired }) => reasonRequired) && (
        <Textarea
          label={t('task.reason')}
          description={t('task.reasonHint')}
          autosize
          minRows={2}
          value={reason}
          error={lacks && t('task.reasonMissing')}
          onChange={(event) => setReason(event.currentTarget.value)}
        />
      )}
      {!needsFreshProof(act.error) && <ProblemNote error={act.error} />}
      <FreshProof
        opened={needsFreshProof(act.error)}
        onClose={() => act.reset()}
        onProven={() => act.variables && act.mutate({ ...act.variables, key: newKey() })}
      />
      {isProblem(act.error) && act.error.code === 'staleRevision' && <p className="note">{t('task.changedMeanwhile')}</p>}
      <div className="line start">
        {task.choices.length === 0 && (
          <Button loading={act.isPending} onClick={() => finish(undefined, false)}>
            {t('task.complete')}
          </Button>
        )}
        {task.choices.map(({ id, name, reasonRequired, returnTo }, at) => (
          <Button
            key={id}
            variant={at === 0 ? 'filled' : 'default'}
            color={reasonRequired && returnTo === undefined && at > 0 ? 'red' : undefined}
            loading={act.isPending && act.variables?.body.outcome === id}
            disabled={act.isPending}
            onClick={() => finish(id, reasonRequired)}
          >
            {name}
          </Button>
        ))}
      </div>
    </div>
  );
}

interface Act {
  readonly what: 'claim' | 'unclaim' | 'complete';
  readonly body: { readonly outcome?: string; readonly reason?: string; readonly variables?: JsonObject };
  readonly key: string;
}

function useTaskAct(task: TaskDetail) {
  const { t } = useTranslation();
  const client = useQueryClient();
  const navigate = useNavigate({ from: '/ho-so/$caseId' });
  return useMutation({
    mutationFn: async ({ what, body, key }: Act) =>
      await request(`/tasks/${task.caseId}/${task.instance}/${what}`, { method: 'POST', body, idempotencyKey: key }),
    async onSuccess(_, { what }) {
      if (what === 'complete') {
        notifications.show({ message: t('task.completed', { name: task.name }) });
        await navigate({ search: {}, replace: true });
      }
      await client.invalidateQueries({ queryKey: ['case', task.caseId] });
      await client.invalidateQueries({ queryKey: ['tasks'] });
      await client.invalidateQueries({ queryKey: ['counts'] });
    },
    onError: () => void client.invalidateQueries({ queryKey: ['case', task.caseId] }),
  });
}
