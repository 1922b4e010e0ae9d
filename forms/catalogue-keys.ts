import type { Entry, ObjectShape } from './form.ts';
import { PLACES } from './check-personal-id.ts';

/** The catalogues that a form takes codes from, each once: what must be at hand before it can check anything. */
export function catalogueKeys(shape: ObjectShape): readonly string[] {
  const keysOf = (entry: Entry): readonly string[] => {
    if (entry.entry === 'object') return [...entry.entries.values()].flatMap(keysOf);
    if (entry.entry === 'list') return keysOf(entry.row);
    if (entry.format === 'personalId') return [PLACES];
    if (entry.lookup) return [entry.lookup.key];
    return entry.options?.from === 'catalogue' ? [entry.options.key] : [];
  };
  return [...new Set(keysOf(shape))];
}
