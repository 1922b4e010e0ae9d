import type { Json } from '../../expressions/json.ts';
import type { Database } from '../connection.ts';
import { rowsOf, statement } from '../statement.ts';

/** A unit that goes into another, and what goes where. Paths are ltree paths. */
export interface UnitChange {
  readonly operation: string;
  /** ISO date */
  readonly effectiveOn: string;
  readonly sources: readonly string[];
  readonly successors: readonly UnitSuccessor[];
  /** of the successors: for what no rule names */
  readonly default?: string | null | undefined;
}
export interface UnitSuccessor {
  readonly path: string;
  /** required where it is new */
  readonly name?: string | undefined;
  readonly kind?: string | undefined;
  /** of a split: units below the old one, and of the unit itself keys of procedures, codes of cases, ids of persons that go here */
  readonly units?: readonly string[] | undefined;
  readonly procedures?: readonly string[] | undefined;
  readonly cases?: readonly string[] | undefined;
  readonly persons?: readonly string[] | undefined;
}
export type UnitChangePreview = {
  /** what speaks against it; then nothing is counted */
  readonly problems: readonly { readonly code: string; readonly unit?: string }[];
  /** open cases, by where they are and where they go */
  readonly moves: readonly { readonly from: string; readonly to: string; readonly cases: number }[];
} & Readonly<Record<(typeof COUNTED)[number], number>>;
export const COUNTED = [
  'units',
  'cases',
  'endedCases',
  'tasks',
  'persons',
  'accounts',
  'grants',
  'positions',
  'bindings',
  'files',
] as const;

const PREVIEW = statement('select preview_unit_change($1::jsonb, $2::timestamptz) as preview');

/** What the change would move, and what speaks against it; nothing is written. */
export async function previewUnitChange(db: Database, change: UnitChange, now: string): Promise<UnitChangePreview> {
  const [row] = await rowsOf<{ preview: Json }>(db, PREVIEW, [JSON.stringify(change), now]);
  return row?.preview as unknown as UnitChangePreview;
}
