import type { Expression } from '../expressions/contract.ts';
import type { Attributes } from './attributes.ts';
import { compileFiles } from './compile-files.ts';
import { compileLookup, compileOptions } from './compile-options.ts';
import { CONFIDENTIALITY, FORMATS, type Confidentiality, type Field, type FieldKind, type Format, type Limit } from './form.ts';

const DATES: Readonly<Record<string, FieldKind>> = { '': 'date', date: 'date', time: 'time', datetime: 'dateTime' };
/** A sentence in years, months and days is typed into a text field of this format. */
const TERM = 'term';
/** Whole đồng, not below zero unless the form says so. */
const DONG = 'dong';
const UNIT_KIND = /^[a-z][a-z0-9-]*$/;
const ISO_DATE = /^\d{4}-\d{2}-\d{2}$/;

/** One component that holds a value: what form-js says of it, and what our properties add (docs/forms.md). */
export function compileField(base: FieldKind, type: string, attributes: Attributes, hides: readonly Expression[]): Field {
  const kind = kindOf(base, attributes);
  const labelEn = attributes.property('labelEn');
  return {
    entry: 'field',
    kind,
    label: attributes.text('label') || attributes.text('dateLabel') || attributes.text('timeLabel') || attributes.text('key'),
    ...(labelEn !== undefined && { labelEn }),
    confidentiality: confidentiality(attributes),
    ...findable(attributes),
    ...access(attributes),
    hides,
    locked: locked(attributes),
    required: required(attributes),
    ...bounds(kind, attributes),
    ...texts(kind, type, attributes),
    ...numbering(kind, attributes),
    ...(kind === 'number' ? numbers(attributes) : {}),
    ...(kind === 'choice' || kind === 'choices' ? { options: compileOptions(attributes) } : {}),
    ...(kind === 'files' ? { files: compileFiles(attributes) } : {}),
    ...(kind === 'date' || kind === 'dateTime' ? dates(attributes) : {}),
    ...(kind === 'computed' ? computed(attributes) : {}),
    ...condition(attributes),
  };
}

function kindOf(base: FieldKind, attributes: Attributes): FieldKind {
  if (base === 'text' && attributes.property('format') === TERM) return 'term';
  if (base !== 'date') return base;
  const kind = DATES[attributes.text('subtype')];
  if (!kind) attributes.fault('formSchema.value', { attribute: 'subtype' });
  return kind ?? 'date';
}

function confidentiality(attributes: Attributes): Confidentiality {
  const name = attributes.property('confidentiality') ?? 'internal';
  const found = CONFIDENTIALITY.find((one) => one === name);
  if (!found) attributes.fault('formSchema.value', { attribute: 'properties.confidentiality' });
  return found ?? 'sensitive';
}

/** Personal numbers are what a person is looked for by. */
function findable(attributes: Attributes): Pick<Field, 'findable'> {
  const value = attributes.property('findable');
  if (value !== undefined && value !== 'exact') attributes.fault('formSchema.value', { attribute: 'properties.findable' });
  return value === 'exact' || attributes.property('format') === 'personalId' ? { findable: true } : {};
}

function access(attributes: Attributes): Pick<Field, 'access'> {
  const value = attributes.property('access');
  if (value !== undefined && value !== 'byRule') attributes.fault('formSchema.value', { attribute: 'properties.access' });
  return value === undefined ? {} : { access: 'byRule' };
}

/** form-js submits a disabled field no more than a read-only one. */
function locked(attributes: Attributes): Field['locked'] {
  const readOnly = attributes.flag('readonly', false);
  return readOnly === false ? attributes.flag('disabled', false) : readOnly;
}

/** The editor offers only yes or no; a condition stands in `requiredIf`. */
function required(attributes: Attributes): Field['required'] {
  const always = attributes.flagOf('validate.required', attributes.validate('required'), false);
  return always === false ? (attributes.formula('requiredIf') ?? false) : always;
}

function bounds(kind: FieldKind, attributes: Attributes): Pick<Field, 'min' | 'max'> {
  const [low, high] = kind === 'text' ? ['minLength', 'maxLength'] : ['min', 'max'];
  if (kind !== 'text' && kind !== 'number') return {};
  const min = attributes.limitOf(`validate.${low}`, attributes.validate(low as string));
  const max = attributes.limitOf(`validate.${high}`, attributes.validate(high as string));
  return { ...(min === undefined ? {} : { min }), ...(max === undefined ? {} : { max }) };
}

