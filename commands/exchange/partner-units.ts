import { Rejection } from '../../errors.ts';
import type { Acting } from '../rights/acting.ts';

export const PARTNER_ROLE = 'partner';

/** Units of the agencies for which this system speaks. Throws forbidden `notAPartner`. */
export function partnerUnits({ grants }: Acting): readonly string[] {
  const units = grants.filter(({ role }) => role === PARTNER_ROLE).map(({ unitPath }) => unitPath);
  if (units.length > 0) return units;
  throw new Rejection('forbidden', 'notAPartner', 'Expected an account that speaks for the system of an agency.');
}
