/** The lock of an emergency: at once, with all sessions; a case begins in which the reason is given in full and somebody else reviews it. */
import { Button, Modal, Textarea } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { newKey, request } from '../shared/request.ts';
import type { AccountDetail, AccountListed, Page } from '../shared/types.ts';
import { needsFreshProof } from '../sign-in/fresh-proof.tsx';
import { ProofFor } from '../sign-in/proof-for.tsx';
import { DialogEnd } from '../ui/dialog-end.tsx';
import { FoundChoice, type Found } from '../ui/found-choice.tsx';
import { tell } from '../ui/tell.ts';
import { ACCOUNT_PROCEDURES } from './account-procedures.ts';

const MOST = 50;

interface Suspending {
  readonly account: AccountDetail;
  readonly onClose: () => void;
}

export function SuspendAccount({ account: { id, personName, unitPath }, onClose }: Suspending) {
  const { t } = useTranslation();
  const client = useQueryClient();
  const [signs, setSigns] = useState('');
  const [substitute, setSubstitute] = useState<Found>();
  const [key] = useState(newKey);
  const suspend = useMutation({
    mutationFn: async () =>
      await request<{ readonly code: string }>('/cases', {
        method: 'POST',
        idempotencyKey: key,
        body: {
          procedure: ACCOUNT_PROCEDURES.suspension,
          unitPath,
          variables: { suspension: { account: id, personName, signs: signs.trim(), ...(substitute && { substitute: substitute.value }) } },
        },
      }),
    async onSuccess({ code }) {
      tell(t('accounts.suspendedNow', { name: personName, code }));
      await client.invalidateQueries({ queryKey: ['accounts'] });
      await client.invalidateQueries({ queryKey: ['tasks'] });
      onClose();
    },
  });
  return (
    <Modal
      opened
      onClose={onClose}
      closeButtonProps={{ 'aria-label': t('bulk.close') }}
      title={t('accounts.suspendTitle', { name: personName })}
    >
      <div className="stack">
        <p className="note warn">{t('accounts.suspendHint')}</p>
        <Textarea
          label={t('accounts.signs')}
          required
          autosize
          minRows={3}
          maxLength={2_000}
          data-autofocus
          value={signs}
          onChange={(event) => setSigns(event.currentTarget.value)}
        />
        <FoundChoice
          label={t('accounts.substitute')}
          description={t('accounts.substituteHint')}
          among={['accounts', 'substitutes', id]}
          find={async (text, signal) => {
            const query = { text, state: 'active', limit: MOST };
            const { items } = await request<Page<AccountListed>>('/accounts', { query, signal });
            return items.filter((one) => one.id !== id).map((one) => ({ value: one.id, label: `${one.personName} – ${one.login}` }));
          }}
          chosen={substitute}
          clearable
          onChange={(value, option) => setSubstitute(value === null ? undefined : { value, label: option?.label ?? value })}
        />
        <ProofFor act={suspend} />
        <DialogEnd error={needsFreshProof(suspend.error) ? null : suspend.error} onClose={onClose}>
          <Button color="red" loading={suspend.isPending} disabled={signs.trim() === ''} onClick={() => suspend.mutate()}>
            {t('accounts.act.suspend')}
          </Button>
        </DialogEnd>
      </div>
    </Modal>
  );
}
