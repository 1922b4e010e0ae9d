/** One mail of a notice: sent until the server takes it or refuses it for good, or five days are over (RFC 5321 4.5.4.1). */
import { Transient } from '../../errors.ts';
import { isMailAddress } from '../../commands/notices/mail-address.ts';
import { endMail, recordMailTry, takeMail, type QueuedMail } from '../../store/projections/mail.ts';
import type { Services } from '../../commands/contract.ts';
import type { Deliver } from '../delivery.ts';
import { laterThan, messageOf } from '../outlook.ts';
import { letterOf } from './letter-of.ts';

const GIVE_UP_MS = 5 * 86_400_000;
/** longer than a try can take */
const ALONE_MS = 90_000;

export const sendMail: Deliver = async (services, { payload }) => {
  const { notice } = payload as unknown as { notice: number };
  const now = services.clock();
  const mail = await takeMail(services.db, notice, now, laterThan(now, ALONE_MS));
  if (mail === 'queued') throw new Transient('mailBeingSent', 'Expected nobody else to be sending this mail.');
  if (mail === undefined || typeof mail === 'string') return;
  const end = async (state: 'accepted' | 'refused' | 'expired', answer: string, messageId?: string): Promise<void> =>
    await endMail(services.db, notice, { state, answer, at: services.clock(), ...(messageId !== undefined && { messageId }) });
  if (!isMailAddress(mail.address)) return await end('refused', 'The address is not one mail address.');
  const messageId = `<notice.${notice}@${services.mailer?.domain ?? ''}>`;
  try {
    const { accepted, answer } = await sent(services, mail, messageId);
    await end(accepted ? 'accepted' : 'refused', answer, messageId);
  } catch (error) {
    if (Date.parse(services.clock()) - Date.parse(mail.queuedAt) > GIVE_UP_MS) return await end('expired', messageOf(error), messageId);
    await recordMailTry(services.db, notice, messageOf(error));
    throw error;
  }
};

async function sent({ mailer }: Services, { address, language, text, template }: QueuedMail, messageId: string) {
  const { subject, body } = letterOf(text?.[language] ?? template);
  if (!mailer) throw new Transient('mailUnavailable', 'Expected a mail server to be set up on this node.');
  return await mailer.send({ to: address, subject, text: body, messageId });
}
