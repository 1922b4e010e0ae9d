/** One task: whose it is, its form, and how it can end. What is typed stays until it is sent, whatever happens around it. */
import { Button, Skeleton } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { lazy, Suspense, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { WithTaskDraft } from '../form/with-draft.tsx';
import { dayAndClock } from '../shared/instants.ts';
import { newKey } from '../shared/request.ts';
import { useNames } from '../shared/names.ts';
import { useMine } from '../shared/session.ts';
import type { TaskDetail } from '../shared/types.ts';
import { DeadlineWhy } from '../ui/deadline-why.tsx';
import { ProblemNote } from '../ui/problem-note.tsx';
import type { JsonObject } from '../../../forms/form.ts';
import { freshFormQuery, taskFormQuery, taskQuery } from './case-queries.ts';
import { ChangedSince } from './changed-since.tsx';
import { FinishTask } from './finish-task.tsx';
import { ReturnedNote } from './returned-note.tsx';
import { useTaskAct } from './use-task-act.ts';
import { WaitsForSeal } from './waits-for-seal.tsx';

// who only reads needs no forms, and what they are calculated with
const FilledForm = lazy(async () => ({ default: (await import('../form/filled-form.tsx')).FilledForm }));
// one procedure of many, whose second person has to see what is proposed
const LawChange = lazy(async () => ({ default: (await import('../law/law-change.tsx')).LawChange }));
const LAW_REVIEW = { procedure: 'parameter-change', node: 'review' };

export function TaskPanel({ caseId, instance }: { readonly caseId: string; readonly instance: number }) {
  const { data: task, error, isPending } = useQuery(taskQuery(caseId, instance));
  if (isPending) return <Skeleton height={200} />;
  if (error) return <ProblemNote error={error} />;
  return <Work task={task} />;
}

function Work({ task }: { readonly task: TaskDetail }) {
  const mine = useMine()(task);
  const [seen, setSeen] = useState(task.caseRevision);
  return (
    <div className="stack">
      <div>
        <h2 className="task-name" id="task" tabIndex={-1}>
          {task.name}
        </h2>
        <DeadlineWhy task={task} />
      </div>
      <ReturnedNote task={task} />
      <Whose task={task} mine={mine} />
      {mine && <ChangedSince task={task} seen={seen} onSeen={() => setSeen(task.caseRevision)} />}
      <WaitsForSeal task={task} />
      {task.procedure === LAW_REVIEW.procedure && task.node === LAW_REVIEW.node && task.state === 'open' && (
        <Suspense fallback={<Skeleton height={160} />}>
          <LawChange caseId={task.caseId} />
        </Suspense>
      )}
      {task.form === undefined ? <FinishTask task={task} mine={mine} /> : <WithForm task={task} mine={mine} />}
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
  const [opened] = useState(task.caseRevision);
  const { data: fresh } = useQuery({ ...freshFormQuery(task), enabled: mine && task.caseRevision > opened });
  const [chosen, setChosen] = useState<string>();
  const [lacks, setLacks] = useState(false);
  const first = useRef<HTMLInputElement>(null);
  const onMissing = (): void => {
    setLacks(true);
    first.current?.focus();
  };
  if (isPending) return <Skeleton height={240} />;
  if (error) return <ProblemNote error={error} onRetry={() => void refetch()} />;
  const form = (
    <Suspense fallback={<Skeleton height={240} />}>
      <FilledForm
        shown={data}
        place={placeOf(task)}
        readOnly={!mine}
        fresh={fresh?.variables as JsonObject | undefined}
        caseId={task.caseId}
        outcomes={{ choices: task.choices, chosen, lacks, first, onChoose: setChosen }}
      >
        {(check, { isChosen }) => <FinishTask task={task} mine={mine} check={check} {...(isChosen && { choice: { chosen, onMissing } })} />}
      </FilledForm>
    </Suspense>
  );
  if (!mine || !task.permissions.includes('complete')) return form;
  return (
    <WithTaskDraft caseId={task.caseId} instance={task.instance}>
      {form}
    </WithTaskDraft>
  );
}

const placeOf = ({ procedure, unitPath, node, confidentiality }: TaskDetail) => ({ procedure, unitPath, node, confidentiality });
