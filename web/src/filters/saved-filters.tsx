/** Filters under their names: each is an address, which can be opened, kept, sent, and shared with the unit. */
import { ActionIcon, Button, Popover } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { notifications } from '@mantine/notifications';
import { IconBookmark, IconLink, IconTrash } from '@tabler/icons-react';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useNames } from '../shared/names.ts';
import { newKey, request } from '../shared/request.ts';
import type { SavedFilterItem } from '../shared/types.ts';
import { ICON } from '../ui/icon.ts';
import { ProblemNote } from '../ui/problem-note.tsx';
import { SaveFilter } from './save-filter.tsx';
import { savedFiltersQuery, type Screen } from './saved-filter-queries.ts';
import './filters.css';

interface Filtered {
  readonly screen: Screen;
  /** address of the list */
  readonly to: '/viec' | '/ho-so';
  /** what is shown now */
  readonly filters: object;
  /** what the screen understands of an address: what it does not is dropped */
  readonly read: (search: Record<string, unknown>) => object;
}

const same = (one: object, other: object): boolean => {
  const sorted = (filters: object): string => JSON.stringify(Object.entries(filters).sort(([a], [b]) => a.localeCompare(b)));
  return sorted(one) === sorted(other);
};

export function SavedFilters({ screen, to, filters, read }: Filtered) {
  const { t } = useTranslation();
  const [opened, { toggle, close }] = useDisclosure();
  const [saving, setSaving] = useState(false);
  const { data: saved = [], error } = useQuery(savedFiltersQuery(screen));
  const names = useNames(
    [],
    saved.map(({ unitPath }) => unitPath),
  );
  const current = saved.find((one) => same(read(one.filters), filters));
  const groups = Map.groupBy(saved, ({ unitPath }) => unitPath);
  const nothing = Object.keys(filters).length === 0;
  return (
    <>
      <Popover opened={opened} onChange={(now) => !now && close()} position="bottom-end" width={340} shadow="md" trapFocus>
        <Popover.Target>
          <Button variant="default" leftSection={<IconBookmark {...ICON} size={16} />} onClick={toggle}>
            {current ? current.name : t('filters.title')}
          </Button>
        </Popover.Target>
        <Popover.Dropdown className="filters" aria-label={t('filters.title')}>
          <ProblemNote error={error} />
          {saved.length === 0 && !error && <p className="dim flat">{t('filters.empty')}</p>}
          {[...groups].map(([unit, some]) => (
            <section key={unit ?? ''}>
              <h2>{unit === undefined ? t('filters.mine') : t('filters.shared', { unit: names.unit(unit) })}</h2>
              <ul>
                {some.map((one) => (
                  <Saved key={one.id} one={one} to={to} search={read(one.filters)} current={one === current} onFollow={close} />
                ))}
              </ul>
            </section>
          ))}
          <div className="line filters-end">
            <Button
              size="compact-sm"
              disabled={nothing}
              onClick={() => {
                close();
                setSaving(true);
              }}
            >
              {t('filters.save')}
            </Button>
            <Button
              size="compact-sm"
              variant="subtle"
              leftSection={<IconLink {...ICON} size={15} />}
              onClick={() => void copyAddress(t('filters.copied'))}
            >
              {t('filters.copy')}
            </Button>
          </div>
          {nothing && <p className="dim flat small">{t('filters.nothing')}</p>}
        </Popover.Dropdown>
      </Popover>
      {saving && <SaveFilter screen={screen} filters={filters} current={current} onClose={() => setSaving(false)} />}
    </>
  );
}

async function copyAddress(message: string): Promise<void> {
  await navigator.clipboard.writeText(window.location.href);
  notifications.show({ message });
}

interface Row {
  readonly one: SavedFilterItem;
  readonly to: Filtered['to'];
  readonly search: object;
  readonly current: boolean;
  readonly onFollow: () => void;
}

function Saved({ one, to, search, current, onFollow }: Row) {
  const { t } = useTranslation();
  const client = useQueryClient();
  const remove = useMutation({
    mutationFn: async () => await request(`/saved-filters/${one.id}`, { method: 'DELETE', idempotencyKey: newKey() }),
    onSuccess: async () => await client.invalidateQueries({ queryKey: ['saved-filters'] }),
  });
  return (
    <li>
      <Link to={to} search={search as never} aria-current={current || undefined} className="grow" onClick={onFollow}>
        {one.name}
      </Link>
      {one.removable && (
        <ActionIcon aria-label={t('filters.remove', { name: one.name })} loading={remove.isPending} onClick={() => remove.mutate()}>
          <IconTrash {...ICON} size={16} />
        </ActionIcon>
      )}
      <ProblemNote error={remove.error} />
    </li>
  );
}
