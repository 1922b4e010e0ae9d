import type { NullReason } from '../contract.ts';
import type { Syntax } from '../parse.ts';
import type { FeelValue } from '../values/value.ts';
import type { Frame } from './scope.ts';

const EXCERPT = 80;

/** Reports a null that did not come from a null operand. Costs nothing where nobody listens. */
export function explainNull(frame: Frame, node: Syntax, code: NullReason['code'], operands: readonly FeelValue[] = []): void {
  const { onNull } = frame.session;
  if (!onNull || operands.includes(null)) return;
  onNull({ code, offset: node.from, text: node.text.slice(0, EXCERPT) });
}
