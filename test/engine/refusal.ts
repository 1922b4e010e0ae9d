/** A command that must be refused: the code of its rejection, and that it changed nothing. */
import type { ExecutionContext } from 'ava';
import { Rejection } from '../../errors.ts';
import type { CaseDriver } from './case-driver.ts';

export function refuses(t: ExecutionContext, driver: CaseDriver, code: string, action: () => void): Rejection | undefined {
  const before = JSON.stringify([driver.state, driver.variables, driver.log.length]);
  const rejection = t.throws(action, { instanceOf: Rejection });
  t.is(rejection?.code, code);
  t.is(JSON.stringify([driver.state, driver.variables, driver.log.length]), before, 'a refused command changes nothing');
  return rejection;
}
