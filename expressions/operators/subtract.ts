import type { Session } from '../session.ts';
import { addDuration, negateDuration, subtractPoints } from '../temporal/arithmetic.ts';
import { finite } from '../values/number.ts';
import { isNumber } from '../values/value.ts';
import type { FeelValue } from '../values/value.ts';
import { add } from './add.ts';
import { isDuration, isPoint } from './temporal-kinds.ts';

/** Difference of numbers, durations or points in time; a point less a duration (DMN 1.5 table 56). */
export function subtract(left: FeelValue, right: FeelValue, session: Session): FeelValue {
  if (isNumber(left)) return isNumber(right) ? finite(left.minus(right)) : null;
  if (isPoint(left) && isPoint(right)) return subtractPoints(left, right);
  const opposite = isDuration(right) ? negateDuration(right) : null;
  if (opposite === null) return null;
  if (isPoint(left)) return addDuration(left, opposite);
  return isDuration(left) ? add(left, opposite, session) : null;
}
