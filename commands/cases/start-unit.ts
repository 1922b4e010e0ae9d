import { Rejection } from '../../errors.ts';
import { unitExists } from '../../store/queries/unit-exists.ts';
import type { Services } from '../contract.ts';
import { invalidInput } from '../invalid-input.ts';
import type { Acting } from '../rights/acting.ts';

const UNIT = /^[A-Za-z0-9_-]+(\.[A-Za-z0-9_-]+)*$/;

/** The unit asked for, else the only one in which the actor holds a starter role. Throws validation `unitRequired`, `unitInvalid`. */
export function startUnit({ grants }: Acting, starterRoles: readonly string[], asked: string | undefined): string {
  if (asked !== undefined) return checkedUnit(asked);
  const starting = grants.filter(({ role }) => starterRoles.includes(role));
  const units = [...new Set((starting.length > 0 ? starting : grants).map(({ unitPath }) => unitPath))];
  const [only] = units;
  if (only !== undefined && units.length === 1) return only;
  throw new Rejection('validation', 'unitRequired', 'Expected the unit that the case belongs to.', {
    problems: [{ code: 'unitRequired', path: '/unitPath', message: 'Expected one of the units.', details: { units } }],
  });
}

export function checkedUnit(unit: string): string {
  if (UNIT.test(unit) && unit.length <= 1_000) return unit;
  throw new Rejection('validation', 'unitInvalid', `Expected the path of a unit, but found '${unit.slice(0, 100)}'.`);
}

/** Nobody would see the tasks of a case in a unit that is not there. Throws validation `unitUnknown`. */
export async function requireUnit({ db }: Services, unitPath: string): Promise<void> {
  if (await unitExists(db, unitPath)) return;
  throw invalidInput('unitUnknown', 'unitPath', `Expected unit '${unitPath}' to exist.`, 'unitUnknown');
}
