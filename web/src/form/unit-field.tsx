/** A unit of the register, found by its name: nobody types a path. */
import { Select } from '@mantine/core';
import { useDebouncedValue } from '@mantine/hooks';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Json } from '../../../expressions/json.ts';
import type { Field } from '../../../forms/form.ts';
import { useNames } from '../shared/names.ts';
import { request } from '../shared/request.ts';
import type { Shared } from './shared-props.ts';

interface Unit {
  readonly path: string;
  readonly name: string;
}

interface Chosen {
  readonly field: Field;
  readonly shared: Shared;
  readonly value: Json | undefined;
  readonly set: (value: Json) => void;
}

const WAIT_MS = 250;
const MOST = 50;

export function UnitField({ field, shared, value, set }: Chosen) {
  const { t } = useTranslation();
  const path = typeof value === 'string' && value !== '' ? value : null;
  const names = useNames([], [path ?? undefined]);
  const chosen: Unit | undefined = path === null ? undefined : { path, name: names.unit(path) };
  const [typed, setTyped] = useState('');
  const [text] = useDebouncedValue(typed.trim(), WAIT_MS);
  const searched = text === chosen?.name ? '' : text;
  const { data: found = [], isFetching } = useQuery({
    queryKey: ['units', field.unitKinds, searched],
    placeholderData: keepPreviousData,
    enabled: !shared.disabled,
    queryFn: async ({ signal }) =>
      (await request<{ items: readonly Unit[] }>('/units', { query: { kind: field.unitKinds, text: searched, limit: MOST }, signal }))
        .items,
  });
  const units = chosen && !found.some((unit) => unit.path === chosen.path) ? [chosen, ...found] : found;
  return (
    <Select
      {...shared}
      searchable
      clearable={!shared.required}
      placeholder={t('form.findUnit')}
      data={units.map((unit) => ({ value: unit.path, label: unit.name }))}
      filter={({ options }) => options}
      value={path}
      onChange={set}
      onSearchChange={setTyped}
      nothingFoundMessage={isFetching ? t('search.looking') : t('search.nothing')}
    />
  );
}
