/** The values that a template is filled with, and the way from an expression to text. Pure: the instant and the budget are handed in. */
import { ExpressionError, type Fuel } from '../../expressions/contract.ts';
import { feel } from '../../expressions/feel.ts';
import type { Json } from '../../expressions/json.ts';
import { refusal } from '../problem.ts';
import { formatOf, type Labels } from './formats.ts';
import { parseText, type Placeholder } from './parse-text.ts';

const BLANK = '…………';
const FUEL = 2_000_000;
const LINE_FUEL = 5_000;

/** One budget for all expressions of a document, that of a list of a round by the length of the list. */
export function documentFuel(lines = 0): Fuel {
  const all = FUEL + lines * LINE_FUEL;
  let left = all;
  return {
    spend(units) {
      left -= units;
      if (left < 0) throw new ExpressionError('fuelExhausted', `Expected the expressions of a document to need at most ${all} units.`, '');
    },
  };
}

export class Values {
  readonly template: string;
  readonly #variables: ReadonlyMap<string, Json>;
  readonly #now: string;
  readonly #labels: Labels;
  readonly #fuel: Fuel;

  /** `now`: ISO instant, for `today()`. */
  constructor(template: string, variables: Iterable<readonly [string, Json]>, now: string, labels: Labels, fuel = documentFuel()) {
    this.template = template;
    this.#variables = new Map(variables);
    this.#now = now;
    this.#labels = labels;
    this.#fuel = fuel;
  }

  with(name: string, value: Json): Values {
    return new Values(this.template, [...this.#variables, [name, value]], this.#now, this.#labels, this.#fuel);
  }

  /** Throws Rejection validation `documents.valueMissing`, `documents.valueKind`, `documents.expressionFailed` naming `place`. */
  text(source: string, place: string): string {
    const segments = parseText(source);
    if (!segments) throw refusal('templateBraces', this.template, place);
    return segments.map((segment) => (typeof segment === 'string' ? segment : this.#filled(segment, place))).join('');
  }

  /** Whether a part is there; no condition is none to fail. Throws Rejection validation `documents.conditionKind`. */
  holds(condition: string | undefined, place: string): boolean {
    if (condition === undefined) return true;
    const value = this.#evaluate(condition, `${place}/when`);
    if (typeof value === 'boolean') return value;
    throw refusal('conditionKind', this.template, `${place}/when`, { expression: condition });
  }

  /** A list, empty for null. Throws Rejection validation `documents.listKind`. */
  list(source: string, place: string): readonly Json[] {
    const value = this.#evaluate(source, place);
    if (value === null) return [];
    if (Array.isArray(value)) return value as readonly Json[];
    throw refusal('listKind', this.template, place, { expression: source });
  }

  #filled({ source, formats }: Placeholder, place: string): string {
    const value = this.#evaluate(source, place);
    const blank = formats.some(({ name }) => name === 'blank');
    if (value === null && blank) return BLANK;
    if (value === null) throw refusal('valueMissing', this.template, place, { expression: source });
    // a choice of the template that nothing is said
    if (value === '') return '';
    let text: Json = value;
    for (const { name, argument = '' } of formats) {
      const next: string | undefined = formatOf(name)?.apply(text, this.#labels, argument);
      if (next === undefined) throw refusal('valueKind', this.template, place, { expression: source, format: name });
      text = next;
    }
    if (typeof text === 'string') return text;
    const plain = formatOf('number')?.apply(text, this.#labels, '');
    if (plain === undefined) throw refusal('valueKind', this.template, place, { expression: source, format: '–' });
    return plain;
  }

  #evaluate(source: string, place: string): Json {
    try {
      return feel.compile(source).evaluate({ variable: (name) => this.#variables.get(name), now: this.#now, fuel: this.#fuel });
    } catch (error) {
      if (error instanceof ExpressionError) throw refusal('expressionFailed', this.template, place, { expression: source }, error);
      throw error;
    }
  }
}
