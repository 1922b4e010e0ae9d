import type { Json } from '../../expressions/json.ts';
import type { Period } from '../../law/sentence/periods.ts';
import type { Sentence } from '../../law/sentence/sentence.ts';
import type { FractionRule, SentenceTerm } from '../../law/sentence-term.ts';
import { contextOf, dateOf, isAbsent, listOf, temporalText, wrong } from './arguments.ts';
import type { LawLookup } from './law-call.ts';

/** Where a case does not carry a rule of its own. */
const DAYS_PER_MONTH = 'sentence.days_per_month';
const ROUNDING = 'sentence.rounding';

const DURATION = /^P(?:(\d+)Y)?(?:(\d+)M)?(?:(\d+)D)?$/;

/** A term as `{ years, months, days }` (parts that are missing are 0), as a duration, or as `P14Y2M10D`. */
export function termOf(value: Json | undefined, what: string): SentenceTerm {
  const text = temporalText(value);
  if (text !== undefined) {
    const parts = DURATION.exec(text);
    if (!parts || text === 'P') throw wrong(`Expected ${what} to be a duration like P14Y6M`, value);
    return normal(Number(parts[1] ?? 0), Number(parts[2] ?? 0), Number(parts[3] ?? 0));
  }
  const { years = 0, months = 0, days = 0 } = contextOf(value, what);
  const parts = [years, months, days];
  if (!parts.every((part) => typeof part === 'number' && Number.isSafeInteger(part) && part >= 0))
    throw wrong(`Expected ${what} in whole years, months and days`, value);
  return normal(...(parts as [number, number, number]));
}

const normal = (years: number, months: number, days: number): SentenceTerm => ({
  years: years + Math.floor(months / 12),
  months: months % 12,
  days,
});

/**
 * `{ term, servingFrom, custody, excluded, reductions, rule }`: term as above or the text `life`; custody and excluded are lists of
 * `{ from, to }` (last day counted) or `{ from, until }` (first day not counted); reductions a list of terms, or of `{ term, … }`;
 * rule `{ daysPerMonth, rounding }`, else that of the register.
 */
export function sentenceOf(value: Json | undefined, law: LawLookup): Sentence {
  const from = contextOf(value, 'the sentence');
  const { custody, excluded, reductions } = from;
  return {
    term: from['term'] === 'life' ? 'life' : termOf(from['term'], 'the term of the sentence'),
    servingFrom: dateOf(from['servingFrom'], "'servingFrom' of the sentence"),
    custody: listOf(custody, "'custody'").map((one) => periodOf(one, "'custody'")),
    excluded: listOf(excluded, "'excluded'").map((one) => periodOf(one, "'excluded'")),
    reductions: listOf(reductions, "'reductions'").map((one) => ({ term: reductionOf(one) })),
    rule: ruleOf(from['rule'], law),
  };
}

function reductionOf(value: Json): SentenceTerm {
  const inner = typeof value === 'object' && value !== null && 'term' in value ? (value as Readonly<Record<string, Json>>)['term'] : value;
  return termOf(inner, 'a reduction');
}

function periodOf(value: Json, what: string): Period {
  const { from, to, until } = contextOf(value, `an entry of ${what}`);
  return {
    from: dateOf(from, `'from' of ${what}`),
    ...(!isAbsent(to) && { to: dateOf(to, `'to' of ${what}`) }),
    ...(!isAbsent(until) && { until: dateOf(until, `'until' of ${what}`) }),
  };
}

export function ruleOf(value: Json | undefined, law: LawLookup): FractionRule {
  const given = isAbsent(value) ? {} : contextOf(value, "'rule'");
  const daysPerMonth = given['daysPerMonth'] ?? law.parameter(DAYS_PER_MONTH).value;
  const rounding = given['rounding'] ?? law.parameter(ROUNDING).value;
  if (typeof daysPerMonth !== 'number' || !Number.isSafeInteger(daysPerMonth) || daysPerMonth < 1)
    throw wrong("Expected 'daysPerMonth' to be a whole number of days", daysPerMonth);
  if (rounding !== 'up' && rounding !== 'down') throw wrong("Expected 'rounding' to be up or down", rounding);
  return { daysPerMonth, rounding };
}
