/** One of many, found on the server by a part of its name. */
import { Select, type SelectProps } from '@mantine/core';
import { useDebouncedValue } from '@mantine/hooks';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';

export interface Found {
  readonly value: string;
  readonly label: string;
}

interface Choice extends Omit<SelectProps, 'data' | 'value' | 'onSearchChange' | 'searchable' | 'filter' | 'nothingFoundMessage'> {
  /** what is looked for, as the key of its answers */
  readonly among: readonly unknown[];
  readonly find: (text: string, signal: AbortSignal) => Promise<readonly Found[]>;
  /** with its name, also when it is not among what was found */
  readonly chosen: Found | undefined;
}

const WAIT_MS = 250;

export function FoundChoice({ among, find, chosen, ...rest }: Choice) {
  const { t } = useTranslation();
  const [typed, setTyped] = useState('');
  const [text] = useDebouncedValue(typed.trim(), WAIT_MS);
  const searched = text === chosen?.label ? '' : text;
  const { data: found = [], isFetching } = useQuery({
    queryKey: [...among, searched],
    placeholderData: keepPreviousData,
    enabled: rest.disabled !== true,
    queryFn: async ({ signal }) => await find(searched, signal),
  });
  const data = chosen && !found.some(({ value }) => value === chosen.value) ? [chosen, ...found] : found;
  return (
    <Select
      {...rest}
      searchable
      data={[...data]}
      filter={({ options }) => options}
      value={chosen?.value ?? null}
      onSearchChange={setTyped}
      nothingFoundMessage={isFetching ? t('search.looking') : t('search.nothing')}
    />
  );
}
