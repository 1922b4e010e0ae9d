import { Rejection } from '../../errors.ts';
import { notFound } from '../../casework/require-permission.ts';
import { can } from '../../policies/can.ts';
import { findLatestRecord } from '../../store/queries/find-definition-record.ts';
import { countDrafts } from '../../store/repositories/form-drafts.ts';
import type { PlainCommandOf } from '../case-command.ts';
import { checkedContent } from './checked-content.ts';
import { draftSetting } from './draft-setting.ts';
import { storeDraft } from './store-draft.ts';

/** Of a procedure that one may begin somewhere: where, the case that comes of it is asked. Throws notFound `definitionNotFound`, tooMany `draftsMany`. */
export const beginDraft: PlainCommandOf<'beginDraft'> = {
  kind: 'plain',
  by: 'person',
  answer: 'kept',
  covered: true,
  async run(acting, { services, input }, now) {
    const { procedure } = input;
    const definition = await findLatestRecord(services.db, 'bpmn', procedure);
    const units = acting.grants.map(({ unitPath }) => unitPath);
    const mayStart = units.some(
      (caseUnit) =>
        can(acting.ability, 'start', 'Definition', { procedure, starterRoles: definition?.starterRoles ?? [], caseUnit }).allowed,
    );
    if (!definition || !mayStart) throw notFound('Definition');
    const content = checkedContent(services, input);
    const most = await draftSetting(services, 'draft.most', now);
    if ((await countDrafts(services.db, acting.actor.account, now)) >= most)
      throw new Rejection('tooMany', 'draftsMany', `Expected at most ${most} drafts.`, { details: { limit: most } });
    return await storeDraft(services, acting, { place: { procedure }, content }, now);
  },
};
