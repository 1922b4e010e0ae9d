/** A new code for the citizen's receipt: told once, and the one before finds nothing any more. */
import { Button, Modal, TextInput } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { readYear } from '../lookup/read-year.ts';
import { request } from '../shared/request.ts';
import { DialogEnd } from '../ui/dialog-end.tsx';

export function IssueLookupCode({ caseId, onClose }: { readonly caseId: string; readonly onClose: () => void }) {
  const { t } = useTranslation();
  const [year, setYear] = useState('');
  const birthYear = readYear(year, Date.now());
  const issue = useMutation({
    gcTime: 0,
    mutationFn: async () =>
      await request<{ readonly code: string }>(`/cases/${caseId}/lookup-code`, { method: 'POST', body: { birthYear } }),
  });
  return (
    <Modal opened onClose={onClose} closeButtonProps={{ 'aria-label': t('bulk.close') }} title={t('issueCode.title')}>
      {issue.data ? (
        <div className="stack">
          <p className="flat" role="status">
            {t('issueCode.issued')}
          </p>
          <code className="pairing-code">{issue.data.code}</code>
          <p className="flat">{t('issueCode.where', { address: `${location.origin}/tra-cuu` })}</p>
          <DialogEnd error={null} onClose={onClose}>
            {null}
          </DialogEnd>
        </div>
      ) : (
        <form
          className="stack"
          onSubmit={(event) => {
            event.preventDefault();
            issue.mutate();
          }}
        >
          <p className="flat">{t('issueCode.hint')}</p>
          <TextInput
            label={t('lookup.year')}
            description={t('issueCode.yearHint')}
            required
            inputMode="numeric"
            maxLength={4}
            data-autofocus
            value={year}
            error={year.length === 4 && birthYear === undefined && t('lookup.yearFault')}
            onChange={(event) => setYear(event.currentTarget.value)}
          />
          <DialogEnd error={issue.error} onClose={onClose}>
            <Button type="submit" loading={issue.isPending} disabled={birthYear === undefined}>
              {t('issueCode.issue')}
            </Button>
          </DialogEnd>
        </form>
      )}
    </Modal>
  );
}
