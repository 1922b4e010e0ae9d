import type { FeelFunction } from '../values/value.ts';
import { CONTEXT } from './context.ts';
import { CONVERSION } from './conversion.ts';
import { LIST } from './list.ts';
import { LOGIC } from './logic.ts';
import { NUMERIC } from './numeric.ts';
import { RANGES } from './ranges.ts';
import { STATISTICS } from './statistics.ts';
import { STRING } from './string.ts';
import { TEMPORAL } from './temporal.ts';

const FUNCTIONS: ReadonlyMap<string, FeelFunction> = new Map(
  [CONVERSION, LOGIC, STRING, LIST, STATISTICS, NUMERIC, TEMPORAL, RANGES, CONTEXT].flatMap((area) => Object.entries(area)),
);

/** The built-in function of this name (DMN 1.5 §10.3.4), or null. */
export function builtin(name: string): FeelFunction | null {
  return FUNCTIONS.get(name) ?? null;
}
