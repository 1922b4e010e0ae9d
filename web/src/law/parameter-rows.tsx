import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { shownDate } from '../../../forms/shown-date.ts';
import { useLanguage } from '../shared/language.ts';
import type { ParameterItem } from '../shared/types.ts';
import { ConfidenceChip } from './confidence-chip.tsx';
import type { ParameterFilters } from './law-filters.ts';
import { valueWords } from './value-words.ts';
import { versionOn } from './version-on.ts';

interface Rows {
  readonly items: readonly ParameterItem[];
  readonly day: string;
  readonly search: ParameterFilters;
}

export function ParameterRows({ items, day, search }: Rows) {
  const { t } = useTranslation();
  return (
    <table className="table law-table">
      <thead>
        <tr>
          <th scope="col">{t('law.column.name')}</th>
          <th scope="col">{t('law.column.value')}</th>
          <th scope="col">{t('law.column.citation')}</th>
          <th scope="col">{t('law.column.confidence')}</th>
          <th scope="col">{t('law.column.validity')}</th>
        </tr>
      </thead>
      <tbody>
        {items.map((item) => (
          <ParameterRow key={item.key} item={item} day={day} search={search} />
        ))}
      </tbody>
    </table>
  );
}

function ParameterRow({ item, day, search }: Omit<Rows, 'items'> & { readonly item: ParameterItem }) {
  const { t } = useTranslation();
  const language = useLanguage();
  const version = versionOn(item);
  const proposals = item.versions.filter(({ status }) => status === 'proposed').length;
  const coming = item.versions.findLast(({ status, validFrom }) => status === 'active' && validFrom > day);
  return (
    <tr>
      <th scope="row">
        <Link to="/tham-so/$key" params={{ key: item.key }} search={search} className="link">
          {item.title?.[language] ?? item.key}
        </Link>
        <small className="dim long">{item.key}</small>
      </th>
      <td data-label={t('law.column.value')}>
        {version ? <b>{valueWords(version, language)}</b> : <span className="dim">{t('law.noneInForce')}</span>}
      </td>
      <td data-label={t('law.column.citation')} className="small">
        {version?.citation}
      </td>
      <td data-label={t('law.column.confidence')}>{version && <ConfidenceChip {...version} />}</td>
      <td data-label={t('law.column.validity')}>
        {version && (
          <span>
            {version.validTo === undefined
              ? t('law.from', { from: shownDate(version.validFrom) })
              : t('law.fromTo', { from: shownDate(version.validFrom), to: shownDate(version.validTo) })}
          </span>
        )}
        {coming && <small>{t('law.coming', { day: shownDate(coming.validFrom), value: valueWords(coming, language) })}</small>}
        {proposals > 0 && <small className="warn-text">{t('law.proposalCount', { count: proposals })}</small>}
      </td>
    </tr>
  );
}
