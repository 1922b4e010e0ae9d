import type { Problem } from '../errors.ts';
import type { Expression } from '../expressions/contract.ts';
import type { Json } from '../expressions/json.ts';
import type { Check } from './check.ts';
import { checkChoice } from './check-choice.ts';
import { checkDate } from './check-date.ts';
import { checkFiles } from './check-files.ts';
import { checkText } from './check-text.ts';
import { coerceValue, type CoercedValue } from './coerce-value.ts';
import { compareDecimals, decimalDigits, decimalText, isMultiple } from './decimal-text.ts';
import type { Field, Limit, ListShape } from './form.ts';
import type { World } from './world.ts';
import { problem } from './problem.ts';
import { evaluate, isSet } from './states.ts';
import { rowsOf, type Instance } from './walk.ts';

/**
 * What is wrong with one field or list that is open: at most one thing at a time, the first that a person would fix. A required field
 * that is not submitted is what the case has, checked as if it were: a completed form leaves none without a valid value.
 */
export function checkInstance(instance: Instance, faults: Map<string, Problem>, world: World): Problem | undefined {
  const { entry, pointer } = instance;
  const ask = (expression: Expression): Json => evaluate(expression, instance.scope, pointer, entry.label, faults);
  const wrong: Check['wrong'] = (code, details = {}) =>
    problem(code, pointer, { label: entry.label, labelEn: entry.labelEn ?? entry.label, ...details });
  if (entry.barred === true && instance.value !== undefined) return wrong('form.barred');
  if (entry.entry === 'list') return checkRows(entry, instance, wrong);
  if (isEmpty(entry, instance.value) && !isSet(entry.required, ask)) return undefined;
  const held = heldValue(entry, instance);
  if (!held.ok) return wrong(held.code, held.details);
  if (isEmpty(entry, held.value)) return wrong(entry.barred ? 'form.missingElsewhere' : 'form.required');
  const check: Check = { field: entry, value: held.value, world, ask, wrong, limit: (limit) => limitText(limit, ask) };
  return checkKind(check, instance) ?? checkCondition(check);
}

/** What is submitted, an explicit null too; else what the case has, in the type of the field. */
function heldValue(field: Field, { value, existing }: Instance): CoercedValue {
  if (value !== undefined) return { ok: true, value };
  return existing === undefined || existing === null || existing === '' ? { ok: true, value: null } : coerceValue(field, existing);
}

function limitText(limit: Limit | undefined, ask: (expression: Expression) => Json): string | undefined {
  if (limit === undefined || typeof limit === 'string') return limit;
  return decimalText(ask(limit));
}

/** A required checkbox must be ticked, as in form-js; a text of blanks is no text. */
function isEmpty({ kind }: Field, value: Json | undefined): boolean {
  if (value === undefined || value === null) return true;
  if (kind === 'boolean') return value === false;
  return Array.isArray(value) ? value.length === 0 : typeof value === 'string' && value.trim() === '';
}

function checkKind(check: Check, { scope }: Instance): Problem | undefined {
  switch (check.field.kind) {
    case 'text':
      return checkText(check);
    case 'number':
      return checkNumber(check);
    case 'choice':
    case 'choices':
      return checkChoice(check, scope);
    case 'date':
    case 'dateTime':
      return checkDate(check);
    case 'files':
      return checkFiles(check);
    default:
      return undefined;
  }
}

function checkNumber({ field, value, limit, wrong }: Check): Problem | undefined {
  const decimal = decimalText(value) ?? '0';
  const [min, max] = [limit(field.min), limit(field.max)];
  if (min !== undefined && compareDecimals(decimal, min) < 0) return wrong('form.tooSmall', { limit: min });
  if (max !== undefined && compareDecimals(decimal, max) > 0) return wrong('form.tooLarge', { limit: max });
  if (field.decimalDigits !== undefined && decimalDigits(decimal) > field.decimalDigits)
    return wrong('form.decimalDigits', { limit: field.decimalDigits });
  if (field.increment !== undefined && !isMultiple(decimal, field.increment)) return wrong('form.increment', { limit: field.increment });
  return undefined;
}

/** Only true passes: null means that the condition could not be decided. */
function checkCondition({ field: { condition }, ask, wrong }: Check): Problem | undefined {
  if (!condition || ask(condition.expression) === true) return undefined;
  return wrong('form.condition', condition.message ? { text: condition.message } : {});
}

function checkRows(list: ListShape, { value, existing }: Instance, wrong: Check['wrong']): Problem | undefined {
  const count = rowsOf(value === undefined ? existing : value).length;
  if (list.fixed && value !== undefined && count !== rowsOf(existing).length) return wrong('form.fixedRows');
  if (count < list.minItems) return wrong('form.tooFewRows', { limit: list.minItems });
  if (count > list.maxItems) return wrong('form.tooManyRows', { limit: list.maxItems });
  return undefined;
}
