import { chargeTextPair } from '../session.ts';
import type { Session } from '../session.ts';
import type { FeelValue } from '../values/value.ts';
import { compareValues } from './compare.ts';
import { equalValues } from './equal.ts';

type Test = (left: FeelValue, right: FeelValue, session: Session) => boolean | null;

const ordered =
  (accepts: (order: number) => boolean): Test =>
  (left, right, session) => {
    chargeTextPair(session, left, right);
    const order = compareValues(left, right);
    return order === null ? null : accepts(order);
  };

/** The comparison operators (DMN 1.5 table 51 and 52): null where the operands are not comparable. */
export const COMPARISONS: Readonly<Record<string, Test>> = {
  '=': (left, right, session) => equalValues(left, right, session),
  '!=': (left, right, session) => not(equalValues(left, right, session)),
  '<': ordered((order) => order < 0),
  '<=': ordered((order) => order <= 0),
  '>': ordered((order) => order > 0),
  '>=': ordered((order) => order >= 0),
};

function not(value: boolean | null): boolean | null {
  return value === null ? null : !value;
}
