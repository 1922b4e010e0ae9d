import { notFound } from '../../casework/require-permission.ts';
import { authorizeTask, requireOpen } from '../../casework/task-rights.ts';
import { findTaskDraft } from '../../store/queries/find-drafts.ts';
import { loadCase } from '../../store/repositories/load-case.ts';
import type { PlainCommandOf } from '../case-command.ts';
import type { Services } from '../contract.ts';
import { isUuid } from '../is-uuid.ts';
import type { TaskRef } from '../outcome-contract.ts';
import type { Acting } from '../rights/acting.ts';
import { checkedContent } from './checked-content.ts';
import { draftChanged, storeDraft } from './store-draft.ts';

/** Whoever may finish the task may leave it half done. Throws notFound `taskNotFound`, forbidden, conflict `taskNotOpen`, `draftChanged`. */
export const saveTaskDraft: PlainCommandOf<'saveTaskDraft'> = {
  kind: 'plain',
  by: 'person',
  answer: 'never',
  covered: true,
  async run(acting, { services, input }, now) {
    await requireInHand(services, acting, input, now);
    const { caseId, instance, revision } = input;
    const content = checkedContent(services, input);
    const there = await findTaskDraft(services.db, { caseId, instance }, acting.actor.account, now);
    if ((there?.draft.revision ?? 0) !== revision) throw draftChanged();
    const known = there && { id: there.draft.id, revision };
    return await storeDraft(services, acting, { place: { caseId, instance }, content, ...(known && { known }) }, now);
  },
};

async function requireInHand({ db }: Services, { ability }: Acting, { caseId, instance }: TaskRef, now: string): Promise<void> {
  const loaded = isUuid(caseId) ? await loadCase(db, caseId, { now, tasks: [instance] }) : undefined;
  const task = loaded?.tasks.find((one) => one.instance === instance);
  if (!task) throw notFound('Task');
  authorizeTask(ability, task, 'complete');
  requireOpen(task);
}
