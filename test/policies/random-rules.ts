import fc from 'fast-check';
import type { Conditions, Rule, RuleFile } from '../../policies/rule.ts';
import { subjectDefinition, type FieldType, type SubjectName } from '../../policies/subjects.ts';

const UNITS = ['cuc', 'cuc.hanoi', 'cuc.hanoi.a', 'cuc.hanoi_b', 'cuc.hue'];
const WORDS = ['p1', 'p2', 'a1', 'open', 'internal', "o'x", ''];
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

const testsOf = (word: fc.Arbitrary<string>): Readonly<Record<FieldType, fc.Arbitrary<unknown>>> => ({
  text: fc.oneof(equality(word), fc.constant('${person}'), fc.constant({ $in: '${persons}' })),
  number: fc.oneof(equality(number), fc.record({ $lt: number }), fc.record({ $lte: number }), fc.record({ $gt: number, $gte: number })),
  path: fc.oneof(paths, fc.record({ $ne: fc.option(unit) }), fc.option(unit)),
  textList: fc.oneof(fc.record({ $overlaps: fc.oneof(word, fc.array(word, { maxLength: 3 }), fc.constant('${persons}')) }), empty),
  pathList: fc.oneof(paths, empty),
});

const conditionsOf = (subject: SubjectName): fc.Arbitrary<Conditions> => {
  const tests = testsOf(fc.constantFrom(...WORDS));
  const { fields } = subjectDefinition(subject);
  const some = fc.record(Object.fromEntries(Object.entries(fields).map(([name, type]) => [name, tests[type]])), { requiredKeys: [] });
  return fc.letrec<{ node: Conditions }>((tie) => {
    const nested = fc.array(tie('node'), { minLength: 1, maxLength: 2 });
    return {
      node: fc.oneof(
        { maxDepth: 2, depthSize: 'small' },
        some.map((all) => Object.fromEntries(Object.entries(all).slice(0, 2)) as Conditions),
        fc.record({ $or: nested }) as fc.Arbitrary<Conditions>,
        fc.record({ $nor: nested }) as fc.Arbitrary<Conditions>,
        fc.record({ $and: nested }) as fc.Arbitrary<Conditions>,
      ),
    };
  }).node;
};

/** Rules about one subject, some of which forbid; actions are the first two of the subject, or one of them. */
export function randomRules(subject: SubjectName): fc.Arbitrary<readonly Omit<Rule, 'id'>[]> {
  const [first = '', second = first] = subjectDefinition(subject).actions;
  return fc.array(
    fc.record(
      {
        effect: fc.constantFrom('allow', 'allow', 'deny'),
        subject: fc.constant(subject),
        actions: fc.constantFrom([first], [first, second], [second]),
        conditions: conditionsOf(subject),
        reason: fc.constant({ vi: 'không', en: 'no' }),
      },
      { requiredKeys: ['effect', 'subject', 'actions', 'reason'] },
    ) as fc.Arbitrary<Omit<Rule, 'id'>>,
    { minLength: 1, maxLength: 5 },
  );
}

export type Row = Readonly<Record<string, unknown>>;

/** A thing of this subject, with nothing, nonsense and what rules speak of in its fields. */
export function randomThing(subject: SubjectName, rules: readonly RuleFile[] = []): fc.Arbitrary<Row> {
  const word = fc.constantFrom(...new Set([...WORDS, ...wordsOf(subject, rules)]));
  const values: Readonly<Record<FieldType, fc.Arbitrary<unknown>>> = {
    text: fc.option(word),
    number: fc.option(number),
    path: fc.option(unit),
    textList: fc.option(fc.array(word, { maxLength: 2 })),
    pathList: fc.option(fc.array(fc.oneof(unit, fc.constant('not a path!')), { maxLength: 2 })),
  };
  const { fields } = subjectDefinition(subject);
  return fc.record(Object.fromEntries(Object.entries(fields).map(([name, type]) => [name, values[type]])));
}

/** What the rules compare the fields of the subject with, and the roles that they are for. */
function wordsOf(subject: SubjectName, files: readonly RuleFile[]): readonly string[] {
  const conditions = files.flatMap(({ rules }) => rules.filter((rule) => rule.subject === subject).map((rule) => rule.conditions));
  const texts = JSON.stringify(conditions).match(/"[^"$]+"(?!:)/g) ?? [];
  return [...texts.map((text) => text.slice(1, -1)), ...files.map(({ role }) => role)];
}
