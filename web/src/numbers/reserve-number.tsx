/** The next number of a register, for a document on paper. */
import { Button, Modal, Select, Textarea, TextInput } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useNames } from '../shared/names.ts';
import { newKey, request } from '../shared/request.ts';
import type { NumberItem } from '../shared/types.ts';
import { DialogEnd } from '../ui/dialog-end.tsx';

interface Reserving {
  readonly units: readonly string[];
  readonly onClose: () => void;
  readonly onReserved: (entry: NumberItem) => void;
}

export function ReserveNumber({ units, onClose, onReserved }: Reserving) {
  const { t } = useTranslation();
  const client = useQueryClient();
  const names = useNames([], units);
  const [unit, setUnit] = useState(units[0] ?? '');
  const [kind, setKind] = useState('');
  const [subject, setSubject] = useState('');
  const [key] = useState(newKey);
  const reserve = useMutation({
    mutationFn: async () =>
      await request<NumberItem>('/number-registers/reserve', {
        method: 'POST',
        body: { unit, kind: kind.trim(), subject: subject.trim() },
        idempotencyKey: key,
      }),
    async onSuccess(entry) {
      await client.invalidateQueries({ queryKey: ['numbers'] });
      onReserved(entry);
    },
  });
  return (
    <Modal opened onClose={onClose} closeButtonProps={{ 'aria-label': t('bulk.close') }} title={t('numbers.reserve')}>
      <div className="stack">
        <p className="flat">{t('numbers.reserveHint')}</p>
        {units.length > 1 && (
          <Select
            label={t('case.unit')}
            data={units.map((path) => ({ value: path, label: names.unit(path) }))}
            value={unit}
            onChange={(path) => setUnit(path ?? unit)}
            allowDeselect={false}
          />
        )}
        <TextInput
          label={t('numbers.kind')}
          description={t('numbers.kindHint')}
          required
          data-autofocus
          value={kind}
          onChange={(event) => setKind(event.currentTarget.value)}
        />
        <Textarea
          label={t('numbers.subject')}
          required
          autosize
          minRows={2}
          value={subject}
          onChange={(event) => setSubject(event.currentTarget.value)}
        />
        <DialogEnd error={reserve.error} onClose={onClose}>
          <Button loading={reserve.isPending} disabled={kind.trim() === '' || subject.trim() === ''} onClick={() => reserve.mutate()}>
            {t('numbers.take')}
          </Button>
        </DialogEnd>
      </div>
    </Modal>
  );
}
