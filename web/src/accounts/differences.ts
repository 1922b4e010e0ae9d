/** What differs between an account before and after, field by field and line by line. */
import { PLAIN_FIELDS, type Snapshot } from './snapshot.ts';

export type Mark = 'same' | 'gone' | 'new';
export interface Line {
  readonly text: string;
  readonly mark: Mark;
}
type Field = (typeof PLAIN_FIELDS)[number] | 'positions' | 'grants';
export interface Difference {
  readonly field: Field;
  readonly before: readonly Line[];
  readonly after: readonly Line[];
  readonly differs: boolean;
}
/** What stands in a field, in words; several lines for positions and rights. */
type LinesOf = (snapshot: Snapshot, field: Field) => readonly string[];

const FIELDS: readonly Field[] = [...PLAIN_FIELDS, 'positions', 'grants'];

/** Fields that are empty on both sides are left out. */
export function differences(before: Snapshot | undefined, after: Snapshot | undefined, linesOf: LinesOf): readonly Difference[] {
  return FIELDS.flatMap((field) => {
    const [old, young] = [before ? linesOf(before, field) : [], after ? linesOf(after, field) : []];
    if (old.length + young.length === 0) return [];
    const lines = (list: readonly string[], other: readonly string[], mark: Mark): readonly Line[] =>
      list.map((text) => ({ text, mark: other.includes(text) ? 'same' : mark }));
    const [left, right] = [lines(old, young, 'gone'), lines(young, old, 'new')];
    return [{ field, before: left, after: right, differs: [...left, ...right].some(({ mark }) => mark !== 'same') }];
  });
}
