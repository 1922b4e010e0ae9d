import type { Problem } from '../errors.ts';
import type { Expression } from '../expressions/contract.ts';
import type { Json } from '../expressions/json.ts';
import type { Field, Limit } from './form.ts';
import type { ProblemCode } from './problem.ts';
import type { World } from './world.ts';

/** One filled-in field, and what the checks of its kind need. */
export interface Check {
  readonly field: Field;
  readonly value: Json;
  readonly world: World;
  readonly ask: (expression: Expression) => Json;
  readonly wrong: (code: ProblemCode, details?: Record<string, unknown>) => Problem;
  /** a bound as decimal text; undefined when there is none, or its expression gives no number */
  readonly limit: (limit: Limit | undefined) => string | undefined;
}
