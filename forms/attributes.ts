import { RE2JS } from 're2js';
import type { Problem } from '../errors.ts';
import { ExpressionError, type Expression, type ExpressionLanguage } from '../expressions/contract.ts';
import type { Json } from '../expressions/json.ts';
import { decimalText } from './decimal-text.ts';
import { isJsonObject, type Flag, type JsonObject, type Limit } from './form.ts';
import { problem, type ProblemCode } from './problem.ts';
import { FREE, PROPERTIES } from './properties.ts';

const LONGEST_PATTERN = 1_000;
const MOST_NUMBER = /^\d{1,12}$/;

/** Reads the attributes of one component; each fault is noted with its place, and a harmless value stands in. */
export interface Attributes {
  readonly pointer: string;
  readonly fault: (code: ProblemCode, details?: Record<string, unknown>) => void;
  raw(name: string): Json | undefined;
  /** '' when absent */
  text(name: string): string;
  flag(name: string, otherwise: boolean): Flag;
  /** of `validate` */
  validate(name: string): Json | undefined;
  /** of `properties`: what the form editor calls custom properties, always texts */
  property(name: string): string | undefined;
  propertyNumber(name: string): number | undefined;
  /** a property that is always FEEL, with or without `=` */
  formula(name: string): Expression | undefined;
  readonly flagOf: (attribute: string, value: Json | undefined, otherwise: boolean) => Flag;
  readonly limitOf: (attribute: string, value: Json | undefined) => Limit | undefined;
  readonly expressionOf: (attribute: string, source: string) => Expression | undefined;
  readonly patternOf: (source: string) => RE2JS | undefined;
  hide(): readonly Expression[];
}

const isFormula = (value: Json | undefined): value is string => typeof value === 'string' && value.trimStart().startsWith('=');

export function attributesOf(component: JsonObject, pointer: string, language: ExpressionLanguage, problems: Problem[]): Attributes {
  const fault: Attributes['fault'] = (code, details = {}) => void problems.push(problem(code, pointer, details));
  const wrong = (attribute: string): void => fault('formSchema.value', { attribute });
  const compiled = readersOf({ fault, wrong }, language);
  const part = (name: string): JsonObject => {
    const value = component[name] ?? {};
    if (isJsonObject(value)) return value;
    wrong(name);
    return {};
  };
  const textOf = (attribute: string, value: Json | undefined): string | undefined => {
    if (value === undefined || typeof value === 'string') return value;
    wrong(attribute);
    return undefined;
  };
  const property: Attributes['property'] = (name) => textOf(`properties.${name}`, part('properties')[name]);
  const formula: Attributes['formula'] = (name) => {
    const source = property(name);
    return source === undefined ? undefined : compiled.expressionOf(`properties.${name}`, source);
  };
  for (const name of Object.keys(part('properties')))
    if (!PROPERTIES.has(name) && !name.startsWith(FREE)) fault('formSchema.property', { name });
  return {
    ...compiled,
    pointer,
    fault,
    property,
    raw: (name) => component[name],
    text: (name) => textOf(name, component[name]) ?? '',
    flag: (name, otherwise) => compiled.flagOf(name, component[name], otherwise),
    validate: (name) => part('validate')[name],
    propertyNumber: (name) => {
      const value = property(name);
      if (value === undefined || MOST_NUMBER.test(value)) return value === undefined ? undefined : Number(value);
      wrong(`properties.${name}`);
      return undefined;
    },
    formula,
    hide: () => {
      const source = textOf('conditional.hide', part('conditional')['hide'] ?? undefined) ?? '';
      const hide = source === '' ? undefined : compiled.expressionOf('conditional.hide', source);
      const visible = formula('visibleIf');
      return [...(hide ? [hide] : []), ...(visible ? [unless(visible)] : [])];
    },
  };
}

/** Only true shows: a condition that cannot be decided does not. */
const unless = (visible: Expression): Expression => ({
  source: visible.source,
  inputs: visible.inputs,
  evaluate: (scope) => visible.evaluate(scope) !== true,
});

interface Complaint {
  readonly fault: Attributes['fault'];
  readonly wrong: (attribute: string) => void;
}

/** What turns a value of the schema into something that can be asked: an expression, a flag, a bound, a pattern. */
function readersOf(
  { fault, wrong }: Complaint,
  language: ExpressionLanguage,
): Pick<Attributes, 'expressionOf' | 'flagOf' | 'limitOf' | 'patternOf'> {
  const expressionOf: Attributes['expressionOf'] = (attribute, source) => {
    try {
      return language.compile(source.trimStart().replace(/^=/, ''));
    } catch (cause) {
      if (!(cause instanceof ExpressionError)) throw cause;
      fault('formSchema.expression', { attribute, cause: cause.message });
      return undefined;
    }
  };
  return {
    expressionOf,
    flagOf: (attribute, value, otherwise) => {
      if (value === undefined || value === null) return otherwise;
      if (typeof value === 'boolean') return value;
      if (isFormula(value)) return expressionOf(attribute, value) ?? otherwise;
      wrong(attribute);
      return otherwise;
    },
    limitOf: (attribute, value) => {
      if (value === undefined || value === null || value === '') return undefined;
      if (isFormula(value)) return expressionOf(attribute, value);
      const decimal = decimalText(value);
      if (decimal === undefined) wrong(attribute);
      return decimal;
    },
    patternOf: (source) => {
      try {
        if (source.length <= LONGEST_PATTERN) return RE2JS.compile(source);
      } catch {
        // the fault below says it: look-around and back-references have no linear-time form
      }
      fault('formSchema.pattern', { pattern: source.slice(0, LONGEST_PATTERN) });
      return undefined;
    },
  };
}
