/** What was shown, or signed and not sealed, is not wanted: it is gone, and the person signs anew. Whom the registry returns it to is told why. */
import { byRight } from '../../store/by-right.ts';
import { addOutbox } from '../../store/queues/outbox.ts';
import { closeSigning } from '../../store/repositories/signings.ts';
import type { PlainCommandOf } from '../case-command.ts';
import { requireText } from '../check-text.ts';
import { signingAt } from './signing-at.ts';

/** As it lies in the outbox. */
export type ReturnedSigning = {
  readonly signing: string;
  readonly caseId: string;
  readonly account: string;
  /** names of what was to be sealed */
  readonly documents: string;
  readonly reason: string;
};

export const dropSigning: PlainCommandOf<'dropSigning'> = {
  kind: 'plain',
  by: 'person',
  answer: 'kept',
  covered: true,
  async run(acting, { services, input }, now) {
    const { signing, items, isOwn } = await signingAt(services, acting, input.signing);
    const reason = requireText(input.reason, 'reason');
    if (signing.state !== 'prepared') return { dropped: false };
    const { id, caseId, account } = signing;
    const documents = [...new Set(items.map(({ name }) => name))].join('; ');
    const told: ReturnedSigning = { signing: id, caseId, account, documents, reason };
    const dropped = await byRight(services.db, acting.epochs, async (tx) => {
      const closed = await closeSigning(tx, id, 'superseded', reason, now);
      if (closed && !isOwn) await addOutbox(tx, 'signingReturned', told, now);
      return closed;
    });
    return { dropped };
  },
};
