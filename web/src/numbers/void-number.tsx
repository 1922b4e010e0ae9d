/** A number that will not be used, for good, with the reason. */
import { Button, Modal, Textarea } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { newKey, request } from '../shared/request.ts';
import type { NumberItem } from '../shared/types.ts';
import { ProblemNote } from '../ui/problem-note.tsx';

export function VoidNumber({ entry, onClose }: { readonly entry: NumberItem; readonly onClose: () => void }) {
  const { t } = useTranslation();
  const client = useQueryClient();
  const [reason, setReason] = useState('');
  const [key] = useState(newKey);
  const voided = useMutation({
    mutationFn: async () =>
      await request(`/number-registers/${entry.register}/entries/${entry.ordinal}/void`, {
        method: 'POST',
        body: { reason: reason.trim() },
        idempotencyKey: key,
      }),
    async onSuccess() {
      await client.invalidateQueries({ queryKey: ['numbers'] });
      onClose();
    },
  });
  return (
    <Modal
      opened
      onClose={onClose}
      closeButtonProps={{ 'aria-label': t('bulk.close') }}
      title={t('numbers.voidTitle', { number: entry.number })}
    >
      <p className="flat">{t('numbers.voidHint')}</p>
      <Textarea
        label={t('task.reason')}
        required
        autosize
        minRows={3}
        data-autofocus
        value={reason}
        onChange={(event) => setReason(event.currentTarget.value)}
      />
      <ProblemNote error={voided.error} />
      <div className="line end">
        <Button variant="default" onClick={onClose}>
          {t('bulk.close')}
        </Button>
        <Button color="red" loading={voided.isPending} disabled={reason.trim() === ''} onClick={() => voided.mutate()}>
          {t('numbers.void')}
        </Button>
      </div>
    </Modal>
  );
}
