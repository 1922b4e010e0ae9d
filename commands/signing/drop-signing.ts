/** What was shown, or signed and not sealed, is not wanted: it is gone, and the person signs anew. */
import { closeSigning } from '../../store/repositories/signings.ts';
import type { PlainCommandOf } from '../case-command.ts';
import { requireText } from '../check-text.ts';
import { signingAt } from './signing-at.ts';

export const dropSigning: PlainCommandOf<'dropSigning'> = {
  kind: 'plain',
  by: 'person',
  answer: 'kept',
  covered: true,
  async run(acting, { services, input }, now) {
    const { signing } = await signingAt(services, acting, input.signing);
    const reason = requireText(input.reason, 'reason');
    const dropped = signing.state === 'prepared' && (await closeSigning(services.db, signing.id, 'superseded', reason, now));
    return { dropped };
  },
};
