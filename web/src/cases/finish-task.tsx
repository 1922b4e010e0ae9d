/** How a task ends: as its diagram lets it, with a reason where one is asked for, and by signing where it asks for that. */
import { Button, Textarea } from '@mantine/core';
import { IconWritingSign } from '@tabler/icons-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { JsonObject } from '../../../forms/form.ts';
import { isProblem } from '../shared/problem.ts';
import { newKey } from '../shared/request.ts';
import type { TaskDetail } from '../shared/types.ts';
import { FreshProof, needsFreshProof } from '../sign-in/fresh-proof.tsx';
import { useSign } from '../signing/signing-host.tsx';
import { taskSubject } from '../signing/signing-subject.ts';
import { ICON } from '../ui/icon.ts';
import { ProblemNote } from '../ui/problem-note.tsx';
import { useAfterTask, useTaskAct, type Completion } from './use-task-act.ts';

interface Finishing {
  readonly task: TaskDetail;
  readonly mine: boolean;
  /** the data of the form; undefined while something in it is wrong */
  readonly check?: () => JsonObject | undefined;
}

export function FinishTask({ task, mine, check }: Finishing) {
  const { t } = useTranslation();
  const [reason, setReason] = useState('');
  const [lacks, setLacks] = useState(false);
  const act = useTaskAct(task);
  const sign = useSignTask(task);
  if (!mine || !task.permissions.includes('complete')) return null;
  const signs = task.signedHere;
  const finish = (outcome: string | undefined, reasonRequired: boolean): void => {
    const variables = check ? check() : {};
    const missing = reasonRequired && reason.trim() === '';
    setLacks(missing);
    if (!variables || missing) return;
    const body: Completion = {
      ...(outcome !== undefined && { outcome }),
      ...(reason.trim() !== '' && { reason: reason.trim() }),
      ...(check && { variables }),
    };
    if (signs) sign(body);
    else act.mutate({ what: 'complete', body, key: newKey() });
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
      {signs && <p className="dim small flat">{t(askedOf(task))}</p>}
      <Ways task={task} signs={signs} pending={act.isPending} asked={act.variables?.body.outcome} onFinish={finish} />
    </div>
  );
}

/** On which document it is signed, in words. */
function askedOf({ signatures, choices }: TaskDetail): 'sign.asked' | 'sign.askedSlip' | 'sign.askedOnSlip' {
  if (!signatures.some(({ kind }) => kind === 'digital')) return 'sign.askedOnSlip';
  return choices.length > 0 ? 'sign.askedSlip' : 'sign.asked';
}

interface Offered {
  readonly task: TaskDetail;
  readonly signs: boolean;
  readonly pending: boolean;
  readonly asked: string | undefined;
  readonly onFinish: (outcome: string | undefined, reasonRequired: boolean) => void;
}

function Ways({ task, signs, pending, asked, onFinish }: Offered) {
  const { t } = useTranslation();
  const icon = signs && { leftSection: <IconWritingSign {...ICON} size={17} /> };
  return (
    <div className="line start">
      {task.choices.length === 0 && (
        <Button {...icon} loading={pending} onClick={() => onFinish(undefined, false)}>
          {t(signs ? 'sign.complete' : 'task.complete')}
        </Button>
      )}
      {task.choices.map(({ id, name, reasonRequired, returnTo }, at) => (
        <Button
          key={id}
          {...icon}
          variant={at === 0 ? 'filled' : 'default'}
          color={reasonRequired && returnTo === undefined && at > 0 ? 'red' : undefined}
          loading={pending && asked === id}
          disabled={pending}
          onClick={() => onFinish(id, reasonRequired)}
        >
          {signs ? t('sign.choice', { name }) : name}
        </Button>
      ))}
    </div>
  );
}

function useSignTask(task: TaskDetail): (completion: Completion) => void {
  const { t } = useTranslation();
  const sign = useSign();
  const after = useAfterTask(task);
  return (completion) =>
    sign({
      title: `${t('sign.complete')}: ${task.name}`,
      verb: t('sign.complete'),
      subjects: [taskSubject(task, completion)],
      onClose: (given) => void after(given.some(({ state }) => state === 'recorded')),
    });
}
