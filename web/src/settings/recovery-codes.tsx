/** For whoever has lost the device: codes that are shown once, each good once. New ones end those before. */
import { Button, Modal } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { request } from '../shared/request.ts';
import type { RecoveryCodesNew } from '../shared/types.ts';
import { useProven } from '../sign-in/use-proven.tsx';
import { ProblemNote } from '../ui/problem-note.tsx';

const FEW = 3;

export function RecoveryCodes({ left, onRenewed }: { readonly left: number; readonly onRenewed: () => Promise<void> }) {
  const { t } = useTranslation();
  const [codes, setCodes] = useState<readonly string[]>();
  const renew = useProven(
    async () => await request<RecoveryCodesNew>('/recovery-codes', { method: 'POST' }),
    async (answer) => {
      setCodes(answer.codes);
      await onRenewed();
    },
  );
  return (
    <div className="stack tight">
      <p className={left < FEW ? 'note warn' : 'note'}>{left === 0 ? t('settings.noCodes') : t('settings.codesLeft', { count: left })}</p>
      <ProblemNote error={renew.error} />
      <div>
        <Button variant="default" loading={renew.pending} onClick={() => renew.act(undefined)}>
          {t('settings.newCodes')}
        </Button>
      </div>
      {renew.proof}
      <Modal
        opened={codes !== undefined}
        onClose={() => setCodes(undefined)}
        closeOnClickOutside={false}
        closeButtonProps={{ 'aria-label': t('bulk.close') }}
        title={t('settings.codesTitle')}
      >
        <div className="stack">
          <p className="flat">{t('settings.codesHint')}</p>
          <ol className="codes number">
            {codes?.map((code) => (
              <li key={code}>
                <code>{code}</code>
              </li>
            ))}
          </ol>
          <div className="line end">
            <Button variant="default" onClick={() => void navigator.clipboard.writeText(codes?.join('\n') ?? '')}>
              {t('settings.copyCodes')}
            </Button>
            <Button onClick={() => setCodes(undefined)}>{t('settings.codesKept')}</Button>
          </div>
        </div>
      </Modal>
    </div>
  );
}
