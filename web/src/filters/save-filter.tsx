/** What is shown now gets a name: for oneself, or for everybody who works in a unit. */
import { Button, Modal, Select, TextInput } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useNames } from '../shared/names.ts';
import { newKey, request } from '../shared/request.ts';
import { useSession } from '../shared/session.ts';
import type { SavedFilterItem } from '../shared/types.ts';
import { DialogEnd } from '../ui/dialog-end.tsx';
import type { Screen } from './saved-filter-queries.ts';

interface Saving {
  readonly screen: Screen;
  readonly filters: object;
  readonly current: SavedFilterItem | undefined;
  readonly onClose: () => void;
}

const MINE = '-';

export function SaveFilter({ screen, filters, current, onClose }: Saving) {
  const { t } = useTranslation();
  const client = useQueryClient();
  const units = [...new Set(useSession().grants.map(({ unitPath }) => unitPath))];
  const names = useNames([], units);
  const [name, setName] = useState(current?.name ?? '');
  const [reach, setReach] = useState<string>(MINE);
  const save = useMutation({
    mutationFn: async () => {
      const body = { screen, name: name.trim(), filters, ...(reach !== MINE && { unitPath: reach }) };
      return await request('/saved-filters', { method: 'POST', body, idempotencyKey: newKey() });
    },
    async onSuccess() {
      await client.invalidateQueries({ queryKey: ['saved-filters'] });
      notifications.show({ message: t('filters.saved', { name: name.trim() }) });
      onClose();
    },
  });
  return (
    <Modal opened onClose={onClose} closeButtonProps={{ 'aria-label': t('bulk.close') }} title={t('filters.save')}>
      <form
        className="stack"
        onSubmit={(event) => {
          event.preventDefault();
          save.mutate();
        }}
      >
        <TextInput
          label={t('filters.name')}
          description={t('filters.nameHint')}
          required
          maxLength={100}
          data-autofocus
          value={name}
          onChange={(event) => setName(event.currentTarget.value)}
        />
        <Select
          label={t('filters.reach')}
          description={t('filters.reachHint')}
          data={[
            { value: MINE, label: t('filters.onlyMe') },
            ...units.map((unit) => ({ value: unit, label: t('filters.shared', { unit: names.unit(unit) }) })),
          ]}
          value={reach}
          onChange={(next) => setReach(next ?? MINE)}
          allowDeselect={false}
        />
        <DialogEnd error={save.error} onClose={onClose}>
          <Button type="submit" loading={save.isPending} disabled={name.trim() === ''}>
            {t('filters.do')}
          </Button>
        </DialogEnd>
      </form>
    </Modal>
  );
}
