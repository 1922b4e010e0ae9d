/** What travels with a stored message beside its variables: from which unit it came. Names with `$` are never variables. */
import type { Variables } from '../../engine/command.ts';
import { withoutOwnNames } from '../check-variables.ts';

const UNIT = '$unit';

export function inEnvelope(variables: Variables, unitPath: string | undefined): Variables {
  return unitPath === undefined ? variables : { ...variables, [UNIT]: unitPath };
}

export function withoutEnvelope(stored: Variables): Variables {
  return withoutOwnNames(Object.fromEntries(Object.entries(stored).filter(([name]) => !name.startsWith('$'))));
}

export function unitOf(stored: Variables): string | undefined {
  const unit = stored[UNIT];
  return typeof unit === 'string' ? unit : undefined;
}
