/** What one evaluation is given: its variables, its instant and its budget. */
import type { Surroundings } from './session.ts';
import type { FeelValue } from './values/value.ts';

export interface Variables {
  /** The value, or undefined where there is no such variable. A Map is one. */
  get(name: string): FeelValue | undefined;
}

export interface Env extends Surroundings {
  readonly variables: Variables;
}
