import type { Json } from '../expressions/json.ts';

/** What the conditions of a form make of a field at the moment. */
export type State = { readonly is: 'open' | 'hidden' | 'locked' } | { readonly is: 'computed'; readonly value: Json };
/** by JSON pointer */
export type States = ReadonlyMap<string, State>;
