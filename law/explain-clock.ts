import type { Bilingual } from './calendar.ts';
import { clockText, dateText, joined, sentence } from './explanation-text.ts';

const ZONE = 'Asia/Ho_Chi_Minh';

/** From when to when a deadline runs, in words; `why`: how it was counted, where the register of law says so. */
export function explainClock({ start, due }: { readonly start: string; readonly due: string }, why: Bilingual | undefined): Bilingual {
  const counted = sentence('runs', { ...moment('from', start), ...moment('to', due) });
  return joined([counted, why ?? sentence('setByProcedure', {})], ' ');
}

function moment(name: string, instant: string): Readonly<Record<string, string | Bilingual>> {
  const time = Temporal.Instant.from(instant).toZonedDateTimeISO(ZONE);
  return { [`${name}Time`]: clockText(time), [`${name}Day`]: dateText(time.toPlainDate()) };
}
