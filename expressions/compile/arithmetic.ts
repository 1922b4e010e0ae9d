import { add } from '../operators/add.ts';
import { divide, multiply, negate, power } from '../operators/multiply.ts';
import { subtract } from '../operators/subtract.ts';
import type { Syntax } from '../parse.ts';
import type { Session } from '../session.ts';
import type { FeelValue } from '../values/value.ts';
import { explainNull } from './explain-null.ts';
import { childOf, expressionsIn, operands } from './operands.ts';
import type { Run, Scope } from './scope.ts';

type Operator = (left: FeelValue, right: FeelValue, session: Session) => FeelValue;

const OPERATORS: Readonly<Record<string, Operator>> = {
  '+': add,
  '-': subtract,
  '*': multiply,
  '/': divide,
  '**': power,
  '^': power,
};

export function compileArithmetic(node: Syntax, scope: Scope): Run {
  const [left, right] = operands(node, scope);
  const sign = childOf(node, 'ArithOp')?.text ?? '';
  if (expressionsIn(node).length === 1) return sign === '-' ? compileSign(left, negate) : compileSign(left, (value) => value);
  const operator = OPERATORS[sign] ?? add;
  return (frame) => {
    frame.session.fuel.spend(1);
    const [a, b] = [left(frame), right(frame)];
    const result = operator(a, b, frame.session);
    if (result === null) explainNull(frame, node, 'notComputable', [a, b]);
    return result;
  };
}

function compileSign(operand: Run, apply: (value: FeelValue) => FeelValue): Run {
  return (frame) => {
    frame.session.fuel.spend(1);
    return apply(operand(frame));
  };
}
