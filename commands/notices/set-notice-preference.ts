/** Whether I am told by mail too, and in which language. In the application I always am. */
import { Rejection } from '../../errors.ts';
import { byRight } from '../../store/by-right.ts';
import { findMailAddress, saveNoticePreference } from '../../store/repositories/notice-preferences.ts';
import type { PlainCommandOf } from '../case-command.ts';
import { isMailAddress } from './mail-address.ts';

/** Throws conflict `mailUnavailable` (no server is set up), `mailAddressMissing`. */
export const setNoticePreference: PlainCommandOf<'setNoticePreference'> = {
  kind: 'plain',
  by: 'person',
  answer: 'kept',
  async run({ actor, epochs }, { services, input }, now) {
    const { mail, language } = input;
    if (mail && !services.mailer) throw new Rejection('conflict', 'mailUnavailable', 'Expected a mail server to be set up.');
    const address = await findMailAddress(services.db, actor.account);
    if (mail && (address === undefined || !isMailAddress(address)))
      throw new Rejection('conflict', 'mailAddressMissing', 'Expected a mail address on record for this person.');
    const preference = { mail, language: language ?? 'vi' } as const;
    await byRight(services.db, epochs, async (tx) => await saveNoticePreference(tx, actor.account, preference, now));
    return preference;
  },
};
