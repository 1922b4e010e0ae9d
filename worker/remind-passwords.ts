/** Reminds of passwords that have to be changed soon (S3 Điều 8 khoản 2 điểm b): once for each password. Periodic; safe to repeat. */
import { accessLength, accessWords } from '../commands/access/access-value.ts';
import { passwordExpiry } from '../commands/accounts/password.ts';
import type { Services } from '../commands/contract.ts';
import { noticeOf } from '../commands/notices/notice-of.ts';
import { saveNotices } from '../store/projections/notices.ts';
import { expiringPasswords, expiryEvent } from '../store/queries/expiring-passwords.ts';

export async function remindOfPasswords(services: Services): Promise<number> {
  const { db, clock } = services;
  const now = clock();
  const ages = {
    user: await accessLength(services, 'access.password.age.user', now),
    admin: await accessLength(services, 'access.password.age.admin', now),
  };
  const ahead = await accessLength(services, 'access.password.reminder', now);
  const adminRoles = await accessWords(services, 'access.password.admin_roles', now);
  const cutoffs = { user: setBefore(now, ahead, ages.user), admin: setBefore(now, ahead, ages.admin) };
  const expiring = await expiringPasswords(db, { now, adminRoles, ...cutoffs });
  for (const password of expiring) {
    const { account, changedAt, administrator } = password;
    const day = localDay(passwordExpiry(changedAt, administrator ? ages.admin : ages.user));
    const notice = { id: expiryEvent(password), template: 'access-password-expiring', to: { accounts: [account] }, data: { day } };
    await saveNotices(db, await noticeOf(services, notice), now);
  }
  return expiring.length;
}

/** What was set by then expires within `ahead`. */
function setBefore(now: string, ahead: Temporal.DurationLike, age: Temporal.DurationLike): string {
  const then = Temporal.Instant.from(now).toZonedDateTimeISO('UTC').add(ahead).subtract(age);
  return new Date(then.epochMilliseconds).toISOString();
}

/** dd/mm/yyyy, as Vietnam writes it */
const localDay = (instant: string): string =>
  new Intl.DateTimeFormat('en-GB', { timeZone: 'Asia/Ho_Chi_Minh', day: '2-digit', month: '2-digit', year: 'numeric' }).format(
    new Date(instant),
  );
