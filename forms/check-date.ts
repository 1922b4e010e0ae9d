import type { Problem } from '../errors.ts';
import type { Json } from '../expressions/json.ts';
import type { Check } from './check.ts';
import type { Limit } from './form.ts';
import { dayOf, shownDate } from './shown-date.ts';

/** The bounds of a date, both included; of a date and time by its day on the law's clock. */
export function checkDate(check: Check): Problem | undefined {
  const { field, value, world, wrong } = check;
  const text = (value as { readonly value: string }).value;
  if (field.notPast && isPast(text, field.kind === 'date', world)) return wrong('form.pastDate');
  const day = dayOf(value) ?? '';
  const [earliest, latest] = [boundOf(field.earliest, check), boundOf(field.latest, check)];
  if (earliest !== undefined && day < earliest) return wrong('form.tooEarly', { limit: shownDate(earliest) });
  if (latest !== undefined && day > latest) return wrong('form.tooLate', { limit: shownDate(latest) });
  return undefined;
}

function isPast(text: string, isDate: boolean, { now, today }: Check['world']): boolean {
  return isDate ? text < today : Temporal.Instant.compare(Temporal.Instant.from(text), Temporal.Instant.from(now)) < 0;
}

/** Undefined when there is none, or its expression gives no date: what it depends on is not filled in. */
function boundOf(limit: Limit | undefined, { ask }: Check): string | undefined {
  if (limit === undefined) return undefined;
  const value: Json = typeof limit === 'string' ? limit : ask(limit);
  return dayOf(value);
}
