/** The open part of a tree of units, from top to bottom, as a screen reader counts it. */
import type { UnitItem } from '../shared/types.ts';

export interface TreeRow {
  readonly unit: UnitItem;
  /** from 1 */
  readonly level: number;
  /** among those with the same parent, from 1 */
  readonly position: number;
  readonly siblings: number;
  /** undefined: nothing below it */
  readonly expanded: boolean | undefined;
}
/** undefined: not asked for, or not there yet */
type BranchOf = (path: string) => { readonly unit: UnitItem | undefined; readonly below: readonly UnitItem[] } | undefined;

export function treeRows(roots: readonly string[], branchOf: BranchOf, open: ReadonlySet<string>): readonly TreeRow[] {
  const rows: TreeRow[] = [];
  const add = (units: readonly UnitItem[], level: number): void => {
    for (const [at, unit] of units.entries()) {
      const expanded = unit.hasUnits === true ? open.has(unit.path) : undefined;
      rows.push({ unit, level, position: at + 1, siblings: units.length, expanded });
      if (expanded === true) add(branchOf(unit.path)?.below ?? [], level + 1);
    }
  };
  add(
    roots.flatMap((path) => branchOf(path)?.unit ?? []),
    1,
  );
  return rows;
}

/** Where the pointer goes by a key (WAI-ARIA APG, tree view); undefined for a key that is none of the tree's. */
export function rowByKey(rows: readonly TreeRow[], at: number, key: string): number | undefined {
  const row = rows[at];
  switch (key) {
    case 'ArrowDown':
      return Math.min(rows.length - 1, at + 1);
    case 'ArrowUp':
      return Math.max(0, at - 1);
    case 'Home':
      return 0;
    case 'End':
      return rows.length - 1;
    case 'ArrowRight':
      return row?.expanded === true ? Math.min(rows.length - 1, at + 1) : at;
    case 'ArrowLeft':
      return row?.expanded === true ? at : parentOf(rows, at);
    default:
      return undefined;
  }
}

function parentOf(rows: readonly TreeRow[], at: number): number {
  const level = rows[at]?.level ?? 1;
  const found = rows.findLastIndex((row, index) => index < at && row.level < level);
  return found < 0 ? at : found;
}

/** All units above one, from the top. */
export const unitsAbove = (path: string): readonly string[] =>
  path
    .split('.')
    .slice(0, -1)
    .map((_, at, parts) => parts.slice(0, at + 1).join('.'));
