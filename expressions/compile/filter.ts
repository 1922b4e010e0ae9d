import type { Syntax } from '../parse.ts';
import { toInteger, type FeelNumber } from '../values/number.ts';
import { isList, isNumber } from '../values/value.ts';
import type { FeelList, FeelValue } from '../values/value.ts';
import { requiredChild } from './operands.ts';
import { innerFrame, itemScope } from './scope.ts';
import type { Frame, Run, Scope } from './scope.ts';

/** `list[index]` from 1, or from -1 backwards, and `list[condition]` (DMN 1.5 §10.3.2.5). What is not a list is a list of one. */
export function compileFilter(node: Syntax, scope: Scope): Run {
  const target = scope.unit.compile(requiredChild(node, 0, scope), scope);
  const condition = requiredChild(node, 1, scope);
  const run = scope.unit.compile(condition, itemScope(scope));
  const isIndex = condition.type === 'NumericLiteral';
  return (frame) => {
    frame.session.fuel.spend(1);
    const value = target(frame);
    if (value === null) return isIndex ? null : [];
    const list = isList(value) ? value : [value];
    if (list.length === 0) return isIndex ? null : [];
    return select(list, run, frame);
  };
}

/** Only the value of the condition tells an index from a test, so the first element decides. */
function select(list: FeelList, run: Run, frame: Frame): FeelValue {
  const kept: FeelValue[] = [];
  for (const [at, element] of list.entries()) {
    frame.session.fuel.spend(1);
    const answer = run(innerFrame(frame, [element]));
    if (at === 0 && isNumber(answer)) return elementAt(list, answer);
    if (answer === true) kept.push(element);
  }
  return kept;
}

function elementAt(list: FeelList, index: FeelNumber): FeelValue {
  const position = toInteger(index);
  if (position === null || position === 0) return null;
  return list[position > 0 ? position - 1 : list.length + position] ?? null;
}
