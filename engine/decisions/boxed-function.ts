import { functionValue } from '../../expressions/values/constructors.ts';
import type { FeelFunction, FeelValue } from '../../expressions/values/value.ts';
import { calling, type Frame, type Run } from './frame.ts';
import { coerced, coercedOrNull } from './types/coerce.ts';
import { describeType, type ItemType } from './types/item-type.ts';
import { toFeelType } from './types/to-feel-type.ts';

export interface Signature {
  readonly id: string;
  readonly parameters: readonly { readonly name: string; readonly type: ItemType }[];
  readonly result: ItemType;
}

/**
 * A knowledge model, service or boxed function as a FEEL function. An argument that is not of its parameter's type makes the
 * result null, and the body does not run (DMN 1.5, 10.3.2.13.2).
 */
export function boxedFunction(signature: Signature, run: Run, body: (args: ReadonlyMap<string, FeelValue>) => FeelValue): FeelFunction {
  const { id, parameters, result } = signature;
  const frame: Frame = { run, variables: { get: () => undefined } };
  const names = parameters.map(({ name }) => name);
  const value = functionValue(names, (args) => {
    const bound = new Map<string, FeelValue>();
    for (const [at, { name, type }] of parameters.entries()) {
      const value = coerced(args[at] ?? null, type, frame);
      if (value === undefined) {
        run.trace.note(id, `Expected argument '${name}' of type ${describeType(type)}, but it is another: the result is null.`);
        return null;
      }
      bound.set(name, value);
    }
    return calling(run, id, () => coercedOrNull(body(bound), result, frame, id));
  });
  return { ...value, signature: { parameters: parameters.map(({ type }) => toFeelType(type)), result: toFeelType(result) } };
}
