/** A second factor has been handed over: an account that waits for one becomes active, and its roles begin to count. */
import { Button, Modal, SegmentedControl, TextInput } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { newKey, request } from '../shared/request.ts';
import type { AccountDetail } from '../shared/types.ts';
import { needsFreshProof } from '../sign-in/fresh-proof.tsx';
import { ProofFor } from '../sign-in/proof-for.tsx';
import { DialogEnd } from '../ui/dialog-end.tsx';

const KINDS = ['otp', 'certificate'] as const;

interface HandingOver {
  readonly account: AccountDetail;
  readonly onClose: () => void;
}

export function HandOverFactor({ account: { id, personName }, onClose }: HandingOver) {
  const { t } = useTranslation();
  const client = useQueryClient();
  const [kind, setKind] = useState<string>(KINDS[0]);
  const [reference, setReference] = useState('');
  const [key] = useState(newKey);
  const record = useMutation({
    mutationFn: async () =>
      await request(`/accounts/${encodeURIComponent(id)}/second-factor`, {
        method: 'PUT',
        body: { kind, reference: reference.trim() },
        idempotencyKey: key,
      }),
    async onSuccess() {
      await client.invalidateQueries({ queryKey: ['accounts'] });
      onClose();
    },
  });
  return (
    <Modal
      opened
      onClose={onClose}
      closeButtonProps={{ 'aria-label': t('bulk.close') }}
      title={t('accounts.handOverTitle', { name: personName })}
    >
      <div className="stack">
        <p className="flat">{t('accounts.handOverHint')}</p>
        <SegmentedControl
          aria-label={t('accounts.factorKindOf')}
          data={KINDS.map((value) => ({ value, label: t(`accounts.factorKind.${value}`) }))}
          value={kind}
          onChange={setKind}
        />
        <TextInput
          label={t('accounts.referenceOf')}
          description={t('accounts.referenceHint')}
          required
          maxLength={200}
          data-autofocus
          value={reference}
          onChange={(event) => setReference(event.currentTarget.value)}
        />
        <ProofFor act={record} />
        <DialogEnd error={needsFreshProof(record.error) ? null : record.error} onClose={onClose}>
          <Button loading={record.isPending} disabled={reference.trim() === ''} onClick={() => record.mutate()}>
            {t('accounts.act.handOver')}
          </Button>
        </DialogEnd>
      </div>
    </Modal>
  );
}
