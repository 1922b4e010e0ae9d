import type { FeelValue } from '../../../expressions/values/value.ts';
import type { Frame } from '../frame.ts';

/** A boxed condition's answer: true, false or null. Undefined, with a note in the trace, where it is another value. */
export function verdictOf(value: FeelValue, element: string, frame: Frame): boolean | null | undefined {
  if (value === null || typeof value === 'boolean') return value;
  frame.run.trace.note(element, 'Expected a condition that is true, false or null, but it is another value: the result is null.');
  return undefined;
}
