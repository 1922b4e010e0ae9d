import { notFound } from '../../casework/require-permission.ts';
import { findDraft } from '../../store/queries/find-drafts.ts';
import type { PlainCommandOf } from '../case-command.ts';
import { isUuid } from '../is-uuid.ts';
import { checkedContent } from './checked-content.ts';
import { draftChanged, storeDraft } from './store-draft.ts';

/** Of a case that is about to begin; of a task: save-task-draft.ts. Throws notFound `draftNotFound`, conflict `draftChanged`. */
export const saveDraft: PlainCommandOf<'saveDraft'> = {
  kind: 'plain',
  by: 'person',
  answer: 'never',
  covered: true,
  async run(acting, { services, input }, now) {
    const { draft: id, revision } = input;
    const there = isUuid(id) ? await findDraft(services.db, id, acting.actor.account, now) : undefined;
    if (there?.draft.procedure === undefined) throw notFound('Draft');
    const content = checkedContent(services, input);
    if (there.draft.revision !== revision) throw draftChanged();
    return await storeDraft(services, acting, { place: { procedure: there.draft.procedure }, content, known: { id, revision } }, now);
  },
};
