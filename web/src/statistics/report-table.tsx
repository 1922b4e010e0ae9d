/** The table that agencies report: what came over, came in, was dealt with and is left, by unit or procedure. */
import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import type { CaseFilters } from '../cases/case-filters.ts';
import type { NameOf } from '../shared/names.ts';
import { receivedIn } from './received-in.ts';
import { percent, share, whole } from './numbers.ts';
import type { Counted } from './statistics-filters.ts';
import { groupsOf, sumOf, type Cell, type Sums } from './sums.ts';
import { WideTable } from './wide-table.tsx';

export type ReportBy = 'unit' | 'procedure';

interface Shown {
  readonly cells: readonly Cell[];
  readonly names: NameOf;
  readonly by: ReportBy;
  readonly filters: Counted;
}

const COLUMNS = ['opening', 'received', 'total', 'doneOnTime', 'doneLate', 'stopped', 'leftOnTime', 'leftLate', 'rate'] as const;

export function ReportTable({ cells, names, by, filters }: Shown) {
  const { t } = useTranslation();
  const groups = groupsOf(cells, by === 'unit' ? 'unitPath' : 'procedure');
  const list = receivedIn(filters, filters);
  // the unit that was chosen stands for its own cases only, and the list would have those below it too
  const listOf = (id: string): CaseFilters | undefined =>
    by === 'procedure' ? { ...list, procedure: id } : id === filters.donvi ? undefined : { ...list, unitPath: id };
  return (
    <WideTable labelledBy="report">
      <table className="table numbers report">
        <thead>
          <tr>
            <th scope="col">{t(`statistics.by.${by === 'unit' ? 'unitPath' : 'procedure'}`)}</th>
            {COLUMNS.map((column) => (
              <th key={column} scope="col">
                {t(`statistics.column.${column}`)}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {groups.map(({ id, sums }) => (
            <Line key={id} name={by === 'unit' ? names.unit(id) : names.procedure(id)} sums={sums} list={listOf(id)} />
          ))}
        </tbody>
        {groups.length > 1 && (
          <tfoot>
            <Line name={t('statistics.total')} sums={sumOf(cells)} list={list} />
          </tfoot>
        )}
      </table>
    </WideTable>
  );
}

interface One {
  readonly name: string;
  readonly sums: Sums;
  /** of those that came in the period */
  readonly list: CaseFilters | undefined;
}

function Line({ name, sums, list }: One) {
  const { opening, received, onTime, late, stopped, running, overdue } = sums;
  return (
    <tr>
      <th scope="row">{name}</th>
      <td>{whole(opening)}</td>
      <td>
        {list && received > 0 ? (
          <Link to="/ho-so" search={list} className="link">
            {whole(received)}
          </Link>
        ) : (
          whole(received)
        )}
      </td>
      {[opening + received, onTime, late, stopped, running - overdue, overdue].map((count, at) => (
        <td key={COLUMNS[at + 2]}>{whole(count)}</td>
      ))}
      <td>{percent(share(onTime, onTime + late))}</td>
    </tr>
  );
}
