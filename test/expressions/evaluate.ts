/** How the tests of this room evaluate: a counting budget, a fixed instant, JSON in and out. */
import { ExpressionError } from '../../expressions/contract.ts';
import type { ExpressionErrorCode, Fuel } from '../../expressions/contract.ts';
import { feel } from '../../expressions/feel.ts';
import type { Names } from '../../expressions/feel.ts';
import type { Json } from '../../expressions/json.ts';

export const NOW = '2026-11-21T20:30:00Z';

export interface CountingFuel extends Fuel {
  readonly spent: number;
}

export function fuelOf(budget: number): CountingFuel {
  let spent = 0;
  return {
    get spent() {
      return spent;
    },
    spend(units) {
      spent += units;
      if (spent > budget) throw new ExpressionError('fuelExhausted', `Expected at most ${budget} units.`, '');
    },
  };
}

export function evaluate(
  source: string,
  variables: Readonly<Record<string, Json>> = {},
  names: Names = Object.keys(variables),
  fuel: Fuel = fuelOf(1e6),
): Json {
  const variable = (name: string): Json | undefined => (Object.hasOwn(variables, name) ? variables[name] : undefined);
  return feel.compile(source, names).evaluate({ variable, now: NOW, fuel });
}

/** Milliseconds of this thread's own work, so that a busy machine fails no test. */
export function cpuMilliseconds(run: () => void): number {
  const before = process.threadCpuUsage();
  run();
  const { user, system } = process.threadCpuUsage(before);
  return (user + system) / 1_000;
}

/** The code of the ExpressionError, or undefined where there was none; any other error is thrown on. */
export function errorCode(run: () => unknown): ExpressionErrorCode | undefined {
  try {
    run();
    return undefined;
  } catch (error) {
    if (error instanceof ExpressionError) return error.code;
    throw error;
  }
}

export const date = (value: string): Json => ({ $type: 'date', value });
export const time = (value: string): Json => ({ $type: 'time', value });
export const dateTime = (value: string): Json => ({ $type: 'dateTime', value });
export const daysTime = (value: string): Json => ({ $type: 'daysTimeDuration', value });
export const yearsMonths = (value: string): Json => ({ $type: 'yearsMonthsDuration', value });
export const number = (value: string): Json => ({ $type: 'number', value });
