/** The document on paper was signed and goes out: how it stands in the book. */
import { Button, Modal, NumberInput, TextInput } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { newKey, request } from '../shared/request.ts';
import type { NumberItem } from '../shared/types.ts';
import { DialogEnd } from '../ui/dialog-end.tsx';

const TEXTS = ['signer', 'recipients', 'keeper'] as const;
type Facts = Partial<Record<(typeof TEXTS)[number], string>> & { readonly copies?: number };

export function UseNumber({ entry, onClose }: { readonly entry: NumberItem; readonly onClose: () => void }) {
  const { t } = useTranslation();
  const client = useQueryClient();
  const [signedOn, setSignedOn] = useState(entry.day);
  const [facts, setFacts] = useState<Facts>({});
  const [key] = useState(newKey);
  const given = Object.fromEntries(Object.entries(facts).filter(([, value]) => value !== ''));
  const use = useMutation({
    mutationFn: async () =>
      await request(`/number-registers/${entry.register}/entries/${entry.ordinal}/use`, {
        method: 'POST',
        body: { ...given, signedOn },
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
      title={t('numbers.useTitle', { number: entry.number })}
    >
      <div className="stack">
        <TextInput
          type="date"
          label={t('numbers.signedOn')}
          required
          value={signedOn}
          onChange={(event) => setSignedOn(event.currentTarget.value)}
        />
        {TEXTS.map((name) => (
          <TextInput
            key={name}
            label={t(`numbers.${name}`)}
            value={facts[name] ?? ''}
            onChange={(event) => setFacts({ ...facts, [name]: event.currentTarget.value })}
          />
        ))}
        <NumberInput
          label={t('numbers.copies')}
          min={1}
          max={9_999}
          allowDecimal={false}
          value={facts.copies ?? ''}
          onChange={(copies) => setFacts(typeof copies === 'number' ? { ...facts, copies } : without(facts))}
        />
        <DialogEnd error={use.error} onClose={onClose}>
          <Button loading={use.isPending} disabled={signedOn === ''} onClick={() => use.mutate()}>
            {t('numbers.use')}
          </Button>
        </DialogEnd>
      </div>
    </Modal>
  );
}

function without({ copies: _, ...rest }: Facts): Facts {
  return rest;
}
