/** Who may be covered by whom, and what data may be looked at for: by the day of the law. */
import test from 'ava';
import { abilityFor } from '../../policies/ability.ts';
import { can } from '../../policies/can.ts';
import { coveredGrants, isCoverableProcedure, isCoverableRole } from '../../policies/cover.ts';
import { COVER, coverInForce, type CoverRegister } from '../../policies/cover-register.ts';
import { isPurpose, PURPOSES, purposesOn } from '../../policies/purposes.ts';
import { isRole } from '../../policies/roles.ts';
import { SHIPPED_RULES } from '../../policies/shipped-rules.ts';
import { isSubjectName } from '../../policies/subjects.ts';

const DAY = '2026-11-29';
const BEFORE = '2025-12-31';
const OFFICER = { role: 'officer', unitPath: 'cuc.hanoi' };
const EVERYWHERE = { procedures: [], units: [], roles: [] };

test('each version says from when, on what ground, and names only what there is', (t) => {
  for (const { citation, validFrom, validTo, roles, subjects, settled, confidence } of COVER.versions) {
    t.regex(validFrom, /^\d{4}-\d\d-\d\d$/);
    t.true(citation.trim() !== '' && (settled || citation.includes('to be verified')) && 'ABC'.includes(confidence));
    t.true(validTo === undefined || validFrom < validTo);
    for (const { role, by, reach } of roles) t.true(isRole(role) && by.every(isRole) && ['unit', 'siblings'].includes(reach), role);
    for (const subject of subjects) t.true(isSubjectName(subject), subject);
    t.is(new Set(roles.map(({ role }) => role)).size, roles.length);
  }
});

test('no day has two versions', (t) => {
  for (const day of COVER.versions.flatMap(({ validFrom, validTo }) => [validFrom, ...(validTo === undefined ? [] : [validTo])]))
    t.true(
      COVER.versions.filter(({ validFrom, validTo }) => validFrom <= day && (validTo === undefined || day < validTo)).length <= 1,
      day,
    );
});

test('a version counts from its first day to before its last; the one before stays for the past', (t) => {
  const [version] = COVER.versions;
  if (!version) throw new Error('Expected a version.');
  const register: CoverRegister = {
    ...COVER,
    versions: [
      { ...version, version: '1', validTo: '2027-07-01' },
      { ...version, version: '2', validFrom: '2027-07-01' },
    ],
  };
  const at = (day: string): string | undefined => coverInForce(day, register)?.version;
  t.deepEqual([at(BEFORE), at('2026-01-01'), at('2027-06-30'), at('2027-07-01')], [undefined, '1', '1', '2']);
});

test('on a day without a version nothing is covered', (t) => {
  t.deepEqual(coveredGrants([OFFICER], [OFFICER], EVERYWHERE, DAY), [OFFICER]);
  t.deepEqual(coveredGrants([OFFICER], [OFFICER], EVERYWHERE, BEFORE), []);
  t.deepEqual([isCoverableRole('officer', DAY), isCoverableRole('officer', BEFORE)], [true, false]);
  t.deepEqual([isCoverableProcedure('postponement', DAY), isCoverableProcedure('postponement', BEFORE)], [true, false]);
  const reads = (day: string): boolean => {
    const cover = { ...EVERYWHERE, account: 'a1', day, forbidding: [] };
    const ability = abilityFor({ account: 'b1', person: 'p9', onBehalfOf: 'p1', roles: [OFFICER], cover }, SHIPPED_RULES);
    return can(ability, 'read', 'Case', { procedure: 'p', startedPerson: 'p1' }).allowed;
  };
  t.deepEqual([reads(DAY), reads(BEFORE)], [true, false]);
});

test('a purpose is one on its days, and stays known for what is on record', (t) => {
  for (const { citation } of PURPOSES) t.true(citation.trim() !== '');
  t.deepEqual(
    [
      isPurpose('caseHandling', `${DAY}T02:00:00Z`),
      isPurpose('caseHandling', `${BEFORE}T16:59:59Z`),
      isPurpose('curiosity', `${DAY}T02:00:00Z`),
    ],
    [true, false, false],
  );
  t.true(isPurpose('caseHandling', `${BEFORE}T17:00:00Z`), 'the day begins on the clock of the law');
  const [purpose] = PURPOSES;
  if (!purpose) throw new Error('Expected a purpose.');
  t.deepEqual(purposesOn('2027-07-01', [{ ...purpose, validTo: '2027-07-01' }]), []);
});
