import type { Json } from '../expressions/json.ts';
import type { Expression } from '../expressions/contract.ts';
import { isJsonObject, type Form, type JsonObject } from './form.ts';

/** Name under which the expressions of a form see how the task is to end: the id of the chosen outcome, null while none is chosen. */
export const OUTCOME = 'outcome';

/**
 * What the form of a task sees: the variables of the case, and the chosen outcome over one that an earlier step has left. A form with a
 * field of that name sees its own field.
 */
export const withOutcome = ({ shape }: Form, variables: JsonObject, outcome: string | undefined): JsonObject =>
  shape.entries.has(OUTCOME) ? variables : { ...variables, [OUTCOME]: outcome ?? null };

/** Whether anything of the form depends on how the task ends: then it is chosen before the form is filled in. */
export function seesOutcome({ shape }: Form): boolean {
  return !shape.entries.has(OUTCOME) && [...shape.entries.values()].some(depends);
}

function depends(part: unknown): boolean {
  if (part instanceof Map) return [...part.values()].some(depends);
  if (Array.isArray(part)) return part.some(depends);
  if (isExpression(part)) return part.inputs.includes(OUTCOME);
  // a compiled pattern is an object of a class, and large
  return isPlain(part) && Object.values(part).some(depends);
}

const isExpression = (part: unknown): part is Expression =>
  typeof part === 'object' && part !== null && 'evaluate' in part && 'inputs' in part;

const isPlain = (part: unknown): part is { readonly [key: string]: Json } =>
  isJsonObject(part) && Object.getPrototypeOf(part) === Object.prototype;
