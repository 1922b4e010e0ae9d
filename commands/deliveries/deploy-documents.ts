/** The documents of a module with their statutory recipients, in place of those it brought before. */
import { byRight } from '../../store/by-right.ts';
import { saveModuleDocuments } from '../../store/repositories/module-documents.ts';
import type { PlainCommandOf } from '../case-command.ts';

export const deployDocuments: PlainCommandOf<'deployDocuments'> = {
  kind: 'plain',
  by: 'system',
  answer: 'kept',
  async run({ actor, epochs }, { services, input }, now) {
    await byRight(services.db, epochs, async (tx) => await saveModuleDocuments(tx, input, actor.account, now));
    return { keys: input.documents.map(({ key }) => key) };
  },
};
