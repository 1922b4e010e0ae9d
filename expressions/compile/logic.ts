import type { Syntax } from '../parse.ts';
import { operands } from './operands.ts';
import type { Run, Scope } from './scope.ts';

/** Three-valued (DMN 1.5 table 50): false decides, otherwise anything but two trues is null. */
export function compileConjunction(node: Syntax, scope: Scope): Run {
  const [left, right] = operands(node, scope);
  return (frame) => {
    frame.session.fuel.spend(1);
    const a = left(frame);
    if (a === false) return false;
    const b = right(frame);
    if (b === false) return false;
    return a === true && b === true ? true : null;
  };
}

/** Three-valued (DMN 1.5 table 50): true decides, otherwise anything but two falses is null. */
export function compileDisjunction(node: Syntax, scope: Scope): Run {
  const [left, right] = operands(node, scope);
  return (frame) => {
    frame.session.fuel.spend(1);
    const a = left(frame);
    if (a === true) return true;
    const b = right(frame);
    if (b === true) return true;
    return a === false && b === false ? false : null;
  };
}

/** Only `true` takes the first branch; false, null and any other value take the second (DMN 1.5 table 45). */
export function compileIf(node: Syntax, scope: Scope): Run {
  const [condition, then, otherwise] = operands(node, scope);
  return (frame) => {
    frame.session.fuel.spend(1);
    return condition(frame) === true ? then(frame) : otherwise(frame);
  };
}
