import { Ajv2020 } from 'ajv/dist/2020.js';
import test from 'ava';
import type { Rejection } from '../../errors.ts';
import { checkModuleRules } from '../../policies/check-module-rules.ts';
import { readRuleFile } from '../../policies/read-rule-file.ts';
import { ruleFileSchema } from '../../policies/rule-file-schema.ts';
import { SHIPPED_RULES } from '../../policies/shipped-rules.ts';

const rule = { id: 'r', effect: 'allow', subject: 'Task', actions: ['read'], conditions: { unitPath: { $under: '${units}' } } };
const file = (more: object) => ({ role: 'officer', rules: [{ ...rule, ...more }] });
const reason = { vi: 'a', en: 'b' };

const WRONG: readonly (readonly [what: string, json: unknown, path: string])[] = [
  ['no object', 3, ''],
  ['an unknown key', { ...file({}), more: 1 }, '/more'],
  ['a role that is no role', { ...file({}), role: 'Officer!' }, '/role'],
  ['no rules', { role: 'officer' }, '/rules'],
  ['an unknown subject', file({ subject: 'Everything' }), '/rules/0/subject'],
  ['an unknown action', file({ actions: ['read', 'manage'] }), '/rules/0/actions/1'],
  ['an action of another subject', file({ actions: ['deploy'] }), '/rules/0/actions/0'],
  ['no actions', file({ actions: [] }), '/rules/0/actions'],
  ['an unknown effect', file({ effect: 'maybe' }), '/rules/0/effect'],
  ['a prohibition without reason', file({ effect: 'deny' }), '/rules/0/reason'],
  ['an unknown field', file({ conditions: { colour: 'red' } }), '/rules/0/conditions/colour'],
  ['a field of the prototype', file({ conditions: { constructor: 'x' } }), '/rules/0/conditions/constructor'],
  ['an operator that has no meaning here', file({ conditions: { state: { $regex: '.*' } } }), '/rules/0/conditions/state/$regex'],
  ['an operator of another type', file({ conditions: { excludedPersons: { $in: ['a'] } } }), '/rules/0/conditions/excludedPersons/$in'],
  ['a value of another type', file({ conditions: { priority: { $lt: '5' } } }), '/rules/0/conditions/priority/$lt'],
  ['an unknown placeholder', file({ conditions: { assignee: '${me}' } }), '/rules/0/conditions/assignee'],
  ['a list where one value belongs', file({ conditions: { assignee: '${persons}' } }), '/rules/0/conditions/assignee'],
  ['a null in a list', file({ conditions: { assignee: { $in: [null] } } }), '/rules/0/conditions/assignee/$in'],
  ['an empty alternative', file({ conditions: { $or: [] } }), '/rules/0/conditions/$or'],
  ['a fault inside an alternative', file({ conditions: { $or: [{ state: 'open' }, { stat: 'open' }] } }), '/rules/0/conditions/$or/1/stat'],
  ['a grant in a role of its own', file({ conditions: { candidateRoles: { $overlaps: ['${grant.role}'] } } }), '/rules/0/conditions'],
  ['the same id twice', { role: 'officer', rules: [rule, rule] }, '/rules/1/id'],
];

for (const [what, json, path] of WRONG) {
  test(`a rule file with ${what} is refused where it is wrong`, (t) => {
    const error = t.throws<Rejection>(() => readRuleFile(json));
    t.is(error?.code, 'policies.ruleFileInvalid');
    t.true(
      error?.problems.some((problem) => problem.path === path && problem.message.length > 10),
      JSON.stringify(error?.problems),
    );
  });
}

const schema = new Ajv2020({ allowUnionTypes: true }).compile(ruleFileSchema);

test('the JSON schema accepts the shipped rules and refuses what a schema can see', (t) => {
  for (const shipped of SHIPPED_RULES) t.true(schema(structuredClone(shipped)), `${shipped.role}: ${JSON.stringify(schema.errors)}`);
  const beyondSchemas = ['an unknown placeholder', 'a list where one value belongs', 'a grant in a role of its own', 'the same id twice'];
  for (const [what, json] of WRONG) t.is(schema(json), beyondSchemas.includes(what), what);
});

const moduleRule = { ...rule, conditions: { procedure: 'hoan', unitPath: { $under: '${units}' } } };
const moduleFile = (role: string, more: object = {}) => readRuleFile({ role, rules: [{ ...moduleRule, ...more }] });

test('a module may grant ordinary acts on each of its own procedures, to known roles and its own', (t) => {
  for (const role of ['officer', 'everyone', 'hoan.thu-ky'])
    t.deepEqual(checkModuleRules('hoan', ['hoan', 'hoan-huy'], [moduleFile(role)]), []);
  const own = ['hoan-huy', { $eq: 'hoan' }, { $in: ['hoan', 'hoan-huy'] }];
  for (const procedure of own)
    t.deepEqual(checkModuleRules('hoan', ['hoan', 'hoan-huy'], [moduleFile('officer', { conditions: { procedure } })]), []);
});

for (const [what, role, more, code, path] of [
  ['to a role of another module', 'giam.thu-ky', {}, 'policies.moduleRole', '/0/role'],
  ['to an unknown role', 'root', {}, 'policies.moduleRole', '/0/role'],
  ['to the system administrator', 'sysadmin', {}, 'policies.moduleRole', '/0/role'],
  ['on every procedure', 'officer', { conditions: undefined }, 'policies.moduleSubject', '/0/rules/0/conditions'],
  ['on another procedure', 'officer', { conditions: { procedure: 'giam' } }, 'policies.moduleSubject', '/0/rules/0/conditions'],
  [
    'on another procedure by name',
    'officer',
    { conditions: { procedure: { $eq: 'giam' } } },
    'policies.moduleSubject',
    '/0/rules/0/conditions',
  ],
  [
    'on another procedure as an alternative',
    'officer',
    { conditions: { $or: [{ procedure: 'hoan' }, { state: 'open' }] } },
    'policies.moduleSubject',
    '/0/rules/0/conditions',
  ],
  ['on no procedure', 'officer', { conditions: { procedure: { $in: [] } } }, 'policies.moduleSubject', '/0/rules/0/conditions'],
  [
    'on several procedures',
    'officer',
    { conditions: { procedure: { $in: ['hoan', 'giam'] } } },
    'policies.moduleSubject',
    '/0/rules/0/conditions',
  ],
  [
    'an act of administrators',
    'officer',
    { subject: 'Case', actions: ['read', 'moveToken'] },
    'policies.moduleAction',
    '/0/rules/0/actions/1',
  ],
  ['rights on accounts', 'officer', { subject: 'Account', conditions: undefined }, 'policies.moduleAction', '/0/rules/0/actions/0'],
  [
    'a prohibition on every procedure',
    'officer',
    { effect: 'deny', reason, conditions: { state: 'open' } },
    'policies.moduleSubject',
    '/0/rules/0/conditions',
  ],
] as const) {
  test(`a module may not grant ${what}`, (t) => {
    const problems = checkModuleRules('hoan', ['hoan', 'hoan-huy'], [moduleFile(role, more)]);
    t.true(
      problems.some((problem) => problem.code === code && problem.path === path),
      JSON.stringify(problems),
    );
  });
}
