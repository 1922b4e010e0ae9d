/** What is done with several tasks at once, each with its own answer: one that is refused stops no other. */
import { Button, Modal, Textarea } from '@mantine/core';
import { useMutation, useQuery } from '@tanstack/react-query';
import { IconCheck, IconX } from '@tabler/icons-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { newKey, request } from '../shared/request.ts';
import { taskQuery } from '../cases/case-queries.ts';
import { useSign } from '../signing/signing-host.tsx';
import { taskSubject } from '../signing/signing-subject.ts';
import type { TaskDetail, TaskItem } from '../shared/types.ts';
import { DialogEnd } from '../ui/dialog-end.tsx';

interface Item {
  readonly ok: boolean;
  readonly refusal?: { readonly message: string };
}
interface Outcome {
  readonly items: readonly Item[];
}
type Choice = TaskDetail['choices'][number];
type Act = { readonly type: 'claimTask' } | { readonly type: 'completeTask'; readonly outcome: string; readonly reason?: string };

interface Shown {
  readonly tasks: readonly TaskItem[];
  readonly onClear: () => void;
  readonly onDone: () => void;
}

export function BulkBar({ tasks, onClear, onDone }: Shown) {
  const { t } = useTranslation();
  const [asked, setAsked] = useState<Choice>();
  const [reason, setReason] = useState('');
  const act = useMutation({
    mutationFn: async ({ what, key }: { what: Act; key: string }) =>
      await request<Outcome>('/tasks/bulk', {
        method: 'POST',
        idempotencyKey: key,
        body: { commands: tasks.map(({ caseId, instance }) => ({ ...what, caseId, instance })) },
      }),
  });
  const same = useSameStep(tasks);
  const shared = same?.choices ?? [];
  const signs = same?.signedHere === true;
  const open = useSign();
  const sign = (completion: { readonly outcome?: string; readonly reason?: string }): void =>
    open({
      title: t('sign.bulkTitle', { count: tasks.length, name: same?.name }),
      verb: t('sign.complete'),
      subjects: tasks.map((task) => taskSubject(task, completion)),
      onClose: (given) => given.length > 0 && onDone(),
    });
  const claimable = tasks.every(({ assignee }) => assignee === undefined);
  const close = (): void => {
    setAsked(undefined);
    const { data } = act;
    act.reset();
    if (data) onDone();
  };
  return (
    <div className="bulk" role="region" aria-label={t('bulk.title')}>
      <b>{t('bulk.chosen', { count: tasks.length })}</b>
      {claimable && (
        <Button size="compact-sm" loading={act.isPending} onClick={() => act.mutate({ what: { type: 'claimTask' }, key: newKey() })}>
          {t('task.claim')}
        </Button>
      )}
      {!claimable &&
        shared.map((choice) => (
          <Button
            key={choice.id}
            size="compact-sm"
            variant="default"
            onClick={() => (signs && !choice.reasonRequired ? sign({ outcome: choice.id }) : setAsked(choice))}
          >
            {signs ? t('sign.choice', { name: choice.name }) : choice.name}
          </Button>
        ))}
      {!claimable && shared.length === 0 && signs && (
        <Button size="compact-sm" onClick={() => sign({})}>
          {t('sign.bulk')}
        </Button>
      )}
      {!claimable && shared.length === 0 && !signs && <span className="dim">{t('bulk.different')}</span>}
      <span className="gap" />
      <Button size="compact-sm" variant="subtle" onClick={onClear}>
        {t('bulk.clear')}
      </Button>
      <Modal
        opened={asked !== undefined && !act.data}
        onClose={close}
        title={t('bulk.confirm', { count: tasks.length, outcome: asked?.name })}
      >
        <div className="stack">
          <Textarea
            label={t('task.reason')}
            required={asked?.reasonRequired}
            autosize
            minRows={3}
            value={reason}
            onChange={(event) => setReason(event.currentTarget.value)}
          />
          <DialogEnd error={act.error} onClose={close}>
            <Button
              loading={act.isPending}
              disabled={asked?.reasonRequired === true && reason.trim() === ''}
              onClick={() => {
                const completion = { outcome: asked?.id ?? '', ...(reason.trim() !== '' && { reason: reason.trim() }) };
                if (!signs) return act.mutate({ what: { type: 'completeTask', ...completion }, key: newKey() });
                close();
                sign(completion);
              }}
            >
              {t('bulk.do')}
            </Button>
          </DialogEnd>
        </div>
      </Modal>
      <Modal opened={act.data !== undefined} onClose={close} title={t('bulk.result')} size="lg">
        <ul className="results">
          {act.data?.items.map((item, at) => (
            <li key={tasks[at]?.caseCode ?? at}>
              {item.ok ? (
                <IconCheck className="good" aria-label={t('bulk.ok')} />
              ) : (
                <IconX className="bad" aria-label={t('bulk.refused')} />
              )}
              <span>
                <span className="number">{tasks[at]?.caseCode}</span> {tasks[at]?.caseTitle}
                {!item.ok && <small className="bad">{item.refusal?.message}</small>}
              </span>
            </li>
          ))}
        </ul>
        <Button onClick={close}>{t('bulk.close')}</Button>
      </Modal>
    </div>
  );
}

/** Only tasks of the same step are finished together: the same word may mean something else elsewhere. */
function useSameStep(tasks: readonly TaskItem[]): TaskDetail | undefined {
  const [first] = tasks;
  const same = first !== undefined && tasks.every(({ definition, node }) => definition === first.definition && node === first.node);
  const { data } = useQuery({ ...taskQuery(first?.caseId ?? '', first?.instance ?? 0), enabled: same });
  return same ? data : undefined;
}
