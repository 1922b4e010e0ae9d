/** How a task ends: as its diagram lets it, with a reason where one is asked for, and by signing where it asks for that. */
import { Button, Textarea } from '@mantine/core';
import { IconWritingSign } from '@tabler/icons-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { JsonObject } from '../../../forms/form.ts';
import { can } from '../../../policies/can.ts';
import { useDraftKeeper } from '../form/use-draft.ts';
import { PaperAct } from '../papers/paper-act.tsx';
import { PapersOfTask } from '../papers/papers-of-task.tsx';
import type { Papers } from '../papers/use-papers.ts';
import { isProblem } from '../shared/problem.ts';
import { newKey } from '../shared/request.ts';
import { useAbility } from '../shared/session.ts';
import type { TaskDetail } from '../shared/types.ts';
import { FreshProof, needsFreshProof } from '../sign-in/fresh-proof.tsx';
import { useSign } from '../signing/signing-host.tsx';
import { taskSubject } from '../signing/signing-subject.ts';
import { ICON } from '../ui/icon.ts';
import { ProblemNote } from '../ui/problem-note.tsx';
import { useCompletion } from './use-completion.ts';
import { useAfterTask, useTaskAct, type Completion } from './use-task-act.ts';

interface Finishing {
  readonly task: TaskDetail;
  readonly mine: boolean;
  /** the data of the form; undefined while something in it is wrong */
  readonly check?: () => JsonObject | undefined;
  /** the outcome is chosen above the form: there is one way to finish, or what to say while none is chosen */
  readonly choice?: { readonly chosen: string | undefined; readonly onMissing: () => void };
}

export function FinishTask({ task, mine, check, choice }: Finishing) {
  const { t } = useTranslation();
  const keeper = useDraftKeeper();
  const [keeping, setKeeping] = useState(false);
  const completing = useCompletion(task, check);
  const { papers } = completing;
  const act = useTaskAct(task);
  const signs = task.signedHere || papers.copies.length > 0;
  const forwards = useForwards(task, papers);
  const sign = useSignTask(task, forwards);
  if (!mine || !task.permissions.includes('complete')) return null;
  const offered = choice ? task.choices.filter(({ id }) => id === choice.chosen) : task.choices;
  const finish = async (outcome: string | undefined, reasonRequired: boolean): Promise<void> => {
    if (choice && outcome === undefined) return choice.onMissing();
    const body = completing.with(outcome, reasonRequired);
    if (!body) return;
    // whatever becomes of it, what was typed is kept; and no save comes after the end
    setKeeping(true);
    await keeper?.flush();
    setKeeping(false);
    if (signs) sign(body);
    else act.mutate({ what: 'complete', body, key: newKey() });
  };
  return (
    <div className="finish no-print">
      {completing.act && <PaperAct caseId={task.caseId} act={completing.act} />}
      {papers.asked.length > 0 && <PapersOfTask task={task} papers={papers} lacking={completing.lacking} />}
      {task.choices.some(({ reasonRequired }) => reasonRequired) && (
        <Textarea
          label={t('task.reason')}
          description={t('task.reasonHint')}
          autosize
          minRows={2}
          value={completing.reason}
          error={completing.lacksReason && t('task.reasonMissing')}
          onChange={(event) => completing.setReason(event.currentTarget.value)}
        />
      )}
      {!needsFreshProof(act.error) && <ProblemNote error={act.error} />}
      <FreshProof
        opened={needsFreshProof(act.error)}
        onClose={() => act.reset()}
        onProven={() => act.variables && act.mutate({ ...act.variables, key: newKey() })}
      />
      {isProblem(act.error) && act.error.code === 'staleRevision' && <p className="note">{t('task.changedMeanwhile')}</p>}
      {signs && <p className="dim small flat">{t(askedOf(task, forwards))}</p>}
      <Ways
        choices={offered}
        signs={signs}
        forwards={forwards}
        pending={act.isPending || keeping}
        asked={act.variables?.body.outcome}
        onFinish={(outcome, reasonRequired) => void finish(outcome, reasonRequired)}
      />
    </div>
  );
}

/** Nothing is for this person to sign: the registry certifies the papers, and with that the step is done. */
function useForwards({ signatures, papers: asked, procedure, unitPath }: TaskDetail, papers: Papers): boolean {
  const ability = useAbility();
  const isForAgency = papers.copies.length > 0 || asked.some(({ required }) => required);
  if (!isForAgency || signatures.some(({ kind }) => kind === 'digital')) return false;
  return ability === undefined || !can(ability, 'seal', 'Task', { procedure, unitPath }).allowed;
}

/** On which document it is signed, in words. */
function askedOf({ signatures, choices, papers }: TaskDetail, forwards: boolean) {
  if (forwards) return 'papers.askedForward';
  if (!signatures.some(({ kind }) => kind === 'digital'))
    return papers.some(({ required }) => required) ? 'papers.asked' : 'sign.askedOnSlip';
  return choices.length > 0 ? 'sign.askedSlip' : 'sign.asked';
}

interface Offered {
  readonly choices: TaskDetail['choices'];
  readonly signs: boolean;
  readonly forwards: boolean;
  readonly pending: boolean;
  readonly asked: string | undefined;
  readonly onFinish: (outcome: string | undefined, reasonRequired: boolean) => void;
}

function Ways({ choices, signs, forwards, pending, asked, onFinish }: Offered) {
  const { t } = useTranslation();
  const act = forwards ? 'papers.forward' : signs ? 'sign.complete' : 'task.complete';
  const icon = signs && { leftSection: <IconWritingSign {...ICON} size={17} /> };
  return (
    <div className="line start">
      {choices.length === 0 && (
        <Button {...icon} loading={pending} onClick={() => onFinish(undefined, false)}>
          {t(act)}
        </Button>
      )}
      {choices.map(({ id, name, reasonRequired, returnTo }, at) => (
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

function useSignTask(task: TaskDetail, forwards: boolean): (completion: Completion) => void {
  const { t } = useTranslation();
  const sign = useSign();
  const after = useAfterTask(task);
  return (completion) =>
    sign({
      title: `${t(forwards ? 'papers.forward' : 'sign.complete')}: ${task.name}`,
      verb: t('sign.complete'),
      subjects: [taskSubject(task, completion)],
      onClose: (given) => void after(given.some(({ state }) => state === 'recorded')),
    });
}
