/** Contract schemas compiled by ajv: what is wrong comes back as problems with JSON pointers, and unknown properties are refused. */
import { Ajv2020, type ErrorObject, type ValidateFunction } from 'ajv/dist/2020.js';
import type { TSchema } from 'typebox';
import { Rejection, type Problem } from '../errors.ts';

/** Enough to correct a form at once; an attacker's thousand errors are not all described. */
const MOST_PROBLEMS = 50;
const FORMATS = {
  uuid: /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i,
  'date-time': (text: string) => isInstant(text),
  date: (text: string) => isDate(text),
};

/** For bodies: a text is no number. */
const strict = new Ajv2020({
  allErrors: true,
  strict: true,
  discriminator: true,
  strictRequired: false,
  allowUnionTypes: true,
  formats: FORMATS,
});
/** For paths and queries, which are all text. */
const coercing = new Ajv2020({
  useDefaults: true,
  allErrors: true,
  strict: true,
  discriminator: true,
  strictRequired: false,
  coerceTypes: 'array',
  allowUnionTypes: true,
  formats: FORMATS,
});

export type Check = (value: unknown) => void;

/**
 * `place` goes before the pointers: '' for a body, '/query', '/path'. Throws Rejection validation `invalidInput`. Coerces in place.
 * Compiled when it is first needed: a server has hundreds, and comes up sooner without.
 */
export function compileCheck(schema: TSchema, place: '' | '/query' | '/path'): Check {
  let validate: ValidateFunction | undefined;
  return (value) => {
    validate ??= (place === '' ? strict : coercing).compile(schema);
    if (validate(value)) return;
    const problems = (validate.errors ?? []).slice(0, MOST_PROBLEMS).map((error) => problemOf(error, place));
    throw new Rejection('validation', 'invalidInput', `Expected input of the declared shape, but ${problems.length} things are wrong.`, {
      problems,
    });
  };
}

/** Whether `value` has this shape, and if not, why: for tests of responses. */
export function faultsOf(schema: TSchema, value: unknown): readonly string[] {
  const validate = strict.compile(schema);
  if (validate(value)) return [];
  return (validate.errors ?? []).map(({ instancePath, message, params }) => `${instancePath} ${message} ${JSON.stringify(params)}`);
}

function problemOf({ keyword, instancePath, params, message }: ErrorObject, place: string): Problem {
  const details = params as Record<string, unknown>;
  const inside = details['missingProperty'] ?? details['additionalProperty'] ?? details['propertyName'];
  const last = typeof inside === 'string' ? `/${inside.replaceAll('~', '~0').replaceAll('/', '~1')}` : '';
  return { code: `input.${keyword}`, path: `${place}${instancePath}${last}`, message: message ?? keyword, details };
}

/** RFC 3339 with a year that PostgreSQL has too. */
const INSTANT = /^(?!0000)\d{4}-\d\d-\d\dT\d\d:\d\d(?::\d\d(?:\.\d{1,9})?)?(?:Z|[+-]\d\d:\d\d)$/;

function isInstant(text: string): boolean {
  if (!INSTANT.test(text)) return false;
  try {
    Temporal.Instant.from(text);
    return true;
  } catch {
    return false;
  }
}

function isDate(text: string): boolean {
  try {
    return Temporal.PlainDate.from(text).toString() === text && !text.startsWith('0000');
  } catch {
    return false;
  }
}
