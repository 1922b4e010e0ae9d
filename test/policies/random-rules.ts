import fc from 'fast-check';
import type { FieldType } from '../../policies/subjects.ts';
import type { Conditions, Rule } from '../../policies/rule.ts';
import { SUBJECTS } from '../../policies/subjects.ts';

const UNITS = ['cuc', 'cuc.hanoi', 'cuc.hanoi.a', 'cuc.hanoi_b', 'cuc.hue'];
const WORDS = ['p1', 'p2', 'a1', 'open', "o'x", ''];
const word = fc.constantFrom(...WORDS);
const unit = fc.constantFrom(...UNITS);
const number = fc.constantFrom(0, 1, 50, -3);

const equality = (value: fc.Arbitrary<string | number>) =>
  fc.oneof(
    fc.option(value),
    fc.record({ $eq: fc.option(value) }),
    fc.record({ $ne: fc.option(value) }),
    fc.record({ $in: fc.array(value, { maxLength: 3 }) }),
    fc.record({ $nin: fc.array(value, { maxLength: 3 }) }),
  );
const paths = fc.record({ $under: fc.oneof(unit, fc.array(unit, { maxLength: 2 }), fc.constant('${units}')) });
const empty = fc.record({ $empty: fc.boolean() });
const TESTS: Readonly<Record<FieldType, fc.Arbitrary<unknown>>> = {
  text: fc.oneof(equality(word), fc.constant('${person}'), fc.constant({ $in: '${persons}' })),
  number: fc.oneof(equality(number), fc.record({ $lt: number }), fc.record({ $lte: number }), fc.record({ $gt: number, $gte: number })),
  path: fc.oneof(paths, fc.record({ $ne: fc.option(unit) }), fc.option(unit)),
  textList: fc.oneof(fc.record({ $overlaps: fc.oneof(word, fc.array(word, { maxLength: 3 }), fc.constant('${persons}')) }), empty),
  pathList: fc.oneof(paths, empty),
};

const FIELDS = SUBJECTS.Task.fields;
const fields = fc.record(Object.fromEntries(Object.entries(FIELDS).map(([name, type]) => [name, TESTS[type]])), { requiredKeys: [] });
const conditions = fc.letrec<{ node: Conditions }>((tie) => ({
  node: fc.oneof(
    { maxDepth: 2, depthSize: 'small' },
    fields.map((all) => Object.fromEntries(Object.entries(all).slice(0, 2)) as Conditions),
    fc.record({ $or: fc.array(tie('node'), { minLength: 1, maxLength: 2 }) }) as fc.Arbitrary<Conditions>,
    fc.record({ $nor: fc.array(tie('node'), { minLength: 1, maxLength: 2 }) }) as fc.Arbitrary<Conditions>,
    fc.record({ $and: fc.array(tie('node'), { minLength: 1, maxLength: 2 }) }) as fc.Arbitrary<Conditions>,
  ),
})).node;

export const rules: fc.Arbitrary<readonly Omit<Rule, 'id'>[]> = fc.array(
  fc.record(
    {
      effect: fc.constantFrom('allow', 'allow', 'deny'),
      subject: fc.constant('Task'),
      actions: fc.constantFrom(['read'], ['read', 'claim'], ['claim']),
      conditions,
      reason: fc.constant({ vi: 'không', en: 'no' }),
    },
    { requiredKeys: ['effect', 'subject', 'actions', 'reason'] },
  ) as fc.Arbitrary<Omit<Rule, 'id'>>,
  { minLength: 1, maxLength: 5 },
);

export type Row = Readonly<Record<keyof typeof FIELDS, unknown>>;
const VALUES: Readonly<Record<FieldType, fc.Arbitrary<unknown>>> = {
  text: fc.option(word),
  number: fc.option(number),
  path: fc.option(unit),
  textList: fc.option(fc.array(word, { maxLength: 2 })),
  pathList: fc.option(fc.array(fc.oneof(unit, fc.constant('not a path!')), { maxLength: 2 })),
};
export const row = fc.record(Object.fromEntries(Object.entries(FIELDS).map(([name, type]) => [name, VALUES[type]]))) as fc.Arbitrary<Row>;

export const COLUMN_TYPES: Readonly<Record<FieldType, string>> = {
  text: 'text',
  number: 'int',
  path: 'ltree',
  textList: 'text[]',
  pathList: 'text[]',
};
export { FIELDS };
