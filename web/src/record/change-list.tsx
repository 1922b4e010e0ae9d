import { useTranslation } from 'react-i18next';
import type { Json } from '../../../expressions/json.ts';
import { isJsonObject } from '../../../forms/form.ts';
import { shownDate } from '../../../forms/shown-date.ts';
import type { Change } from './change.ts';

export function ChangeList({ changes }: { readonly changes: readonly Change[] }) {
  const { t } = useTranslation();
  const words = { true: t('record.yes'), false: t('record.no') };
  const lines = changes.map(({ place, before, after }) => ({ place, before: textOf(before, words), after: textOf(after, words) }));
  // nothing and an empty text are the same to who reads
  const different = lines.filter(({ before, after }) => before !== after);
  if (different.length === 0) return <p className="dim flat">{t('record.noChange')}</p>;
  return (
    <ul className="record-changes">
      {different.map(({ place, before, after }) => (
        <li key={place}>
          <b>{place}</b>
          <del>
            {t('record.before')}: {before}
          </del>
          <ins>
            {t('record.after')}: {after}
          </ins>
        </li>
      ))}
    </ul>
  );
}

/** A date, a number, a text as people read it; what is put together, as it is stored. */
function textOf(value: Json | undefined, words: Readonly<Record<'true' | 'false', string>>): string {
  if (value === undefined || value === null || value === '') return '—';
  if (typeof value === 'boolean') return words[`${value}`];
  if (typeof value === 'string') return shownDate(value);
  if (isJsonObject(value) && typeof value['value'] === 'string') return shownDate(value['value']);
  return typeof value === 'object' ? JSON.stringify(value) : String(value);
}
