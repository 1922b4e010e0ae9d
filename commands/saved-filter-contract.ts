/** Filters of a list under a name, of one person or shared with a unit. */
import type { SavedFilterContent } from '../store/repositories/saved-filters.ts';

export interface SavedFilterCommands {
  /** one of the same name and reach is replaced; `unitPath`: shared with whoever works there */
  saveFilter: [SavedFilterContent, { readonly id: string }];
  removeFilter: [{ readonly filter: string }, { readonly removed: true }];
}
