/** What an expression sees while it runs: the variables in scope, and what the whole evaluation shares. */
import type { Fuel } from '../../expressions/contract.ts';
import type { Variables } from '../../expressions/env.ts';
import type { FeelValue } from '../../expressions/values/value.ts';
import { DecisionFailure } from './decision-failure.ts';
import type { TableExplanation } from './explain/explanation.ts';
import type { TraceWriter } from './trace.ts';

export interface Run {
  /** ISO 8601 instant */
  readonly now: string;
  readonly fuel: Fuel;
  readonly trace: TraceWriter;
  /** told why each table decided as it did; explanations only, it cannot change the result */
  readonly explain?: (table: TableExplanation) => void;
  /** knowledge models, services and boxed functions now being called, one inside the other */
  calls: number;
}

export interface Frame {
  readonly variables: Variables;
  readonly run: Run;
}

export type Evaluate = (frame: Frame) => FeelValue;
export type Test = (value: FeelValue, frame: Frame) => boolean;

/** The same frame with more names, which hide equal names outside. */
export function within(frame: Frame, names: ReadonlyMap<string, FeelValue>): Frame {
  const { variables, run } = frame;
  return {
    run,
    variables: {
      get: (name) => {
        const value = names.get(name);
        return value === undefined ? variables.get(name) : value;
      },
    },
  };
}

const MAX_CALLS = 64;

/** Runs the body of a function; `owner` is the element that is named when calls are nested too deep. */
export function calling<T>(run: Run, owner: string, body: () => T): T {
  if (run.calls >= MAX_CALLS) throw new DecisionFailure('dmnCallDepth', owner, { most: MAX_CALLS });
  run.fuel.spend(1);
  run.calls += 1;
  try {
    return body();
  } finally {
    run.calls -= 1;
  }
}
