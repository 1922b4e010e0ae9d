/** An office with registries: the court of Hà Nội (TA), that of Huế (TAH), and an office inside the first. */
import type { TestFn } from 'ava';
import type { NumberEntry } from '../../../store/number-contract.ts';
import { saveUnits, seedAccount } from '../../../store/repositories/accounts.ts';
import { person, useOffice, type Office } from '../fixtures.ts';

export const CLERK = person('clerk');
export const CLERK_2 = person('clerk2');
export const CLERK_HUE = person('clerk-hue');
/** văn thư Tòa án, as the procedures call it */
export const COURT_CLERK = person('court-clerk');
export const PROSECUTOR = person('prosecutor');

const STAFF: readonly (readonly [id: string, role: string, unit: string])[] = [
  ['clerk', 'registry', 'cuc.hanoi'],
  ['clerk2', 'registry', 'cuc.hanoi'],
  ['clerk-hue', 'registry', 'cuc.hue'],
  ['court-clerk', 'court-registry', 'cuc.hanoi'],
  ['prosecutor', 'prosecutor', 'cuc.vks'],
];

export function useRegistry(test: TestFn): Office {
  const office = useOffice(test);
  test.serial.before(async () => {
    await saveUnits(office.db, [
      { id: 'cuc.hanoi', path: 'cuc.hanoi', name: 'Tòa án Hà Nội', kind: 'court', abbreviation: 'TA' },
      { id: 'cuc.hue', path: 'cuc.hue', name: 'Tòa án Huế', kind: 'court', abbreviation: 'TAH' },
      { id: 'cuc.hanoi.hs', path: 'cuc.hanoi.hs', name: 'Phòng Hình sự', kind: 'office', abbreviation: 'HS' },
      { id: 'cuc.vks', path: 'cuc.vks', name: 'Viện kiểm sát', kind: 'procuracy' },
    ]);
    for (const [id, role, unitPath] of STAFF) {
      const holder = { id: `person-${id}`, name: id, unitPath };
      await seedAccount(office.db, { id, login: id, person: holder, grants: [{ role, unitPath }] }, '2026-01-01T00:00:00.000Z');
    }
  });
  return office;
}

/** A document on paper that was issued today. */
export async function issued(office: Office, kind: string, subject: string, by = CLERK, unit = 'cuc.hanoi'): Promise<NumberEntry> {
  const { register, ordinal } = await office.run<'reserveNumber'>(by, { type: 'reserveNumber', unit, kind, subject });
  const on = { register, ordinal, signedOn: '2026-11-23', signer: 'Chánh án' };
  return await office.run<'useNumber'>(by, { type: 'useNumber', ...on });
}
