import type { Problem } from '../errors.ts';
import type { Check } from './check.ts';

/** As the register has paths; what is no path is no unit, and is never asked of it. */
export const UNIT_PATH = /^[A-Za-z0-9_-]+(\.[A-Za-z0-9_-]+)*$/;
const LONGEST_SHOWN = 64;

/** A unit that is there on the day, of a kind that the form takes. */
export function checkUnit({ field, world, wrong }: Check, path: string): Problem | undefined {
  const unit = path.slice(0, LONGEST_SHOWN);
  if (!UNIT_PATH.test(path)) return wrong('form.unitUnknown', { unit });
  if (!world.unit) return undefined;
  const found = world.unit(path);
  if (!found) return wrong('form.unitUnknown', { unit });
  const { unitKinds: kinds } = field;
  return kinds === undefined || kinds.includes(found.kind) ? undefined : wrong('form.unitKind', { unit: found.name });
}
