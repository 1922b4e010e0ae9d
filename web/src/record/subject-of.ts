import type { TFunction } from 'i18next';
import type { NameOf } from '../shared/names.ts';
import type { RecordItem } from '../shared/types.ts';

/** What an entry is about, where that is no case: whose account, what it was done to, how many things were looked at. */
export function subjectOf({ source, subject, ids }: RecordItem, names: NameOf, t: TFunction): string {
  if (source === 'access') return ids === undefined || ids.length === 0 ? '' : t('record.things', { count: ids.length });
  return names.person(subject);
}
