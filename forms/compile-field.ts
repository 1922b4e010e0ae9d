import type { Expression } from '../expressions/contract.ts';
import type { Json } from '../expressions/json.ts';
import type { Attributes } from './attributes.ts';
import {
  CONFIDENTIALITY,
  FORMATS,
  isJsonObject,
  type Confidentiality,
  type Field,
  type FieldKind,
  type Format,
  type Options,
} from './form.ts';

const DATES: Readonly<Record<string, FieldKind>> = { '': 'date', date: 'date', time: 'time', datetime: 'dateTime' };

/**
 * One component that holds a value. What form-js has no word for is read from its custom `properties`, which its editor can set:
 * `confidentiality`, `format` (personalId, email, phone), `validate` (FEEL that must be true), `message` and `messageEn` (what to
 * say when it is not); on a dynamiclist `minItems` and `maxItems`.
 */
export function compileField(base: FieldKind, type: string, attributes: Attributes, hides: readonly Expression[]): Field {
  const kind = base === 'date' ? dateKind(attributes) : base;
  return {
    entry: 'field',
    kind,
    label: attributes.text('label') || attributes.text('dateLabel') || attributes.text('timeLabel') || attributes.text('key'),
    confidentiality: confidentiality(attributes),
    hides,
    locked: locked(attributes),
    required: attributes.flagOf('validate.required', attributes.validate('required'), false),
    ...bounds(kind, attributes),
    ...texts(kind, type, attributes),
    ...numbers(kind, attributes),
    ...(kind === 'choice' || kind === 'choices' ? { options: options(attributes) } : {}),
    ...(kind === 'files' ? { multiple: attributes.flag('multiple', false) !== false } : {}),
    ...(kind === 'date' || kind === 'dateTime' ? { notPast: attributes.flag('disallowPassedDates', false) === true } : {}),
    ...(kind === 'computed' ? computed(attributes) : {}),
    ...condition(attributes),
  };
}

function dateKind(attributes: Attributes): FieldKind {
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

/** form-js submits a disabled field no more than a read-only one. */
function locked(attributes: Attributes): Field['locked'] {
  const readOnly = attributes.flag('readonly', false);
  return readOnly === false ? attributes.flag('disabled', false) : readOnly;
}

function bounds(kind: FieldKind, attributes: Attributes): Pick<Field, 'min' | 'max'> {
  const [low, high] = kind === 'text' ? ['minLength', 'maxLength'] : ['min', 'max'];
  if (kind !== 'text' && kind !== 'number') return {};
  const min = attributes.limitOf(`validate.${low}`, attributes.validate(low as string));
  const max = attributes.limitOf(`validate.${high}`, attributes.validate(high as string));
  return { ...(min === undefined ? {} : { min }), ...(max === undefined ? {} : { max }) };
}

function texts(kind: FieldKind, type: string, attributes: Attributes): Pick<Field, 'pattern' | 'format' | 'multiline'> {
  if (kind !== 'text') return {};
  const source = attributes.validate('pattern');
  if (source !== undefined && typeof source !== 'string') attributes.fault('formSchema.value', { attribute: 'validate.pattern' });
  const pattern = typeof source === 'string' && source !== '' ? attributes.patternOf(source) : undefined;
  const format = formatOf(attributes);
  return { multiline: type === 'textarea', ...(pattern ? { pattern } : {}), ...(format ? { format } : {}) };
}

function formatOf(attributes: Attributes): Format | undefined {
  const standard = attributes.validate('validationType');
  const name = attributes.property('format') ?? (standard === 'custom' || standard === '' ? undefined : standard);
  if (name === undefined || name === null) return undefined;
  const found = FORMATS.find((one) => one === name);
  if (!found) attributes.fault('formSchema.value', { attribute: 'properties.format' });
  return found;
}

function numbers(kind: FieldKind, attributes: Attributes): Pick<Field, 'decimalDigits' | 'increment'> {
  if (kind !== 'number') return {};
  const digits = attributes.raw('decimalDigits');
  const valid = digits === undefined || (typeof digits === 'number' && Number.isInteger(digits) && digits >= 0);
  if (!valid) attributes.fault('formSchema.value', { attribute: 'decimalDigits' });
  const increment = attributes.limitOf('increment', attributes.raw('increment'));
  if (increment !== undefined && (typeof increment !== 'string' || Number(increment) <= 0)) {
    attributes.fault('formSchema.value', { attribute: 'increment' });
  }
  return { ...(typeof digits === 'number' ? { decimalDigits: digits } : {}), ...(typeof increment === 'string' ? { increment } : {}) };
}

const isScalar = (value: Json | undefined): boolean => ['string', 'number', 'boolean'].includes(typeof value);

function options(attributes: Attributes): Options {
  const none: Options = { from: 'schema', values: [] };
  const formula = attributes.text('valuesExpression');
  if (formula !== '') {
    const expression = attributes.expressionOf('valuesExpression', formula);
    return expression ? { from: 'expression', expression } : none;
  }
  const name = attributes.text('valuesKey');
  if (name !== '') return { from: 'variable', name };
  const list = attributes.raw('values');
  const values = Array.isArray(list) ? list.map((item: Json) => (isJsonObject(item) ? item['value'] : undefined)) : [];
  if (values.length > 0 && values.every(isScalar)) return { from: 'schema', values: values as Json[] };
  attributes.fault('formSchema.options');
  return none;
}

function computed(attributes: Attributes): Pick<Field, 'compute'> {
  const expression = attributes.expressionOf('expression', attributes.text('expression'));
  return expression ? { compute: expression } : {};
}

function condition(attributes: Attributes): Pick<Field, 'condition'> {
  const source = attributes.property('validate');
  if (source === undefined) return {};
  const expression = attributes.expressionOf('properties.validate', source);
  if (!expression) return {};
  const [vi, en] = [attributes.property('message'), attributes.property('messageEn')];
  return { condition: { expression, ...(vi === undefined ? {} : { message: { vi, en: en ?? vi } }) } };
}
