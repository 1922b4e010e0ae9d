/** Several steps are finished alike: asked once more, with a reason where the outcome asks for one. */
import { Button, Modal, Textarea } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { TaskDetail } from '../shared/types.ts';
import { DialogEnd } from '../ui/dialog-end.tsx';

export interface Completion {
  readonly outcome?: string;
  readonly reason?: string;
}

interface Finishing {
  readonly choice: TaskDetail['choices'][number];
  readonly count: number;
  readonly onFinish: (completion: Completion) => void;
  readonly onClose: () => void;
}

export function FinishDialog({ choice, count, onFinish, onClose }: Finishing) {
  const { t } = useTranslation();
  const [reason, setReason] = useState('');
  const given = reason.trim();
  return (
    <Modal
      opened
      onClose={onClose}
      closeButtonProps={{ 'aria-label': t('bulk.close') }}
      title={t('bulk.confirm', { count, outcome: choice.name })}
    >
      <div className="stack">
        <Textarea
          label={t('task.reason')}
          required={choice.reasonRequired}
          autosize
          minRows={3}
          data-autofocus
          value={reason}
          onChange={(event) => setReason(event.currentTarget.value)}
        />
        <DialogEnd error={null} onClose={onClose}>
          <Button
            disabled={choice.reasonRequired && given === ''}
            onClick={() => onFinish({ outcome: choice.id, ...(given !== '' && { reason: given }) })}
          >
            {t('bulk.do')}
          </Button>
        </DialogEnd>
      </div>
    </Modal>
  );
}
