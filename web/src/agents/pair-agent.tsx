/** A code that is typed at the other computer: good once and for a short while. The dialog says when the computer has come. */
import { Button, Modal, TextInput } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { request } from '../shared/request.ts';
import type { PairingNow } from '../shared/types.ts';
import { FreshProof, needsFreshProof } from '../sign-in/fresh-proof.tsx';
import { clockOf, useCountdown } from '../signing/use-countdown.ts';
import { ProblemNote } from '../ui/problem-note.tsx';

interface Pairing {
  /** so many computers there are by now */
  readonly known: number;
  readonly onClose: () => void;
}

export function PairAgent({ known, onClose }: Pairing) {
  const { t } = useTranslation();
  const [name, setName] = useState('');
  const [before] = useState(known);
  const begin = useMutation({
    mutationFn: async () => await request<PairingNow>('/agents/codes', { method: 'POST', body: { name: name.trim() } }),
  });
  return (
    <Modal opened onClose={onClose} title={t('agents.pair')} closeButtonProps={{ 'aria-label': t('bulk.close') }}>
      {known > before ? (
        <p className="note" role="status">
          {t('agents.came')}
        </p>
      ) : begin.data ? (
        <Code pairing={begin.data} onAnew={() => begin.mutate()} />
      ) : (
        <form
          onSubmit={(event) => {
            event.preventDefault();
            begin.mutate();
          }}
        >
          <TextInput
            label={t('agents.name')}
            description={t('agents.nameHint')}
            required
            maxLength={100}
            data-autofocus
            value={name}
            onChange={(event) => setName(event.currentTarget.value)}
          />
          {!needsFreshProof(begin.error) && <ProblemNote error={begin.error} />}
          <div className="line end">
            <Button type="submit" loading={begin.isPending} disabled={name.trim() === ''}>
              {t('agents.getCode')}
            </Button>
          </div>
        </form>
      )}
      <FreshProof opened={needsFreshProof(begin.error)} onClose={() => begin.reset()} onProven={() => begin.mutate()} />
      {(begin.data || known > before) && (
        <div className="line end">
          <Button variant="default" onClick={onClose}>
            {t('bulk.close')}
          </Button>
        </div>
      )}
    </Modal>
  );
}

function Code({ pairing, onAnew }: { readonly pairing: PairingNow; readonly onAnew: () => void }) {
  const { t } = useTranslation();
  const left = useCountdown(pairing.expiresAt);
  return (
    <div className="stack">
      <ol className="pairing-steps">
        <li>
          {t('agents.step.start')}
          <code className="command">node agent/main.ts pair --server {window.location.origin} --module …</code>
        </li>
        <li>{t('agents.step.code')}</li>
      </ol>
      <output className="pairing-code number" aria-label={t('agents.code')}>
        {pairing.code}
      </output>
      {left === 0 ? (
        <p className="note warn flat">
          {t('agents.codeOver')}{' '}
          <Button size="compact-sm" variant="default" onClick={onAnew}>
            {t('agents.anew')}
          </Button>
        </p>
      ) : (
        <p className="dim small flat" role="timer">
          {t('agents.codeLeft', { clock: clockOf(left) })}
        </p>
      )}
      <p className="dim small flat" role="status">
        {t('agents.waiting')}
      </p>
    </div>
  );
}
