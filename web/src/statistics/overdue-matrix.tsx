/** Of what runs, how much is overdue: units down, procedures across. The darker, the more; the number says it too. */
import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import type { CaseFilters } from '../cases/case-filters.ts';
import type { NameOf } from '../shared/names.ts';
import { percent, share } from './numbers.ts';
import { groupsOf, sumOf, type Cell } from './sums.ts';
import { WideTable } from './wide-table.tsx';

interface Shown {
  readonly cells: readonly Cell[];
  readonly names: NameOf;
  readonly list: CaseFilters | undefined;
  readonly unit: string | undefined;
}

const ROWS = 12;
const COLUMNS = 8;
/** Per cent from which on a cell is as dark as its place here. */
const LEVELS = [0.1, 5, 10, 20, 30];

const heatOf = (value: number): number => LEVELS.filter((level) => value >= level).length;

export function OverdueMatrix({ cells, names, list, unit }: Shown) {
  const { t } = useTranslation();
  const running = cells.filter((cell) => cell.running > 0);
  const units = groupsOf(running, 'unitPath').slice(0, ROWS);
  const procedures = groupsOf(running, 'procedure').slice(0, COLUMNS);
  if (units.length === 0) return null;
  return (
    <section className="card" aria-labelledby="matrix">
      <div className="section-head">
        <h2 id="matrix">{t('statistics.matrix')}</h2>
      </div>
      <WideTable labelledBy="matrix">
        <table className="table matrix">
          <thead>
            <tr>
              <th scope="col">{t('case.unit')}</th>
              {procedures.map(({ id }) => (
                <th key={id} scope="col">
                  {names.procedure(id)}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {units.map((row) => (
              <tr key={row.id}>
                <th scope="row">{names.unit(row.id)}</th>
                {procedures.map(({ id }) => (
                  <Rate
                    key={id}
                    cells={running.filter((cell) => cell.unitPath === row.id && cell.procedure === id)}
                    list={row.id === unit ? undefined : list && { ...list, unitPath: row.id, procedure: id, deadline: 'overdue' }}
                  />
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      </WideTable>
    </section>
  );
}

function Rate({ cells, list }: { readonly cells: readonly Cell[]; readonly list: CaseFilters | undefined }) {
  const { t } = useTranslation();
  const { running, overdue } = sumOf(cells);
  const rate = share(overdue, running);
  if (rate === undefined) return <td className="dim">—</td>;
  const title = t('statistics.ofRunning', { overdue, running });
  return (
    <td className={`heat-${heatOf(rate)}`} title={title}>
      {list && overdue > 0 ? (
        <Link to="/ho-so" search={list} aria-label={`${percent(rate)}. ${title}`}>
          {percent(rate)}
        </Link>
      ) : (
        percent(rate)
      )}
    </td>
  );
}