function texts(
  kind: FieldKind,
  type: string,
  attributes: Attributes,
): Pick<Field, 'pattern' | 'format' | 'multiline' | 'personalId' | 'unitKinds'> {
  if (kind !== 'text') return {};
  const source = attributes.validate('pattern');
  if (source !== undefined && typeof source !== 'string') attributes.fault('formSchema.value', { attribute: 'validate.pattern' });
  const pattern = typeof source === 'string' && source !== '' ? attributes.patternOf(source) : undefined;
  const format = formatOf(attributes);
  const [birth, sex] = [attributes.formula('birth'), attributes.formula('sex')];
  return {
    multiline: type === 'textarea',
    ...(pattern ? { pattern } : {}),
    ...(format ? { format } : {}),
    ...unitKinds(format, attributes),
    ...(format === 'personalId' && (birth || sex) ? { personalId: { ...(birth && { birth }), ...(sex && { sex }) } } : {}),
  };
}

/** Keys, separated by commas. On a field that is for no unit they would rule nothing. */
function unitKinds(format: Format | undefined, attributes: Attributes): Pick<Field, 'unitKinds'> {
  const text = attributes.property('unitKinds');
  if (text === undefined) return {};
  const kinds = text.split(',').map((kind) => kind.trim());
  if (format === 'unit' && kinds.every((kind) => UNIT_KIND.test(kind))) return { unitKinds: kinds };
  attributes.fault('formSchema.value', { attribute: 'properties.unitKinds' });
  return {};
}

/** The number is a text, its day a date. */
function numbering(kind: FieldKind, attributes: Attributes): Pick<Field, 'numbering'> {
  const what = attributes.property('numbering');
  if (what === undefined) return {};
  if (what === 'number' && kind === 'text') return { numbering: what };
  if (what === 'day' && kind === 'date') return { numbering: what };
  attributes.fault('formSchema.value', { attribute: 'properties.numbering' });
  return {};
}

function formatOf(attributes: Attributes): Format | undefined {
  const standard = attributes.validate('validationType');
  const name = attributes.property('format') ?? (standard === 'custom' || standard === '' ? undefined : standard);
  if (name === undefined || name === null) return undefined;
  const found = FORMATS.find((one) => one === name);
  if (!found) attributes.fault('formSchema.value', { attribute: 'properties.format' });
  return found;
}

function numbers(attributes: Attributes): Pick<Field, 'decimalDigits' | 'increment' | 'min'> {
  const format = attributes.property('format');
  if (format !== undefined && format !== DONG) attributes.fault('formSchema.value', { attribute: 'properties.format' });
  const digits = attributes.raw('decimalDigits');
  const valid = digits === undefined || (typeof digits === 'number' && Number.isInteger(digits) && digits >= 0);
  if (!valid || (format === DONG && typeof digits === 'number' && digits > 0))
    attributes.fault('formSchema.value', { attribute: 'decimalDigits' });
  const increment = attributes.limitOf('increment', attributes.raw('increment'));
  if (increment !== undefined && (typeof increment !== 'string' || Number(increment) <= 0)) {
    attributes.fault('formSchema.value', { attribute: 'increment' });
  }
  const bounded = attributes.validate('min') !== undefined;
  return {
    ...(format === DONG ? { decimalDigits: 0, ...(bounded ? {} : { min: '0' }) } : {}),
    ...(typeof digits === 'number' ? { decimalDigits: digits } : {}),
    ...(typeof increment === 'string' ? { increment } : {}),
  };
}

function dates(attributes: Attributes): Pick<Field, 'notPast' | 'earliest' | 'latest'> {
  const [earliest, latest] = [dateLimit('earliest', attributes), dateLimit('latest', attributes)];
  return {
    notPast: attributes.flag('disallowPassedDates', false) === true,
    ...(earliest === undefined ? {} : { earliest }),
    ...(latest === undefined ? {} : { latest }),
  };
}

function dateLimit(name: 'earliest' | 'latest', attributes: Attributes): Limit | undefined {
  const text = attributes.property(name);
  return text !== undefined && ISO_DATE.test(text) ? text : attributes.formula(name);
}

function computed(attributes: Attributes): Pick<Field, 'compute' | 'lookup'> {
  const expression = attributes.expressionOf('expression', attributes.text('expression'));
  const lookup = compileLookup(attributes);
  return expression ? { compute: expression, ...(lookup && { lookup }) } : {};
}

function condition(attributes: Attributes): Pick<Field, 'condition'> {
  const expression = attributes.formula('validate');
  if (!expression) return {};
  const [vi, en] = [attributes.property('message'), attributes.property('messageEn')];
  return { condition: { expression, ...(vi === undefined ? {} : { message: { vi, en: en ?? vi } }) } };
}
