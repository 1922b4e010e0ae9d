/** One list, and what of it is shown: the chips stay in sight with their counts. */
import { CloseButton } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import type { TaskCountsNow } from '../shared/types.ts';
import { LISTS, type InboxFilters } from './inbox-filters.ts';
import { countsQuery } from './inbox-queries.ts';
import { shownCount } from './shown-count.ts';

interface Chips {
  readonly filters: InboxFilters;
  readonly show: (change: Partial<InboxFilters>) => void;
}

export function InboxChips({ filters, show }: Chips) {
  const { t } = useTranslation();
  const { data: counts } = useQuery(countsQuery);
  const list = filters.list ?? 'mine';
  return (
    <div className="chips" role="group" aria-label={t('inbox.lists')}>
      {LISTS.map((one) => (
        <button key={one} type="button" aria-pressed={list === one} onClick={() => show({ list: one === 'mine' ? undefined : one })}>
          {t(`inbox.list.${one}`)}
          <Count counts={counts} of={one} />
        </button>
      ))}
      <span className="chips-rule" aria-hidden />
      {(['overdue', 'near'] as const).map((state) => (
        <button
          key={state}
          type="button"
          className={state}
          aria-pressed={filters.deadline === state}
          disabled={list === 'done'}
          onClick={() => show({ deadline: filters.deadline === state ? undefined : state })}
        >
          {t(`deadline.state.${state}`)}
          {list === 'mine' && filters.deadline !== state && <Count counts={counts} of={state} />}
          {filters.deadline === state && <CloseButton component="span" size="xs" aria-hidden />}
        </button>
      ))}
    </div>
  );
}

function Count({ counts, of }: { readonly counts: TaskCountsNow | undefined; readonly of: string }) {
  const count = counts && of in counts ? counts[of as keyof TaskCountsNow] : undefined;
  return count === undefined || count === 0 ? null : <i>{shownCount(count)}</i>;
}
