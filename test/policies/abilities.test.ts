import test from 'ava';
import { abilitiesUnder } from '../../policies/abilities.ts';
import { can } from '../../policies/can.ts';
import { SHIPPED_RULES } from '../../policies/shipped-rules.ts';

const abilities = abilitiesUnder(SHIPPED_RULES);
const manager = { account: 'a1', person: 'p1', roles: [{ role: 'manager', unitPath: 'cuc.hanoi' }] };

test('equal actors share an ability', (t) => {
  t.is(abilities(manager), abilities(structuredClone(manager)));
});

test('an actor whose roles, units, person or principal changed gets another one', (t) => {
  const changed = [
    { ...manager, roles: [] },
    { ...manager, roles: [{ role: 'manager', unitPath: 'cuc.hue' }] },
    { ...manager, person: 'p2' },
    { ...manager, onBehalfOf: 'p2' },
    { ...manager, account: 'a2' },
    { ...manager, person: undefined, onBehalfOf: 'p1' },
  ];
  t.is(new Set([manager, ...changed].map(abilities)).size, 7);
  t.true(can(abilities(manager), 'read', 'Case', { unitPath: 'cuc.hanoi' }).allowed);
  t.false(can(abilities({ ...manager, roles: [] }), 'read', 'Case', { unitPath: 'cuc.hanoi' }).allowed);
});
