/** One's second factors: whoever adds or removes one proves first, freshly, who they are. */
import { Button, Modal, Skeleton } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import { IconCertificate, IconDeviceMobile, IconFingerprint } from '@tabler/icons-react';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { day, dayAndClock } from '../shared/instants.ts';
import { request } from '../shared/request.ts';
import { sessionQuery } from '../shared/session.ts';
import type { FactorItem } from '../shared/types.ts';
import { AddFactor } from '../sign-in/add-factor.tsx';
import { useProven } from '../sign-in/use-proven.tsx';
import { DialogEnd } from '../ui/dialog-end.tsx';
import { ICON } from '../ui/icon.ts';
import { ProblemNote } from '../ui/problem-note.tsx';
import { RecoveryCodes } from './recovery-codes.tsx';
import { factorsQuery } from './settings-queries.ts';

const ICONS = { otp: IconDeviceMobile, passkey: IconFingerprint, certificate: IconCertificate } as const;

export function MyFactors() {
  const { t } = useTranslation();
  const client = useQueryClient();
  const { data, error, refetch } = useQuery(factorsQuery);
  const [adding, setAdding] = useState(false);
  const [leaving, setLeaving] = useState<FactorItem>();
  const renew = async (): Promise<void> => {
    for (const { queryKey } of [factorsQuery, sessionQuery]) await client.invalidateQueries({ queryKey });
  };
  if (error) return <ProblemNote error={error} onRetry={() => void refetch()} />;
  if (!data) return <Skeleton height={90} />;
  const factors = data.factors.filter(({ confirmed }) => confirmed);
  return (
    <>
      {factors.length === 0 && <p className="note warn">{t('settings.noFactor')}</p>}
      {factors.length > 0 && (
        <ul className="own-list" aria-label={t('settings.part.factors')}>
          {factors.map((factor) => (
            <Row key={factor.id} factor={factor} onRemove={() => setLeaving(factor)} />
          ))}
        </ul>
      )}
      <div>
        <Button variant="default" onClick={() => setAdding(true)}>
          {t('factor.add.any')}
        </Button>
      </div>
      {factors.length > 0 && <RecoveryCodes left={data.recoveryCodes} onRenewed={renew} />}
      <Modal
        opened={adding}
        onClose={() => setAdding(false)}
        closeButtonProps={{ 'aria-label': t('bulk.close') }}
        title={t('factor.add.any')}
      >
        <AddFactor
          onDone={async () => {
            setAdding(false);
            notifications.show({ message: t('factor.done') });
            await renew();
          }}
        />
      </Modal>
      {leaving && <RemoveFactor factor={leaving} last={factors.length === 1} onRemoved={renew} onClose={() => setLeaving(undefined)} />}
    </>
  );
}

function Row({ factor, onRemove }: { readonly factor: FactorItem; readonly onRemove: () => void }) {
  const { t } = useTranslation();
  const Icon = ICONS[factor.kind];
  const { lastUsedAt, validTo } = factor;
  return (
    <li>
      <Icon {...ICON} />
      <div className="own-item">
        <b>{factor.name}</b>
        <small className="dim">
          {t(`factor.kind.${factor.kind}`)} · {t('settings.factorSince', { day: day(factor.createdAt) })}
        </small>
        <small className="dim">
          {lastUsedAt === undefined ? t('settings.factorUnused') : t('settings.factorUsed', { at: dayAndClock(lastUsedAt) })}
          {validTo !== undefined && ` · ${t('settings.factorUntil', { day: day(validTo) })}`}
        </small>
      </div>
      <Button size="compact-sm" variant="default" aria-label={t('settings.removeOne', { name: factor.name })} onClick={onRemove}>
        {t('settings.remove')}
      </Button>
    </li>
  );
}

interface Removing {
  readonly factor: FactorItem;
  readonly last: boolean;
  readonly onRemoved: () => Promise<void>;
  readonly onClose: () => void;
}

function RemoveFactor({ factor, last, onRemoved, onClose }: Removing) {
  const { t } = useTranslation();
  const remove = useProven(
    async (id: string) => await request(`/factors/${id}`, { method: 'DELETE' }),
    async () => {
      onClose();
      await onRemoved();
    },
  );
  return (
    <>
      <Modal
        opened
        onClose={onClose}
        closeButtonProps={{ 'aria-label': t('bulk.close') }}
        title={t('settings.removeTitle', { name: factor.name })}
      >
        <div className="stack">
          <p className="flat">{t(last ? 'settings.removeLast' : 'settings.removeHint')}</p>
          <DialogEnd error={remove.error} onClose={onClose}>
            <Button color="red" loading={remove.pending} onClick={() => remove.act(factor.id)}>
              {t('settings.remove')}
            </Button>
          </DialogEnd>
        </div>
      </Modal>
      {remove.proof}
    </>
  );
}
