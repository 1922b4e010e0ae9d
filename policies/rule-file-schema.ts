import { ROLE_PATTERN, RULE_ID_PATTERN } from './read-rule-file.ts';
import { SUBJECT_NAMES, subjectDefinition, type FieldType, type SubjectName } from './subjects.ts';

const text = { type: 'string', minLength: 1 };
const scalars = (type: 'string' | 'number') => ({ anyOf: [{ type }, { type: 'null' }] });
const listOf = (type: 'string' | 'number') => ({ type: 'array', items: { type } });
const listOrPlaceholder = { anyOf: [{ type: 'string', pattern: String.raw`^\$\{` }, listOf('string')] };
const oneOrMore = { anyOf: [{ type: 'string' }, listOf('string')] };
const choice = (type: 'string' | 'number') => ({ $eq: scalars(type), $ne: scalars(type) });
const tests = (properties: Record<string, unknown>) => ({ type: 'object', properties, additionalProperties: false });

const TESTS: Readonly<Record<FieldType, unknown>> = {
  text: { anyOf: [scalars('string'), tests({ ...choice('string'), $in: listOrPlaceholder, $nin: listOrPlaceholder })] },
  number: {
    anyOf: [
      scalars('number'),
      tests({
        ...choice('number'),
        ...Object.fromEntries(['$lt', '$lte', '$gt', '$gte'].map((operator) => [operator, { type: 'number' }])),
        $in: listOf('number'),
        $nin: listOf('number'),
      }),
    ],
  },
  path: { anyOf: [scalars('string'), tests({ ...choice('string'), $under: oneOrMore })] },
  textList: tests({ $overlaps: oneOrMore, $empty: { type: 'boolean' } }),
  pathList: tests({ $under: oneOrMore, $empty: { type: 'boolean' } }),
};

function conditionsOf(subject: SubjectName): unknown {
  const nested = { type: 'array', minItems: 1, items: { $ref: `#/$defs/${subject}` } };
  const fields = Object.entries(subjectDefinition(subject).fields).map(([field, type]) => [field, TESTS[type]]);
  return tests({ $and: nested, $or: nested, $nor: nested, ...Object.fromEntries(fields) });
}

const ruleOn = (subject: SubjectName): unknown => ({
  type: 'object',
  required: ['id', 'effect', 'subject', 'actions'],
  additionalProperties: false,
  properties: {
    id: { type: 'string', pattern: RULE_ID_PATTERN.source },
    effect: { enum: ['allow', 'deny'] },
    subject: { const: subject },
    actions: { type: 'array', minItems: 1, items: { enum: subjectDefinition(subject).actions } },
    conditions: { $ref: `#/$defs/${subject}` },
    reason: { type: 'object', required: ['vi', 'en'], additionalProperties: false, properties: { vi: text, en: text } },
    citation: text,
  },
  if: { properties: { effect: { const: 'deny' } } },
  // oxlint-disable-next-line unicorn/no-thenable -- a keyword of JSON Schema
  then: { required: ['reason'] },
});

/** JSON Schema 2020-12 of a rule file, for editors and for whoever writes a module. `readRuleFile` checks all of this and more. */
export const ruleFileSchema: Readonly<Record<string, unknown>> = {
  $schema: 'https://json-schema.org/draft/2020-12/schema',
  title: 'Trình Ký rule file',
  type: 'object',
  required: ['role', 'rules'],
  additionalProperties: false,
  properties: {
    role: { type: 'string', pattern: ROLE_PATTERN.source },
    rules: { type: 'array', items: { oneOf: SUBJECT_NAMES.map(ruleOn) } },
  },
  $defs: Object.fromEntries(SUBJECT_NAMES.map((subject) => [subject, conditionsOf(subject)])),
};
