/** Work is given to somebody who could take it; the server asks the same rules again for each task. */
import { Button, Modal, Textarea } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { TaskItem } from '../shared/types.ts';
import { DialogEnd } from '../ui/dialog-end.tsx';
import { FoundChoice } from '../ui/found-choice.tsx';
import { findCandidates } from './inbox-queries.ts';
import { taskKey } from './task-key.ts';

interface Assigning {
  readonly tasks: readonly TaskItem[];
  readonly onAssign: (assignee: string, reason: string | undefined) => void;
  readonly onClose: () => void;
}

export function AssignDialog({ tasks, onAssign, onClose }: Assigning) {
  const { t } = useTranslation();
  const [first] = tasks;
  const [chosen, setChosen] = useState<{ readonly value: string; readonly label: string }>();
  const [reason, setReason] = useState('');
  if (!first) return null;
  return (
    <Modal opened onClose={onClose} closeButtonProps={{ 'aria-label': t('bulk.close') }} title={t('assign.title', { count: tasks.length })}>
      <div className="stack">
        <p className="flat">{t('assign.hint')}</p>
        <FoundChoice
          label={t('assign.to')}
          placeholder={t('assign.find')}
          required
          data-autofocus
          among={['candidates', taskKey(first)]}
          find={async (text, signal) => await findCandidates(first, text, signal)}
          chosen={chosen}
          onChange={(_, option) => setChosen(option === null ? undefined : { value: option.value, label: option.label })}
        />
        <Textarea label={t('task.reason')} autosize minRows={2} value={reason} onChange={(event) => setReason(event.currentTarget.value)} />
        <DialogEnd error={null} onClose={onClose}>
          <Button disabled={!chosen} onClick={() => chosen && onAssign(chosen.value, reason.trim() === '' ? undefined : reason.trim())}>
            {t('assign.do')}
          </Button>
        </DialogEnd>
      </div>
    </Modal>
  );
}
