/** What one table, form or term of the module answers, without a case. */
import { checkFormData } from '../../casework/check-form-data.ts';
import { calendarKeyOf, countDeadline } from '../../casework/count-deadline.ts';
import { isMissing } from '../../casework/missing.ts';
import { Rejection } from '../../errors.ts';
import { stepFuel } from '../../engine/fuel.ts';
import { DEFAULT_LIMITS } from '../../engine/ports.ts';
import { localDate } from '../../engine/time-values.ts';
import type { Json } from '../../expressions/json.ts';
import { withOutcome } from '../../forms/with-outcome.ts';
import { Unmet } from '../failure.ts';
import { includesAll, matches } from '../match.ts';
import type { StepOf } from '../scenario.ts';
import { decide as decideNow, takenBy } from '../step-context.ts';
import { formScope } from '../form-scope.ts';
import { nowOf, type World } from '../world.ts';
import { dueFits, dueText, isDay } from './due.ts';

export function decide(world: World, { decide: key, input, gives, rules }: StepOf<'decide'>): void {
  const now = nowOf(world);
  const answer = decideNow(world.module, { key, asOf: localDate(world.now) }, input, now);
  if (!answer.ok) throw new Unmet('failed.decide', { decision: key, expected: gives, found: answer.message });
  const taken = takenBy(world.module, answer.record, localDate(world.now));
  for (const [id, one] of taken) world.decided.set(id, one);
  const matched = taken.get(key)?.rules ?? [];
  if (!includesAll(gives, answer.value) || (rules !== undefined && !matches(rules, matched)))
    throw new Unmet('failed.decide', {
      decision: key,
      expected: rules ? { gives, rules } : gives,
      found: { gives: answer.value, rules: matched },
    });
}

/** `problems`: exactly the fields that are wrong; none: accepted. `gives`: what would be stored, or a part of it. */
export function form(world: World, { form: key, data, case: known = {}, outcome, problems = [], gives }: StepOf<'form'>): void {
  const compiled = world.module.forms.get(key);
  if (!compiled) throw new Unmet('failed.partUnknown', { expected: key });
  const variables = withOutcome(compiled, known, outcome);
  const scope = {
    ...formScope(world, localDate(world.now)),
    variable: (name: string): Json | undefined => variables[name],
    now: nowOf(world),
    fuel: stepFuel(DEFAULT_LIMITS.fuel),
  };
  const { found, value } = attempt(() => checkFormData(compiled, key, data, scope));
  const expected = problems.toSorted();
  if (!matches(expected, found)) throw new Unmet('failed.form', { form: key, expected, found });
  if (gives !== undefined && !includesAll(gives, value)) throw new Unmet('failed.form', { form: key, expected: gives, found: value });
}

function attempt(check: () => unknown): { readonly found: readonly string[]; readonly value?: unknown } {
  try {
    return { found: [], value: check() };
  } catch (error) {
    if (!(error instanceof Rejection)) throw error;
    return { found: error.problems.map(({ path = '' }) => path).toSorted() };
  }
}

export function deadline(world: World, { deadline: parameter, from, due, asOf, calendar }: StepOf<'deadline'>): void {
  const { module } = world;
  const start = isDay(from) ? `${from}T00:00+07:00` : from;
  const instant = Temporal.Instant.from(start);
  const reference = {
    parameter,
    ...(calendar !== undefined && { calendar }),
    start: instant.toString(),
    asOf: asOf ?? localDate(instant.epochMilliseconds),
  };
  const record = countDeadline(reference, module.parameters.get(parameter) ?? [], module.calendars.get(calendarKeyOf(reference)));
  if (isMissing(record)) throw new Unmet('failed.deadline', { parameter, expected: due, found: record.missing });
  if (!dueFits(due, record.due)) throw new Unmet('failed.deadline', { parameter, expected: due, found: dueText(record.due) });
}
