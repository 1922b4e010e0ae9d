/**
 * What transactional effects put into the register is read by the room of the law before anything is written: a wrong entry is
 * refused with every fault, to the person whose step it is.
 */
import type { Effect } from '../../engine/effect.ts';
import type { Json } from '../../expressions/json.ts';
import { readCalendar } from '../../law/read-calendar.ts';
import { readEntry } from '../../law/read-entry.ts';
import { Rejection } from '../../errors.ts';
import type { Services } from '../contract.ts';
import { checkNumberingEntry } from '../numbers/numbering-setting.ts';

type Check = (input: Readonly<Record<string, unknown>>, services: Services) => void | Promise<void>;

const CHECKS: Readonly<Record<string, Check>> = {
  'parameter.propose': async ({ entry }, services) => await checkNumberingEntry(services, readEntry(entry)),
  'calendar.propose': checkYear,
  'round.tell': checkRoundEvent,
  'rule.confirm': checkConfirmation,
  'number.assign': checkNumber,
};

/** Throws Rejection validation. */
export async function checkEffects(services: Services, effects: readonly Effect[]): Promise<void> {
  for (const effect of effects) {
    if (effect.type === 'transactional' && Object.hasOwn(CHECKS, effect.name))
      await CHECKS[effect.name]?.(withoutNulls(effect.input) as Readonly<Record<string, unknown>>, services);
  }
}

/** Forms leave null in fields that nobody filled in; the database drops them as well. */
function withoutNulls(value: Json): unknown {
  if (typeof value !== 'object' || value === null) return value;
  if (Array.isArray(value)) return value.map((item: Json) => withoutNulls(item));
  const entries = Object.entries(value as Readonly<Record<string, Json>>).filter(([, item]) => item !== null);
  return Object.fromEntries(entries.map(([key, item]) => [key, withoutNulls(item)]));
}

/** Read as part of a calendar that has nothing else. */
function checkYear({ year, days, notices }: Readonly<Record<string, unknown>>): void {
  if (typeof year !== 'number' || !Number.isInteger(year) || year < 2000 || year > 2199)
    throw wrong('Expected the year of the notice to be a whole number.', '/year');
  const list: Readonly<Record<string, unknown>>[] = Array.isArray(days) ? days : [];
  const byDate = list.map(({ date, ...day }) => [String(date), day] as const);
  const outside = byDate.find(([date]) => !date.startsWith(`${year}-`));
  if (outside) throw wrong(`Expected the days of ${year}, but found '${outside[0]}'.`, '/days');
  if (new Set(byDate.map(([date]) => date)).size < byDate.length) throw wrong('Expected each day once.', '/days');
  readCalendar({
    key: 'notice',
    version: '1',
    zone: 'Asia/Ho_Chi_Minh',
    weeklyOff: [6, 7],
    office: [{ from: '00:00', to: '23:59' }],
    days: Object.fromEntries(byDate),
    annual: {},
    notices: { [String(year)]: notices },
  });
}

/** The name of the message that lines listen to is made of it; `round.linesReady` is what a round hears of its lines. */
function checkRoundEvent({ event }: Readonly<Record<string, unknown>>): void {
  if (typeof event === 'string' && /^[A-Za-z][A-Za-z0-9-]{0,60}$/.test(event) && event !== 'linesReady') return;
  throw new Rejection(
    'validation',
    'roundEventInvalid',
    `Expected 'event' to name what lines are told, but it is ${JSON.stringify(event)}.`,
  );
}

function checkConfirmation(input: Readonly<Record<string, unknown>>): void {
  for (const field of ['decision', 'rule', 'fingerprint', 'citation', 'proposedBy']) {
    const value = input[field];
    if (typeof value !== 'string' || value.trim() === '') throw wrong(`Expected '${field}' of the confirmation.`, `/${field}`);
  }
}

function checkNumber({ document }: Readonly<Record<string, unknown>>): void {
  if (typeof document === 'string' && document !== '') return;
  throw new Rejection('validation', 'numberDocumentRequired', "Expected 'document' to name the document that the number is for.");
}

function wrong(message: string, path: string): Rejection {
  const problems = [{ code: 'law.notice', path, message }];
  return new Rejection('validation', 'law.noticeInvalid', message, { problems });
}
