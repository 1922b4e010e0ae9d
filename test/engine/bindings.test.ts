import test from 'ava';
import type { RoleAgency, RoleBinding } from '../../engine/bindings/binding.ts';
import { paperName } from '../../engine/bindings/paper-name.ts';
import { registerOfModes } from '../../engine/bindings/register-of-modes.ts';
import { agencyTypeOf, resolveBinding } from '../../engine/bindings/resolve-binding.ts';

const paper = (id: number, unitPath: string, more: Partial<RoleBinding> = {}): RoleBinding => ({
  id,
  role: 'judge',
  unitPath,
  mode: 'paper',
  clerkRole: 'clerk',
  validFrom: '2026-01-01',
  ...more,
});
const agency = (id: number, agencyType: string, validFrom: string, validTo?: string): RoleAgency => ({
  id,
  role: 'judge',
  agencyType,
  validFrom,
  ...(validTo !== undefined && { validTo }),
});
const found = (
  bindings: readonly RoleBinding[],
  { roles = ['judge'], unit = 'a.b', on = '2026-06-01', agencies = [] as readonly RoleAgency[] } = {},
): number | undefined => resolveBinding({ bindings, agencies }, { roles, on }, unit)?.binding;

test('the nearest unit counts, then the entry that was recorded last', (t) => {
  t.is(found([paper(1, 'a'), paper(2, 'a.b'), paper(3, 'a')]), 2);
  t.is(found([paper(1, 'a'), paper(2, 'a')]), 2);
  t.is(found([paper(1, 'a.bc')]), undefined);
  t.is(found([paper(1, 'a.b.c')]), undefined);
  t.is(found([paper(1, 'a'), paper(2, 'a.b', { mode: 'internal' })]), undefined);
});

test('what is withdrawn gives way to the unit above', (t) => {
  t.is(found([paper(1, 'a'), paper(2, 'a.b', { mode: 'internal' }), paper(3, 'a.b', { mode: 'inherit' })]), 1);
});

test('an entry holds from its first day to the day before its end', (t) => {
  const entry = paper(1, 'a', { validFrom: '2026-03-01', validTo: '2026-07-01' });
  const on = (day: string): boolean => found([entry], { on: day }) === 1;
  t.deepEqual(['2026-02-28', '2026-03-01', '2026-06-30', '2026-07-01'].map(on), [false, true, true, false]);
});

test('a task that one of its roles may do here is done here', (t) => {
  t.is(found([paper(1, 'a')], { roles: ['judge', 'officer'] }), undefined);
  t.is(found([paper(1, 'a'), paper(2, 'a', { role: 'officer' })], { roles: ['judge', 'officer'] }), 1);
});

test('a role belongs to the type of agency of the day, and is bound with it unless it is bound itself', (t) => {
  const agencies = [agency(1, 'district-court', '2015-01-01', '2025-07-01'), agency(2, 'regional-court', '2025-07-01')];
  t.is(agencyTypeOf(agencies, 'judge', '2025-06-30'), 'district-court');
  t.is(agencyTypeOf(agencies, 'judge', '2025-07-01'), 'regional-court');
  const byType: RoleBinding = {
    id: 5,
    agencyType: 'regional-court',
    unitPath: 'a',
    mode: 'paper',
    clerkRole: 'clerk',
    validFrom: '2015-01-01',
  };
  t.is(found([byType], { agencies }), 5);
  t.is(found([byType], { agencies, on: '2025-06-30' }), undefined);
  t.is(found([byType, paper(6, 'a', { mode: 'internal' })], { agencies }), undefined);
});

test('scenarios say bindings in short', (t) => {
  const place = { unitPath: 'a', partner: 'p', clerkRole: 'clerk' };
  const register = registerOfModes({ judge: 'exchange', chief: 'paper', officer: 'internal' }, place);
  const modeOf = (role: string) => resolveBinding(register, { roles: [role], on: '2026-06-01' }, 'a.b')?.mode;
  t.deepEqual(['judge', 'chief', 'officer', 'other'].map(modeOf), ['exchange', 'paper', undefined, undefined]);
});

test('a name on paper is the same however it was typed', (t) => {
  t.is(paperName('  Nguyễn  Văn An '), paperName('nguyễn văn an'.normalize('NFD')));
  t.not(paperName('Nguyễn Văn An'), paperName('Nguyễn Văn Ân'));
});
