import type { ProgressNumbers } from '../shared/types.ts';

export type Cell = ProgressNumbers['cells'][number];
export type Sums = Omit<Cell, 'unitPath' | 'procedure'>;

const NONE: Sums = { opening: 0, received: 0, onTime: 0, late: 0, stopped: 0, running: 0, near: 0, overdue: 0 };

export const sumOf = (cells: readonly Cell[]): Sums =>
  cells.reduce<Sums>(
    (sum, cell) =>
      Object.fromEntries(Object.entries(sum).map(([name, value]) => [name, value + cell[name as keyof Sums]])) as unknown as Sums,
    NONE,
  );

export interface Group {
  /** path of a unit or key of a procedure */
  readonly id: string;
  readonly sums: Sums;
}

/** By unit or procedure; those with the most that runs first. */
export function groupsOf(cells: readonly Cell[], by: 'unitPath' | 'procedure'): readonly Group[] {
  const groups = [...Map.groupBy(cells, (cell) => cell[by])].map(([id, of]) => ({ id, sums: sumOf(of) }));
  return groups.toSorted((a, b) => b.sums.running - a.sums.running || (a.id < b.id ? -1 : 1));
}
