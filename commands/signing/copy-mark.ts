import { copyMark } from '../../documents/marks/text-appearance.ts';
import { localDate } from '../../engine/time-values.ts';
import type { Appearance } from '../../signing/pdf/appearance.ts';
import { findAgency } from '../../store/queries/letterhead.ts';
import { findUnitNames } from '../../store/queries/names.ts';
import type { Services } from '../contract.ts';

/** SAO Y, the agency's name, the time (N30 PL I, cell 14). `now`: ISO instant. */
export async function agencyCopyMark({ db }: Services, unitPath: string, now: string): Promise<Appearance> {
  const agency = await findAgency(db, unitPath, localDate(Date.parse(now)));
  const name = agency?.name ?? (await findUnitNames(db, [unitPath])).get(unitPath) ?? unitPath;
  return copyMark({ form: 'SAO Y', agency: name, time: Date.parse(now) });
}
