/** A password to hand over: shown this once, good for a while, and changed at the first sign-in. */
import { Button, Modal, Textarea } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { dayAndClock } from '../shared/instants.ts';
import { request } from '../shared/request.ts';
import type { AccountDetail, PasswordIssued } from '../shared/types.ts';
import { needsFreshProof } from '../sign-in/fresh-proof.tsx';
import { ProofFor } from '../sign-in/proof-for.tsx';
import { DialogEnd } from '../ui/dialog-end.tsx';

interface Issuing {
  readonly account: AccountDetail;
  readonly onClose: () => void;
}

export function IssuePassword({ account: { id, personName, login }, onClose }: Issuing) {
  const { t } = useTranslation();
  const client = useQueryClient();
  const [reason, setReason] = useState('');
  const issue = useMutation({
    mutationFn: async () =>
      await request<PasswordIssued>(`/accounts/${encodeURIComponent(id)}/password`, { method: 'POST', body: { reason: reason.trim() } }),
    onSuccess: async () => await client.invalidateQueries({ queryKey: ['accounts', 'one', id] }),
  });
  const issued = issue.data;
  return (
    <Modal
      opened
      onClose={onClose}
      // what is shown once is not lost by a click beside it
      closeOnClickOutside={issued === undefined}
      closeButtonProps={{ 'aria-label': t('bulk.close') }}
      title={t('accounts.passwordTitle', { name: personName })}
    >
      {issued ? (
        <div className="stack">
          <p className="flat">{t('accounts.passwordIssued', { login, at: dayAndClock(issued.expiresAt) })}</p>
          <code className="pairing-code" aria-label={t('accounts.password')}>
            {issued.password}
          </code>
          <p className="note warn">{t('accounts.passwordOnce')}</p>
          <div className="line end">
            <Button onClick={onClose}>{t('bulk.close')}</Button>
          </div>
        </div>
      ) : (
        <div className="stack">
          <p className="flat">{t('accounts.passwordHint')}</p>
          <Textarea
            label={t('task.reason')}
            required
            autosize
            minRows={3}
            data-autofocus
            value={reason}
            onChange={(event) => setReason(event.currentTarget.value)}
          />
          <ProofFor act={issue} />
          <DialogEnd error={needsFreshProof(issue.error) ? null : issue.error} onClose={onClose}>
            <Button loading={issue.isPending} disabled={reason.trim() === ''} onClick={() => issue.mutate()}>
              {t('accounts.act.password')}
            </Button>
          </DialogEnd>
        </div>
      )}
    </Modal>
  );
}
