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
  /** as FEEL compares it with function types */
  readonly declared: FeelFunction['signature'];
}

export function signatureOf(id: string, parameters: Signature['parameters'], result: ItemType): Signature {
  const declared = {
    parameters: parameters.map(({ type }) => toFeelType(type)),
    result: result.kind === 'any' ? undefined : toFeelType(result),
  };
  return { id, parameters, result, declared };
}

/**
 * A knowledge model, service or boxed function as a FEEL function. An argument that is not of its parameter's type makes the
 * result null, and the body does not run (DMN 1.5, 10.3.2.13.2).
 */
export function boxedFunction(signature: Signature, run: Run, body: (args: ReadonlyMap<string, FeelValue>) => FeelValue): FeelFunction {
  const { id, parameters, result, declared } = signature;
  const frame: Frame = { run, variables: { get: () => undefined } };
  const names = parameters.map(({ name }) => name);
  const plain = functionValue(names, (args) => {
    const bound = bind(signature, args, frame);
    return bound && calling(run, id, () => coercedOrNull(body(bound), result, frame, id));
  });
  return { ...plain, signature: declared };
}

function bind({ id, parameters }: Signature, args: readonly FeelValue[], frame: Frame): ReadonlyMap<string, FeelValue> | null {
  const bound = new Map<string, FeelValue>();
  for (const [at, { name, type }] of parameters.entries()) {
    const value = coerced(args[at] ?? null, type, frame);
    if (value === undefined) {
      frame.run.trace.note(id, `Expected argument '${name}' of type ${describeType(type)}, but it is another: the result is null.`);
      return null;
    }
    bound.set(name, value);
  }
  return bound;
}
