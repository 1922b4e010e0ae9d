/** Sổ văn bản: the numbers of an agency's documents, register by register; its registry takes and voids them here. */
import { Button, Select, Skeleton, TextInput } from '@mantine/core';
import { useDebouncedCallback } from '@mantine/hooks';
import { IconSearch } from '@tabler/icons-react';
import { useInfiniteQuery, useQuery } from '@tanstack/react-query';
import { useNavigate, useSearch } from '@tanstack/react-router';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { request } from '../shared/request.ts';
import type { NumberItem, RegisterItem } from '../shared/types.ts';
import { EmptyState } from '../ui/empty-state.tsx';
import { ICON } from '../ui/icon.ts';
import { ProblemNote } from '../ui/problem-note.tsx';
import { ReasonDialog } from '../ui/reason-dialog.tsx';
import { NUMBER_STATES, type NumberFilters } from './number-filters.ts';
import { numbersQuery, registersQuery } from './number-queries.ts';
import { useNumberRights } from './number-rights.ts';
import { NumberRows } from './number-rows.tsx';
import { ReserveNumber } from './reserve-number.tsx';
import { UseNumber } from './use-number.tsx';

const WAIT_MS = 250;
type Opened = { readonly what: 'reserve' } | { readonly what: 'use' | 'void'; readonly entry: NumberItem };

const nameOf = ({ series, year, unitName }: RegisterItem): string => `${series} – ${year} – ${unitName}`;

export function NumbersPage() {
  const { t } = useTranslation();
  const filters = useSearch({ from: '/inside/so-van-ban' });
  const navigate = useNavigate({ from: '/so-van-ban' });
  const registers = useQuery(registersQuery);
  const register = registers.data?.find(({ id }) => id === filters.register) ?? registers.data?.[0];
  const numbers = useInfiniteQuery(numbersQuery(register?.id ?? 0, filters));
  const { may, units } = useNumberRights();
  const [opened, setOpened] = useState<Opened>();
  const close = (): void => setOpened(undefined);
  const entries = numbers.data?.pages.flatMap(({ items }) => items) ?? [];
  const show = (change: Partial<NumberFilters>): void => void navigate({ search: (before) => ({ ...before, ...change }), replace: true });
  const search = useDebouncedCallback((text: string) => show({ text: text.trim() === '' ? undefined : text.trim() }), WAIT_MS);
  const act = (what: 'use' | 'void') =>
    register && may(what, register.unitPath) ? (entry: NumberItem) => setOpened({ what, entry }) : undefined;
  return (
    <div className="page">
      <header className="page-head">
        <h1>{t('numbers.title')}</h1>
        {units.length > 0 && <Button onClick={() => setOpened({ what: 'reserve' })}>{t('numbers.take')}</Button>}
      </header>
      <div className="bar">
        <Select
          aria-label={t('numbers.register')}
          data={(registers.data ?? []).map((one) => ({ value: String(one.id), label: nameOf(one) }))}
          value={register ? String(register.id) : null}
          onChange={(id) => show({ register: Number(id) })}
          allowDeselect={false}
          searchable
          w={420}
        />
        <TextInput
          className="grow"
          aria-label={t('numbers.find')}
          placeholder={t('numbers.find')}
          leftSection={<IconSearch {...ICON} size={16} />}
          defaultValue={filters.text}
          onChange={(event) => search(event.currentTarget.value)}
        />
      </div>
      <div className="chips" role="group" aria-label={t('cases.status')}>
        {[undefined, ...NUMBER_STATES].map((state) => (
          <button key={state ?? 'any'} type="button" aria-pressed={filters.state === state} onClick={() => show({ state })}>
            {t(`numbers.state.${state ?? 'any'}`)}
          </button>
        ))}
      </div>
      <ProblemNote error={registers.error ?? numbers.error} onRetry={() => void registers.refetch()} />
      {(registers.isPending || numbers.isLoading) && <Skeleton height={240} />}
      {registers.data && !numbers.isLoading && entries.length === 0 && (
        <EmptyState title={t('numbers.empty')} hint={t(registers.data.length === 0 ? 'numbers.emptyHint' : 'inbox.noMatchHint')} />
      )}
      {entries.length > 0 && (
        <div className="card list scroll">
          <NumberRows entries={entries} acts={{ use: act('use'), void: act('void') }} />
          <footer className="foot">
            <span>{t('numbers.count', { count: register?.last ?? 0 })}</span>
            <span className="gap" />
            {numbers.hasNextPage && (
              <Button size="compact-sm" variant="default" loading={numbers.isFetchingNextPage} onClick={() => void numbers.fetchNextPage()}>
                {t('cases.more')}
              </Button>
            )}
          </footer>
        </div>
      )}
      {opened?.what === 'reserve' && (
        <ReserveNumber
          units={units}
          onClose={close}
          onReserved={({ register: id }) => {
            show({ register: id, state: undefined, text: undefined });
            close();
          }}
        />
      )}
      {opened?.what === 'use' && <UseNumber entry={opened.entry} onClose={close} />}
      {opened?.what === 'void' && (
        <ReasonDialog
          title={t('numbers.voidTitle', { number: opened.entry.number })}
          hint={t('numbers.voidHint')}
          action={t('numbers.void')}
          act={async (reason, idempotencyKey) =>
            await request(`/number-registers/${opened.entry.register}/entries/${opened.entry.ordinal}/void`, {
              method: 'POST',
              body: { reason },
              idempotencyKey,
            })
          }
          changes={['numbers']}
          onClose={close}
        />
      )}
    </div>
  );
}
