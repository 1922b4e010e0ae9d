import { Button, Modal, Textarea } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { newKey, request } from '../shared/request.ts';
import type { CaseDetail } from '../shared/types.ts';
import { ProblemNote } from '../ui/problem-note.tsx';

interface Cancelling {
  readonly record: CaseDetail;
  readonly opened: boolean;
  readonly onClose: () => void;
}

export function CancelCase({ record, opened, onClose }: Cancelling) {
  const { t } = useTranslation();
  const client = useQueryClient();
  const [reason, setReason] = useState('');
  const [key] = useState(newKey);
  const cancel = useMutation({
    mutationFn: async () =>
      await request(`/cases/${record.id}/cancel`, {
        method: 'POST',
        body: { reason: reason.trim() },
        idempotencyKey: key,
        revision: record.revision,
      }),
    async onSuccess() {
      await client.invalidateQueries({ queryKey: ['case', record.id] });
      onClose();
    },
  });
  return (
    <Modal opened={opened} onClose={onClose} title={t('case.cancelTitle', { code: record.code })}>
      <p className="flat">{t('case.cancelHint')}</p>
      <Textarea
        label={t('task.reason')}
        required
        autosize
        minRows={3}
        data-autofocus
        value={reason}
        onChange={(event) => setReason(event.currentTarget.value)}
      />
      <ProblemNote error={cancel.error} />
      <div className="line end">
        <Button variant="default" onClick={onClose}>
          {t('bulk.cancel')}
        </Button>
        <Button color="red" loading={cancel.isPending} disabled={reason.trim() === ''} onClick={() => cancel.mutate()}>
          {t('case.cancel')}
        </Button>
      </div>
    </Modal>
  );
}
