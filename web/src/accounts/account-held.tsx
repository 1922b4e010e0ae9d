/** Positions and rights over time: those in force, those to come, and those that are over. */
import { useTranslation } from 'react-i18next';
import { shownDate } from '../../../forms/shown-date.ts';
import { day } from '../shared/instants.ts';
import { useLanguage } from '../shared/language.ts';
import type { NameOf } from '../shared/names.ts';
import { roleTitle } from '../shared/role-title.ts';
import type { AccountDetail } from '../shared/types.ts';
import { dayBefore } from './position-text.ts';

interface Held {
  readonly account: AccountDetail;
  readonly names: NameOf;
}
type When = 'now' | 'later' | 'over';
const LOOK = { now: 'chip done', later: 'chip info', over: 'chip calm' } as const;

/** Instants, or the beginnings of days. */
function whenOf(from: string, to: string | undefined, now = Date.now()): When {
  if (to !== undefined && Date.parse(to) <= now) return 'over';
  return Date.parse(from) > now ? 'later' : 'now';
}
const dayStart = (date: string): string => `${date}T00:00:00+07:00`;

export function AccountHeld({ account: { positions, grants }, names }: Held) {
  const { t } = useTranslation();
  const language = useLanguage();
  return (
    <>
      <Table
        id="positions"
        title={t('accounts.positions')}
        what={t('accounts.field.title')}
        none={t('accounts.noPosition')}
        rows={positions.map(({ id, title, unitPath, validFrom, validTo }) => ({
          key: String(id),
          what: title,
          unit: names.unit(unitPath),
          from: shownDate(validFrom),
          to: validTo === undefined ? '' : shownDate(dayBefore(validTo)),
          when: whenOf(dayStart(validFrom), validTo === undefined ? undefined : dayStart(validTo)),
        }))}
      />
      <Table
        id="grants"
        title={t('accounts.grants')}
        what={t('accounts.role')}
        none={t('accounts.noRole')}
        rows={grants.map(({ role, unitPath, validFrom, validTo, position, needsSecondFactor }) => ({
          key: `${role} ${unitPath} ${validFrom}`,
          what: roleTitle(role, language),
          more: [
            position !== undefined && t('accounts.byPosition', { title: positions.find(({ id }) => id === position)?.title }),
            needsSecondFactor && t('accounts.needsSecondFactor'),
          ].filter((text) => text !== false),
          unit: names.unit(unitPath),
          from: day(validFrom),
          to: validTo === undefined ? '' : day(new Date(Date.parse(validTo) - 1).toISOString()),
          when: whenOf(validFrom, validTo),
        }))}
      />
    </>
  );
}

interface Row {
  readonly key: string;
  readonly what: string;
  readonly more?: readonly string[];
  readonly unit: string;
  readonly from: string;
  readonly to: string;
  readonly when: When;
}
const ORDER = ['now', 'later', 'over'];

function Table({
  id,
  title,
  what,
  none,
  rows,
}: {
  readonly id: string;
  readonly title: string;
  readonly what: string;
  readonly none: string;
  readonly rows: readonly Row[];
}) {
  const { t } = useTranslation();
  const sorted = rows.toSorted((a, b) => ORDER.indexOf(a.when) - ORDER.indexOf(b.when));
  return (
    <section className="card list scroll" aria-labelledby={id}>
      <div className="section-head">
        <h2 id={id}>{title}</h2>
      </div>
      {rows.length === 0 && <p className="panel dim flat">{none}</p>}
      {rows.length > 0 && (
        <table className="table cards" aria-labelledby={id}>
          <thead>
            <tr>
              <th scope="col">{what}</th>
              <th scope="col">{t('case.unit')}</th>
              <th scope="col">{t('accounts.from')}</th>
              <th scope="col">{t('accounts.to')}</th>
              <th scope="col">{t('cases.column.status')}</th>
            </tr>
          </thead>
          <tbody>
            {sorted.map((row) => (
              <tr key={row.key}>
                <td>
                  {row.what}
                  {row.more?.map((text) => (
                    <small key={text} className="dim">
                      {text}
                    </small>
                  ))}
                </td>
                <td>{row.unit}</td>
                <td className="number">
                  <span className="label">{t('accounts.from')}: </span>
                  {row.from}
                </td>
                <td className="number">
                  {row.to === '' ? null : (
                    <>
                      <span className="label">{t('accounts.to')}: </span>
                      {row.to}
                    </>
                  )}
                </td>
                <td>
                  <span className={LOOK[row.when]}>{t(`accounts.when.${row.when}`)}</span>
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
    </section>
  );
}
