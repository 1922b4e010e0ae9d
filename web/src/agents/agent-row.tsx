/** One computer: which certificate it reaches, when it was last here; and its end, asked for once more. */
import { Button, Modal } from '@mantine/core';
import { IconDeviceLaptop } from '@tabler/icons-react';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { dayAndClock } from '../shared/instants.ts';
import { request } from '../shared/request.ts';
import type { AgentItem } from '../shared/types.ts';
import { ICON } from '../ui/icon.ts';
import { DialogEnd } from '../ui/dialog-end.tsx';

export function AgentRow({ agent }: { readonly agent: AgentItem }) {
  const { t } = useTranslation();
  const client = useQueryClient();
  const [asked, setAsked] = useState(false);
  const end = useMutation({
    mutationFn: async () => await request(`/agents/${agent.id}`, { method: 'DELETE' }),
    onSuccess: async () => await client.invalidateQueries({ queryKey: ['agents'] }),
  });
  const isOver = Date.parse(agent.validTo) < Date.now();
  return (
    <li>
      <IconDeviceLaptop {...ICON} />
      <span>
        <b>{agent.name}</b>
        <small>{t('agents.certificate', { signer: agent.signer, until: dayAndClock(agent.validTo) })}</small>
        {isOver && <small className="bad">{t('agents.over')}</small>}
        <small className="dim">
          {agent.platform} · {t('agents.paired', { at: dayAndClock(agent.pairedAt) })} ·{' '}
          {t('agents.seen', { at: dayAndClock(agent.lastSeenAt) })}
        </small>
      </span>
      <span className="gap" />
      <Button size="compact-sm" variant="default" aria-label={t('agents.endOne', { name: agent.name })} onClick={() => setAsked(true)}>
        {t('agents.end')}
      </Button>
      <Modal
        opened={asked}
        onClose={() => setAsked(false)}
        title={t('agents.endTitle', { name: agent.name })}
        closeButtonProps={{ 'aria-label': t('bulk.close') }}
      >
        <div className="stack">
          <p className="flat">{t('agents.endHint')}</p>
          <DialogEnd error={end.error} onClose={() => setAsked(false)}>
            <Button color="red" loading={end.isPending} onClick={() => end.mutate()}>
              {t('agents.end')}
            </Button>
          </DialogEnd>
        </div>
      </Modal>
    </li>
  );
}
