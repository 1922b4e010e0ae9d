/** What can be done with the chosen tasks: taken, given to somebody, given back, finished together where they are at the same step. */
import { Button } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { can } from '../../../policies/can.ts';
import { taskQuery } from '../cases/case-queries.ts';
import { useAbility, useSession } from '../shared/session.ts';
import type { TaskDetail, TaskItem } from '../shared/types.ts';
import { useSign } from '../signing/signing-host.tsx';
import { taskSubject } from '../signing/signing-subject.ts';
import { AssignDialog } from './assign-dialog.tsx';
import { FinishDialog, type Completion } from './finish-dialog.tsx';
import type { Bulk } from './use-bulk.ts';

type Choice = TaskDetail['choices'][number];

interface Shown {
  readonly tasks: readonly TaskItem[];
  readonly bulk: Bulk;
  /** the first act is wanted, as soon as it is known which it is */
  readonly hurried: boolean;
  readonly onHurried: () => void;
  readonly onClear: () => void;
  /** something was signed */
  readonly onSigned: () => void;
}

export function BulkBar({ tasks, bulk, hurried, onHurried, onClear, onSigned }: Shown) {
  const { t } = useTranslation();
  const [asked, setAsked] = useState<Choice | 'assign'>();
  const { free, mine, assignable, same, looking } = useWhatToDo(tasks);
  const open = useSign();
  const choices = mine ? (same?.choices ?? []) : [];
  const signs = mine && same?.signedHere === true;
  const plain = mine && same !== undefined && choices.length === 0 && !signs && same.form === undefined;
  const sign = (completion: Completion): void =>
    open({
      title: t('sign.bulkTitle', { count: tasks.length, name: same?.name }),
      verb: t('sign.complete'),
      subjects: tasks.map((task) => taskSubject(task, completion)),
      onClose: (given) => given.length > 0 && onSigned(),
    });
  const act: Bulk['act'] = (...what) => {
    bulk.act(...what);
    setAsked(undefined);
    onClear();
  };
  const choose = (choice: Choice): void => (signs && !choice.reasonRequired ? sign({ outcome: choice.id }) : setAsked(choice));
  const claim = (): void => act(tasks, { type: 'claimTask' });
  const [choice] = choices;
  const finish = (): void => act(tasks, { type: 'completeTask' });
  const first = free ? claim : choice ? () => choose(choice) : signs ? () => sign({}) : plain ? finish : undefined;
  useEffect(() => {
    if (!hurried || looking) return;
    onHurried();
    first?.();
  });
  return (
    <div className="bulk" role="region" aria-label={t('bulk.title')}>
      <b>{t('bulk.chosen', { count: tasks.length })}</b>
      {free && (
        <Button size="compact-sm" loading={bulk.pending} onClick={claim}>
          {t('task.claim')}
        </Button>
      )}
      {choices.map((one, at) => (
        <Button key={one.id} size="compact-sm" variant={at === 0 ? 'filled' : 'default'} onClick={() => choose(one)}>
          {signs ? t('sign.choice', { name: one.name }) : one.name}
        </Button>
      ))}
      {signs && choices.length === 0 && (
        <Button size="compact-sm" onClick={() => sign({})}>
          {t('sign.bulk')}
        </Button>
      )}
      {plain && (
        <Button size="compact-sm" onClick={finish}>
          {t('task.complete')}
        </Button>
      )}
      {assignable && (
        <Button size="compact-sm" variant="default" onClick={() => setAsked('assign')}>
          {t('assign.do')}
        </Button>
      )}
      {mine && (
        <Button size="compact-sm" variant="default" loading={bulk.pending} onClick={() => act(tasks, { type: 'unclaimTask' })}>
          {t('task.unclaim')}
        </Button>
      )}
      {mine && !looking && !same && <span className="dim">{t('bulk.different')}</span>}
      {!mine && !free && !assignable && <span className="dim">{t('bulk.notYours')}</span>}
      <span className="gap" />
      <Button size="compact-sm" variant="subtle" onClick={onClear}>
        {t('bulk.clear')}
      </Button>
      {asked === 'assign' && (
        <AssignDialog
          tasks={tasks}
          onClose={() => setAsked(undefined)}
          onAssign={(assignee, reason) => act(tasks, { type: 'assignTask', assignee, ...(reason !== undefined && { reason }) })}
        />
      )}
      {asked !== undefined && asked !== 'assign' && (
        <FinishDialog
          choice={asked}
          count={tasks.length}
          onClose={() => setAsked(undefined)}
          onFinish={(completion) => {
            setAsked(undefined);
            if (signs) sign(completion);
            else act(tasks, { type: 'completeTask', ...completion });
          }}
        />
      )}
    </div>
  );
}

/** Only tasks of the same step are finished together: the same word may mean something else elsewhere. */
function useWhatToDo(tasks: readonly TaskItem[]) {
  const { account, person } = useSession();
  const ability = useAbility();
  const [first] = tasks;
  const open = tasks.every(({ state }) => state === 'open');
  const free = open && tasks.every(({ assignee }) => assignee === undefined);
  const mine = open && tasks.every(({ assignee }) => assignee === account || assignee === person);
  const assignable = open && ability !== undefined && tasks.every((task) => can(ability, 'assign', 'Task', { ...task }).allowed);
  const alike = first !== undefined && tasks.every(({ definition, node }) => definition === first.definition && node === first.node);
  const { data, isLoading } = useQuery({ ...taskQuery(first?.caseId ?? '', first?.instance ?? 0), enabled: mine && alike });
  return { free, mine, assignable, same: alike ? data : undefined, looking: isLoading };
}
