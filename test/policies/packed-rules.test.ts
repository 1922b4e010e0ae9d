import test from 'ava';
import fc from 'fast-check';
import { abilityFor, type Ability } from '../../policies/ability.ts';
import { can } from '../../policies/can.ts';
import { packAbility, unpackAbility, type PackedRules } from '../../policies/packed-rules.ts';
import { readRuleFile } from '../../policies/read-rule-file.ts';
import { SHIPPED_RULES } from '../../policies/shipped-rules.ts';
import { SUBJECT_NAMES, subjectDefinition } from '../../policies/subjects.ts';
import { under } from './actors.ts';
import { MATRIX_ROLES } from './matrix/compute-matrix.ts';
import { randomRules, randomThing } from './random-rules.ts';

/** As it comes to the browser: through JSON. */
const sent = (ability: Ability): Ability => unpackAbility(JSON.parse(JSON.stringify(packAbility(ability))) as PackedRules);

const MODULE_RULES = readRuleFile({
  role: 'officer',
  rules: [
    { id: 'mine', effect: 'allow', subject: 'Case', actions: ['read'], conditions: { procedure: 'p1', unitPath: { $under: '${units}' } } },
    { id: 'not', effect: 'deny', subject: 'Task', actions: ['claim'], conditions: { procedure: 'p1' }, reason: { vi: 'a', en: 'b' } },
  ],
});

test('unpacked rules answer as the server does, with the same rule and the same reason, for every role, subject and action', (t) => {
  const things = new Map(SUBJECT_NAMES.map((name) => [name, fc.sample(randomThing(name, SHIPPED_RULES), { numRuns: 60, seed: 7 })]));
  let allowed = 0;
  for (const role of MATRIX_ROLES) {
    const roles = [
      { role, unitPath: 'cuc.hanoi' },
      { role: 'officer', unitPath: 'cuc.hue' },
    ];
    const server = abilityFor({ account: 'a1', person: 'p1', onBehalfOf: 'p2', roles }, [...SHIPPED_RULES, MODULE_RULES]);
    const browser = sent(server);
    for (const subject of SUBJECT_NAMES)
      for (const action of subjectDefinition(subject).actions)
        for (const thing of [undefined, ...(things.get(subject) ?? [])]) {
          const answer = can(server, action, subject, thing);
          if (answer.allowed) allowed += 1;
          t.deepEqual(can(browser, action, subject, thing), answer, `${role} ${action} ${subject}`);
        }
  }
  t.true(allowed > 1_000);
});

test('unpacked rules answer as the server does, for random rules with every operator', (t) => {
  fc.assert(
    fc.property(
      fc
        .constantFrom(...SUBJECT_NAMES)
        .chain((subject) => fc.tuple(fc.constant(subject), randomRules(subject), fc.array(randomThing(subject)))),
      ([subject, rules, things]) => {
        const server = under(rules);
        const browser = sent(server);
        for (const action of subjectDefinition(subject).actions)
          for (const thing of things) t.deepEqual(can(browser, action, subject, thing), can(server, action, subject, thing));
      },
    ),
    { numRuns: 200 },
  );
});

test('what is sent says nothing about other roles, and leaves no placeholder open', (t) => {
  const text = JSON.stringify(packAbility(abilityFor({ account: 'a1', roles: [{ role: 'officer', unitPath: 'cuc.hue' }] }, SHIPPED_RULES)));
  t.false(text.includes('${'));
  t.false(text.includes('moveToken'));
  t.true(text.includes('cuc.hue'));
});
