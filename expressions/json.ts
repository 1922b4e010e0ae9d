/**
 * How values are stored: plain JSON. FEEL values that JSON lacks are tagged objects, for example
 * `{"$type":"date","value":"2026-11-21"}`; a key that begins with `$` is reserved for this.
 * Numbers are JSON numbers where a double holds them exactly as written, else `{"$type":"number","value":"…"}`.
 */
export type Json = null | boolean | number | string | readonly Json[] | { readonly [key: string]: Json };

export type TypedTag = 'number' | 'date' | 'time' | 'dateTime' | 'daysTimeDuration' | 'yearsMonthsDuration';

export interface TypedJson {
  readonly $type: TypedTag;
  readonly value: string;
}
