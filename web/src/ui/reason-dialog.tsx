/** Something that is done for good and with a reason: asked once more, sent once, whatever is clicked. */
import { Button, Modal, Textarea } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { newKey } from '../shared/request.ts';
import { needsFreshProof } from '../sign-in/fresh-proof.tsx';
import { ProofFor } from '../sign-in/proof-for.tsx';
import { DialogEnd } from './dialog-end.tsx';

interface Asked {
  readonly title: string;
  readonly hint: string;
  /** what the button says */
  readonly action: string;
  /** the same key whenever it is tried again */
  act(reason: string, idempotencyKey: string): Promise<unknown>;
  /** what is to be read again */
  readonly changes: readonly string[];
  readonly opened?: boolean;
  readonly onClose: () => void;
}

export function ReasonDialog({ title, hint, action, act, changes, opened = true, onClose }: Asked) {
  const { t } = useTranslation();
  const client = useQueryClient();
  const [reason, setReason] = useState('');
  const [key] = useState(newKey);
  const send = useMutation({
    mutationFn: async () => await act(reason.trim(), key),
    async onSuccess() {
      await client.invalidateQueries({ queryKey: changes });
      onClose();
    },
  });
  return (
    <Modal opened={opened} onClose={onClose} closeButtonProps={{ 'aria-label': t('bulk.close') }} title={title}>
      <div className="stack">
        <p className="flat">{hint}</p>
        <Textarea
          label={t('task.reason')}
          required
          autosize
          minRows={3}
          data-autofocus
          value={reason}
          onChange={(event) => setReason(event.currentTarget.value)}
        />
        <ProofFor act={send} />
        <DialogEnd error={needsFreshProof(send.error) ? null : send.error} onClose={onClose}>
          <Button color="red" loading={send.isPending} disabled={reason.trim() === ''} onClick={() => send.mutate()}>
            {action}
          </Button>
        </DialogEnd>
      </div>
    </Modal>
  );
}
