import type { FeelFunction } from '../values/value.ts';

const FUNCTIONS: ReadonlyMap<string, FeelFunction> = new Map();

/** The built-in function of this name (DMN 1.5 §10.3.4), or null. */
export function builtin(name: string): FeelFunction | null {
  return FUNCTIONS.get(name) ?? null;
}
