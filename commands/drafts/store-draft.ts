/** The one way a draft is written: on top of what its window knows, or not at all. */
import { Rejection } from '../../errors.ts';
import { byRight } from '../../store/by-right.ts';
import type { DraftContent, DraftPlace, FormDraft } from '../../store/draft-contract.ts';
import { addDraft, changeDraft } from '../../store/repositories/form-drafts.ts';
import type { Services } from '../contract.ts';
import type { SavedDraft } from '../draft-contract.ts';
import type { Acting } from '../rights/acting.ts';
import { draftSetting } from './draft-setting.ts';
import { keepFiles } from './keep-files.ts';

const DAY_MS = 86_400_000;

export interface Storing {
  readonly place: DraftPlace;
  readonly content: DraftContent;
  /** the draft that is there, and the revision of it that the window knows; absent: a new one */
  readonly known?: { readonly id: string; readonly revision: number };
}

/** Throws conflict `draftChanged`. */
export async function storeDraft(services: Services, acting: Acting, { place, content, known }: Storing, now: string): Promise<SavedDraft> {
  const expiresAt = new Date(Date.parse(now) + (await draftSetting(services, 'draft.keep', now)) * DAY_MS).toISOString();
  const { account } = acting.actor;
  const draft: FormDraft = {
    ...place,
    id: known?.id ?? services.newId(),
    account,
    revision: known?.revision ?? 0,
    savedAt: now,
    expiresAt,
  };
  const isSaved = await byRight(services.db, acting.epochs, async (tx) => {
    const kept = known ? await changeDraft(tx, draft, content) : await addDraft(tx, draft, content);
    if (kept) await keepFiles(tx, draft, content);
    return kept;
  });
  if (!isSaved) throw draftChanged();
  return { draft: draft.id, revision: draft.revision + 1, savedAt: now, expiresAt };
}

export const draftChanged = (): Rejection =>
  new Rejection('conflict', 'draftChanged', 'Expected the draft to be as this window knows it, but another one has saved or ended it.');
