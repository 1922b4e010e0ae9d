/** What somebody has typed and not sent yet: kept for them alone, so that nothing is lost when a window closes or a session ends. */
import type { DraftContent } from '../store/draft-contract.ts';
import type { TaskRef } from './outcome-contract.ts';

export type SavedDraft = {
  readonly draft: string;
  readonly revision: number;
  readonly savedAt: string;
  readonly expiresAt: string;
};
/** `revision`: that the window knows, 0 for none; another one is refused as `draftChanged`. */
type Based = { readonly revision: number };

export interface DraftCommands {
  saveTaskDraft: [TaskRef & Based & DraftContent, SavedDraft];
  /** Of a case that is about to begin: a new draft. */
  beginDraft: [{ readonly procedure: string } & DraftContent, SavedDraft];
  saveDraft: [{ readonly draft: string } & Based & DraftContent, SavedDraft];
  dropDraft: [{ readonly draft: string }, { readonly dropped: true }];
}
