/** What I completed last and nobody has acted on yet: I may take it back, by signing where it was signed. */
import { Button } from '@mantine/core';
import { IconArrowBackUp } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { dayAndClock } from '../shared/instants.ts';
import { request } from '../shared/request.ts';
import { useSession } from '../shared/session.ts';
import type { CaseDetail, TaskDetail } from '../shared/types.ts';
import { useSign } from '../signing/signing-host.tsx';
import { taskSubject } from '../signing/signing-subject.ts';
import { ICON } from '../ui/icon.ts';
import { ReasonDialog } from '../ui/reason-dialog.tsx';
import { lastStepQuery, taskQuery } from './case-queries.ts';
import { useAfterTask } from './use-task-act.ts';

export function RecallSubmission({ record }: { readonly record: CaseDetail }) {
  const { account } = useSession();
  const { data } = useQuery({ ...lastStepQuery(record.id, record.revision), enabled: record.status === 'active' });
  const last = data?.items[0];
  if (last?.command.type !== 'completeUserTask' || last.actor.account !== account || last.revision !== record.revision) return null;
  const { instance, signing } = last.command as { readonly instance?: unknown; readonly signing?: unknown };
  return typeof instance === 'number' ? <Offer record={record} instance={instance} signed={signing !== undefined} /> : null;
}

interface Offered {
  readonly record: CaseDetail;
  readonly instance: number;
  /** the submission was */
  readonly signed: boolean;
}

function Offer({ record, instance, signed }: Offered) {
  const { t } = useTranslation();
  const { data: task } = useQuery(taskQuery(record.id, instance));
  const [asked, setAsked] = useState(false);
  if (!task?.permissions.includes('recall')) return null;
  return (
    <div className="note line start no-print recall">
      <span>{t('recall.offer', { name: task.name, at: dayAndClock(task.closedAt ?? '') })}</span>
      <Button variant="default" leftSection={<IconArrowBackUp {...ICON} size={16} />} onClick={() => setAsked(true)}>
        {t('recall.action')}
      </Button>
      {asked && <Ask record={record} task={task} signed={signed} onClose={() => setAsked(false)} />}
    </div>
  );
}

interface Asking {
  readonly record: CaseDetail;
  readonly task: TaskDetail;
  readonly signed: boolean;
  readonly onClose: () => void;
}

function Ask({ record, task, signed, onClose }: Asking) {
  const { t } = useTranslation();
  const sign = useSign();
  const after = useAfterTask(task);
  const title = t('recall.title', { name: task.name });
  const signFor = (reason: string): void =>
    sign({ title, verb: t('recall.sign'), subjects: [taskSubject(task, { recall: true, reason })], onClose: () => void after(false) });
  return (
    <ReasonDialog
      title={title}
      hint={t(signed ? 'recall.signedHint' : 'recall.hint')}
      action={t(signed ? 'recall.toSign' : 'recall.action')}
      act={async (reason, idempotencyKey) => {
        if (signed) return signFor(reason);
        const path = `/tasks/${task.caseId}/${task.instance}/recall`;
        await request(path, { method: 'POST', body: { reason }, idempotencyKey, revision: record.revision });
      }}
      changes={['case', record.id]}
      onClose={onClose}
    />
  );
}
