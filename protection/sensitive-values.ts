/**
 * Which values of a case are sensitive: those at the places that its forms say, and all that quotes one of them, wherever it was copied
 * to. Pure. Too much rather than too little: a value that merely looks the same is treated alike.
 */
type Json = null | boolean | number | string | readonly Json[] | { readonly [key: string]: Json };
type Scope = Readonly<Record<string, Json>>;

/** What stands for a value that the reader may not see. */
export const MASK = '•••';

/** Dotted places in the variables of a case, `[]` after a list: `request.illness`, `documents[].name`. */
export type Places = ReadonlySet<string>;

/** shorter texts and numbers (a code, a yes, a count of days) say too little to be looked for elsewhere */
const SHORTEST = 4;

export class SensitiveValues {
  readonly #places: Places;
  readonly #roots: ReadonlySet<string>;
  readonly #quotes = new Set<string>();

  constructor(places: Places) {
    this.#places = places;
    this.#roots = new Set([...places].map(rootOf));
  }

  /** Notes the values of these variables that stand at sensitive places. */
  learn(variables: Scope): void {
    for (const root of this.#roots) if (Object.hasOwn(variables, root)) this.#learn(variables[root] as Json, root);
  }

  /** One of them is there, if only empty. */
  holds(variables: Scope): boolean {
    for (const root of this.#roots) if (Object.hasOwn(variables, root)) return true;
    return false;
  }

  isSensitive(root: string, value: Json): boolean {
    return this.#roots.has(root) || (this.#quotes.size > 0 && this.quotes(JSON.stringify(value)));
  }

  quotes(text: string): boolean {
    for (const quote of this.#quotes) if (text.includes(quote)) return true;
    return false;
  }

  /** The text with every sensitive value in it masked. */
  redact(text: string): string {
    if (!this.quotes(text)) return text;
    // the longest first: of two values one may begin with the other
    return [...this.#quotes].sort((a, b) => b.length - a.length).reduce((left, quote) => left.replaceAll(quote, MASK), text);
  }

  /** A copy in which texts are redacted, at any depth; ids, instants and hashes stay, whatever digits they have. */
  redactAll<T>(value: T): T {
    if (this.#quotes.size === 0) return value;
    return redacted(value, (text) => (MACHINE.test(text) ? text : this.redact(text))) as T;
  }

  /** A copy in which only what people read is redacted: the texts in fields of these names, at any depth. */
  redactTexts<T>(value: T, fields: ReadonlySet<string> = TEXTS): T {
    return this.#quotes.size === 0 ? value : (this.#redactTexts(value, fields) as T);
  }

  #redactTexts(value: unknown, fields: ReadonlySet<string>): unknown {
    if (Array.isArray(value)) return value.map((item) => this.#redactTexts(item, fields));
    if (typeof value !== 'object' || value === null) return value;
    return Object.fromEntries(
      Object.entries(value).map(([name, item]) => [name, fields.has(name) ? this.redactAll(item) : this.#redactTexts(item, fields)]),
    );
  }

  /** A copy of some variables with what is sensitive masked; `masked` gets the places. `shown`: places that the reader may see. */
  mask(variables: Scope, masked: Set<string>, shown: Places = NONE): Scope {
    return Object.fromEntries(Object.entries(variables).map(([root, value]) => [root, this.#mask(value, root, masked, shown)]));
  }

  #learn(value: Json, place: string): void {
    if (this.#places.has(place)) return this.#note(value);
    if (Array.isArray(value)) return value.forEach((item: Json) => this.#learn(item, `${place}[]`));
    if (typeof value !== 'object' || value === null) return;
    for (const [name, item] of Object.entries(value)) this.#learn(item, `${place}.${name}`);
  }

  #note(value: Json): void {
    if (typeof value === 'string' || typeof value === 'number') {
      const text = String(value).trim();
      // as it stands in JSON too, where quotes and line breaks are escaped
      if (text.length >= SHORTEST) this.#quotes.add(text).add(JSON.stringify(text).slice(1, -1));
    } else if (typeof value === 'object' && value !== null) {
      for (const [name, item] of Object.entries(value)) if (name !== '$type') this.#note(item as Json);
    }
  }

  #mask(value: Json, place: string, masked: Set<string>, shown: Places): Json {
    if (shown.has(place) || value === null) return value;
    if (this.#places.has(place)) return note(masked, place);
    if (typeof value === 'string' || typeof value === 'number') return this.quotes(String(value)) ? note(masked, place) : value;
    if (Array.isArray(value)) return value.map((item: Json) => this.#mask(item, `${place}[]`, masked, shown));
    if (typeof value !== 'object') return value;
    if ('$type' in value) return this.quotes(JSON.stringify(value)) ? note(masked, place) : value;
    return Object.fromEntries(Object.entries(value).map(([name, item]) => [name, this.#mask(item, `${place}.${name}`, masked, shown)]));
  }
}

const NONE: Places = new Set();
/** What people read, of all that a step writes. */
const TEXTS: ReadonlySet<string> = new Set(['name', 'title', 'message', 'explanation', 'act']);
/** ids, instants, hashes, codes of cases */
const MACHINE = /^([\da-f]{8}(-[\da-f]{4}){3}-[\da-f]{12}(:\S*)?|\d{4}-\d\d-\d\dT[\d:.]+Z|[\da-f]{64}|\d\d-[\dA-Z]{4}-[\dA-Z]{4})$/;
const rootOf = (place: string): string => /^[^.[]+/.exec(place)?.[0] ?? place;

function note(masked: Set<string>, place: string): string {
  masked.add(place);
  return MASK;
}

function redacted(value: unknown, redact: (text: string) => string): unknown {
  if (typeof value === 'string') return redact(value);
  if (Array.isArray(value)) return value.map((item) => redacted(item, redact));
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([name, item]) => [name, redacted(item, redact)]));
}
