/** The fields of forms under the same rules as everything else, on the server and in the browser. */
import test from 'ava';
import { abilityFor, type Ability } from '../../policies/ability.ts';
import { checkModuleRules } from '../../policies/check-module-rules.ts';
import { fieldAccess, within, type AskedField, type FormPlace } from '../../policies/field-access.ts';
import { packAbility, unpackAbility, type PackedRules } from '../../policies/packed-rules.ts';
import { readRuleFile } from '../../policies/read-rule-file.ts';
import type { Rule } from '../../policies/rule.ts';
import { SHIPPED_RULES } from '../../policies/shipped-rules.ts';

const reason = { vi: 'không', en: 'no' };
const rule = (more: object): Rule => ({ id: 'r', subject: 'FormField', ...more }) as Rule;
const OFFICER = [{ role: 'officer', unitPath: 'cuc.hanoi' }];
const abilityUnder = (rules: readonly Rule[], roles = OFFICER): Ability =>
  abilityFor({ account: 'a1', person: 'p1', roles }, [
    ...SHIPPED_RULES,
    readRuleFile({ role: 'officer', rules: rules.map((one, i) => ({ ...one, id: `r${i}` })) }),
  ]);
const PLACE: FormPlace = { procedure: 'p', unitPath: 'cuc.hanoi.a', node: 'fill', form: 'f', confidentiality: 'internal' };
const FIELDS: readonly AskedField[] = [
  { path: 'note', field: { confidentiality: 'internal' } },
  { path: 'person.illness', field: { confidentiality: 'sensitive' } },
  { path: 'documents[].name', field: { confidentiality: 'internal' } },
  { path: 'diagnosis', field: { confidentiality: 'sensitive', access: 'byRule' } },
];
const kept = (ability: Ability, place = PLACE) => {
  const { unreadable, unwritable } = fieldAccess(ability, place, FIELDS);
  return { read: [...unreadable], write: [...unwritable] };
};

test('whoever has a form has its fields, but for those that it leaves to rules', (t) => {
  t.deepEqual(kept(abilityUnder([])), { read: ['diagnosis'], write: ['diagnosis'] });
  const granted = abilityUnder([rule({ effect: 'allow', actions: ['read'], conditions: { field: 'diagnosis' } })]);
  t.deepEqual(kept(granted), { read: [], write: ['diagnosis'] });
});

test('rules keep fields by place, by what is around them, by class of the field and of the case, by task and by unit', (t) => {
  const deny = (conditions: object, place = PLACE): readonly string[] =>
    kept(abilityUnder([rule({ effect: 'deny', actions: ['write'], conditions, reason })]), place).write.filter(
      (one) => one !== 'diagnosis',
    );
  t.deepEqual(deny({ field: 'note' }), ['note']);
  t.deepEqual(deny({ within: { $overlaps: ['documents'] } }), ['documents[].name']);
  t.deepEqual(deny({ within: { $overlaps: 'person' } }), ['person.illness']);
  t.deepEqual(deny({ confidentiality: { $in: ['sensitive'] } }), ['person.illness']);
  const secret = { ...PLACE, confidentiality: 'secret' };
  t.deepEqual(deny({ caseConfidentiality: { $in: ['secret'] } }, secret).length, 3);
  t.deepEqual(deny({ caseConfidentiality: { $in: ['secret'] } }), []);
  t.deepEqual(deny({ node: 'other' }), []);
  t.deepEqual(deny({ form: 'f', unitPath: { $under: '${units}' } }).length, 3);
  t.deepEqual(deny({ unitPath: { $under: '${units}' } }, { ...PLACE, unitPath: 'cuc.hue' }), []);
});

test('the browser comes to the same fields from the packed rules', (t) => {
  const rules = [
    rule({ effect: 'allow', actions: ['read', 'write'], conditions: { field: 'diagnosis', unitPath: { $under: '${units}' } } }),
    rule({ effect: 'deny', actions: ['write'], conditions: { confidentiality: { $in: ['sensitive'] } }, reason }),
  ];
  for (const roles of [OFFICER, [], [{ role: 'officer', unitPath: 'cuc.hue' }]]) {
    const server = abilityUnder(rules, roles);
    const browser = unpackAbility(JSON.parse(JSON.stringify(packAbility(server))) as PackedRules);
    t.deepEqual(kept(browser), kept(server));
  }
});

test('a substitute has the fields of the absent person, as far as the cover goes', (t) => {
  const file = readRuleFile({
    role: 'officer',
    rules: [{ ...rule({ effect: 'allow', actions: ['read'], conditions: { field: 'diagnosis' } }), id: 'r' }],
  });
  const covering = (procedures: readonly string[]): Ability =>
    abilityFor(
      {
        account: 'b1',
        person: 'p9',
        onBehalfOf: 'p1',
        roles: OFFICER,
        cover: { account: 'a1', day: '2026-11-29', procedures, units: [], roles: ['officer'], forbidding: [] },
      },
      [...SHIPPED_RULES, file],
    );
  t.deepEqual(kept(covering([])).read, []);
  t.deepEqual(kept(covering(['other'])).read.length, 4, 'not of another procedure');
});

test('a module keeps and gives the fields of its own procedures, and of no others', (t) => {
  const of = (conditions: object | undefined) => {
    const deny = { ...rule({ effect: 'deny', actions: ['write'], conditions, reason }), id: 'r' };
    return checkModuleRules('own', ['own'], [readRuleFile({ role: 'officer', rules: [deny] })]).map(({ code }) => code);
  };
  t.deepEqual(of({ procedure: 'own', field: 'note' }), []);
  t.deepEqual(of({ procedure: 'other', field: 'note' }), ['policies.moduleSubject']);
  t.deepEqual(of({ field: 'note' }), ['policies.moduleSubject']);
  t.deepEqual(of(undefined), ['policies.moduleSubject']);
});

test('what stands around a field', (t) => {
  t.deepEqual(within('a'), ['a']);
  t.deepEqual(within('a.list[].name'), ['a', 'a.list', 'a.list[].name']);
});
