/** Grows one statement from parts that carry their values: `?` in a part becomes the next `$n`. Values never enter the text. */
export class Conditions {
  readonly values: unknown[];
  readonly #parts: string[] = [];

  /** `values` are those of the whole statement: parts of one statement share them. */
  constructor(values: unknown[] = []) {
    this.values = values;
  }

  /** The part with its placeholders numbered. Throws nothing; a wrong count shows as an error of the database. */
  place(sql: string, bindings: readonly unknown[] = []): string {
    let next = 0;
    return sql.replaceAll('?', () => {
      this.values.push(bindings[next++]);
      return `$${this.values.length}`;
    });
  }

  /** Adds a condition where `value` is given; the value is bound to every placeholder of the part. */
  when(value: unknown, sql: string): this {
    if (value !== undefined)
      this.#parts.push(
        this.place(
          sql,
          Array.from(sql.matchAll(/\?/g), () => value),
        ),
      );
    return this;
  }

  and(sql: string, bindings: readonly unknown[] = []): this {
    this.#parts.push(`(${this.place(sql, bindings)})`);
    return this;
  }

  /** All conditions so far, `true` when there are none. */
  where(): string {
    return this.#parts.length > 0 ? this.#parts.join(' and ') : 'true';
  }
}
