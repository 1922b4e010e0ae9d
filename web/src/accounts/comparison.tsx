/** Before and after side by side: what differs has a sign and a word for it, and what stays is folded away. */
import { Button } from '@mantine/core';
import { IconMinus, IconPlus } from '@tabler/icons-react';
import type { TFunction } from 'i18next';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useLanguage } from '../shared/language.ts';
import { useNames, type NameOf } from '../shared/names.ts';
import { roleTitle } from '../shared/role-title.ts';
import { shownDate } from '../../../forms/shown-date.ts';
import { differences, type Difference, type Line } from './differences.ts';
import type { Held, Snapshot } from './snapshot.ts';

interface Compared {
  readonly label: string;
  /** undefined: there was none */
  readonly before: Snapshot | undefined;
  readonly after: Snapshot | undefined;
}

export function Comparison({ label, before, after }: Compared) {
  const { t } = useTranslation();
  const language = useLanguage();
  const units = [before, after].flatMap((one) => (one ? [one.unitPath, ...one.positions.map(({ unitPath }) => unitPath), ...one.grants.map(({ unitPath }) => unitPath)] : [])); // prettier-ignore
  const names = useNames([], units);
  const [whole, setWhole] = useState(false);
  const all = differences(before, after, (snapshot, field) => linesOf(t, language, names, snapshot, field));
  const differing = all.filter(({ differs }) => differs);
  const same = all.length - differing.length;
  return (
    <div className="compared">
      <table aria-label={label}>
        <thead>
          <tr>
            <td />
            <th scope="col">
              {t('accounts.before')}
              {before === undefined && ` – ${t('accounts.noAccount')}`}
            </th>
            <th scope="col">{t('accounts.after')}</th>
          </tr>
        </thead>
        <tbody>
          {(whole ? all : differing).map((one) => (
            <tr key={one.field} data-differs={one.differs || undefined}>
              <th scope="row">{t(`accounts.field.${one.field}`)}</th>
              <Side lines={one.before} />
              <Side lines={one.after} />
            </tr>
          ))}
        </tbody>
      </table>
      {differing.length === 0 && <p className="dim flat">{t('accounts.noDifference')}</p>}
      {same > 0 && (
        <Button size="compact-xs" variant="subtle" aria-expanded={whole} onClick={() => setWhole(!whole)}>
          {t(whole ? 'accounts.hideSame' : 'accounts.showSame', { count: same })}
        </Button>
      )}
    </div>
  );
}

function Side({ lines }: { readonly lines: readonly Line[] }) {
  const { t } = useTranslation();
  if (lines.length === 0)
    return (
      <td>
        <span className="dim">{t('accounts.nothing')}</span>
      </td>
    );
  return (
    <td>
      {lines.map(({ text, mark }) =>
        mark === 'same' ? (
          <span key={text} className="lines">
            {text}
          </span>
        ) : mark === 'gone' ? (
          <del key={text}>
            <IconMinus size={14} stroke={2.2} aria-label={t('accounts.mark.gone')} role="img" />
            {text}
          </del>
        ) : (
          <ins key={text}>
            <IconPlus size={14} stroke={2.2} aria-label={t('accounts.mark.new')} role="img" />
            {text}
          </ins>
        ),
      )}
    </td>
  );
}

function linesOf(t: TFunction, language: 'vi' | 'en', names: NameOf, snapshot: Snapshot, field: Difference['field']): readonly string[] {
  const held = (what: string, { unitPath, from, to }: Held): string =>
    [`${what} – ${names.unit(unitPath)}`, periodOf(t, from, to)].filter((part) => part !== '').join(', ');
  if (field === 'positions') return snapshot.positions.map((one) => held(one.title, one));
  if (field === 'grants') return snapshot.grants.map((one) => held(roleTitle(one.role, language), one));
  const value = snapshot[field];
  if (value === undefined) return [];
  if (field === 'state') return [t(`accounts.state.${value}`)];
  if (field === 'kind') return [t(`accounts.kind.${value}`)];
  return [field === 'unitPath' ? names.unit(value) : value];
}

/** Both days are days on which it holds. */
function periodOf(t: TFunction, from: string | undefined, to: string | undefined): string {
  const first = from === undefined ? '' : t('accounts.period.from', { day: shownDate(from) });
  const last = to === undefined ? '' : t('accounts.period.to', { day: shownDate(to) });
  return [first, last].filter((part) => part !== '').join(' ');
}
