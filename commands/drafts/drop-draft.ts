import { notFound } from '../../casework/require-permission.ts';
import { byRight } from '../../store/by-right.ts';
import { endDraft } from '../../store/repositories/form-drafts.ts';
import type { PlainCommandOf } from '../case-command.ts';
import { isUuid } from '../is-uuid.ts';

/** One's own, whatever it is of. Throws notFound `draftNotFound`. */
export const dropDraft: PlainCommandOf<'dropDraft'> = {
  kind: 'plain',
  by: 'person',
  answer: 'kept',
  covered: true,
  async run({ actor, epochs }, { services, input: { draft } }) {
    const isThere = isUuid(draft) && (await byRight(services.db, epochs, async (tx) => await endDraft(tx, draft, actor.account)));
    if (!isThere) throw notFound('Draft');
    return { dropped: true };
  },
};
