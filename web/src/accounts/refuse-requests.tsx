/** Why requests are refused: the proposers read it, and one reason may hold for several. */
import { Button, Modal, Textarea } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { DialogEnd } from '../ui/dialog-end.tsx';
import type { OpenRequest } from './use-decide.ts';

interface Refusing {
  readonly requests: readonly OpenRequest[];
  readonly onRefuse: (reason: string) => void;
  readonly onClose: () => void;
}

export function RefuseRequests({ requests, onRefuse, onClose }: Refusing) {
  const { t } = useTranslation();
  const [reason, setReason] = useState('');
  return (
    <Modal
      opened
      onClose={onClose}
      closeButtonProps={{ 'aria-label': t('bulk.close') }}
      title={
        requests.length === 1
          ? t('accounts.refuseOne', { title: requests[0]?.title })
          : t('accounts.refuseMany', { count: requests.length })
      }
    >
      <div className="stack">
        <p className="flat">{t('accounts.refuseHint')}</p>
        <Textarea
          label={t('task.reason')}
          required
          autosize
          minRows={3}
          maxLength={2_000}
          data-autofocus
          value={reason}
          onChange={(event) => setReason(event.currentTarget.value)}
        />
        <DialogEnd error={null} onClose={onClose}>
          <Button color="red" disabled={reason.trim() === ''} onClick={() => onRefuse(reason.trim())}>
            {t('accounts.refuse')}
          </Button>
        </DialogEnd>
      </div>
    </Modal>
  );
}
