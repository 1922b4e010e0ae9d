/** What runs, by unit or procedure: how much of it is on time, near its deadline, overdue. */
import { Button, SegmentedControl } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { CaseFilters } from '../cases/case-filters.ts';
import type { NameOf } from '../shared/names.ts';
import { whole } from './numbers.ts';
import { groupsOf, type Cell, type Group } from './sums.ts';

interface Shown {
  readonly cells: readonly Cell[];
  readonly names: NameOf;
  /** the list behind what runs; undefined where the period is over */
  readonly list: CaseFilters | undefined;
  /** the unit that was chosen: its own row is no list of its own */
  readonly unit: string | undefined;
}

const FIRST = 8;
const BY = ['unitPath', 'procedure'] as const;

export function Backlog({ cells, names, list, unit }: Shown) {
  const { t } = useTranslation();
  const [by, setBy] = useState<(typeof BY)[number]>('unitPath');
  const [all, setAll] = useState(false);
  const groups = groupsOf(cells, by).filter(({ sums }) => sums.running > 0);
  const most = Math.max(1, ...groups.map(({ sums }) => sums.running));
  const shown = all ? groups : groups.slice(0, FIRST);
  const listOf = (id: string): CaseFilters | undefined =>
    by === 'procedure' ? list && { ...list, procedure: id } : id === unit ? undefined : list && { ...list, unitPath: id };
  return (
    <section className="card" aria-labelledby="backlog">
      <div className="section-head">
        <h2 id="backlog">{t('statistics.backlog')}</h2>
        <SegmentedControl
          size="xs"
          className="no-print"
          aria-label={t('statistics.backlogBy')}
          data={BY.map((value) => ({ value, label: t(`statistics.by.${value}`) }))}
          value={by}
          onChange={(value) => setBy(value as (typeof BY)[number])}
        />
      </div>
      <div className="chart">
        <p className="legend" aria-hidden>
          <i className="fresh" /> {t('statistics.fresh')} <i className="near" /> {t('deadline.state.near')} <i className="over" />{' '}
          {t('deadline.state.overdue')}
        </p>
        {groups.length === 0 && <p className="dim">{t('statistics.nothingRuns')}</p>}
        {groups.length > 0 && (
          <table className="table bars">
            <thead>
              <tr>
                <th scope="col">{t(`statistics.by.${by}`)}</th>
                <th scope="col">{t('statistics.column.total')}</th>
                <th scope="col">{t('deadline.state.near')}</th>
                <th scope="col">{t('deadline.state.overdue')}</th>
              </tr>
            </thead>
            <tbody>
              {shown.map((group) => (
                <Row
                  key={group.id}
                  group={group}
                  name={by === 'unitPath' ? names.unit(group.id) : names.procedure(group.id)}
                  most={most}
                  list={listOf(group.id)}
                />
              ))}
            </tbody>
          </table>
        )}
        {groups.length > FIRST && (
          <Button className="no-print" size="compact-sm" variant="default" onClick={() => setAll(!all)}>
            {all ? t('statistics.fewer') : t('statistics.allRows', { count: groups.length })}
          </Button>
        )}
      </div>
    </section>
  );
}

interface One {
  readonly group: Group;
  readonly name: string;
  readonly most: number;
  readonly list: CaseFilters | undefined;
}

function Row({ group: { sums }, name, most, list }: One) {
  const { running, near, overdue } = sums;
  const parts = [
    ['fresh', running - near - overdue],
    ['near', near],
    ['over', overdue],
  ] as const;
  return (
    <tr>
      <th scope="row">
        {list ? (
          <Link to="/ho-so" search={list} className="link">
            {name}
          </Link>
        ) : (
          name
        )}
        <div className="stacked" aria-hidden>
          {parts.map(([look, count]) => count > 0 && <i key={look} className={look} style={{ width: `${(count / most) * 100}%` }} />)}
        </div>
      </th>
      <td>{whole(running)}</td>
      <td>{whole(near)}</td>
      <td>
        {list && overdue > 0 ? (
          <Link to="/ho-so" search={{ ...list, deadline: 'overdue' }} className="link">
            {whole(overdue)}
          </Link>
        ) : (
          whole(overdue)
        )}
      </td>
    </tr>
  );
}
