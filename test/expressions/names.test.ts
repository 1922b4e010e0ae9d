import test from 'ava';
import { compileFeel, feel, nestedVariables } from '../../expressions/feel.ts';
import { functionValue } from '../../expressions/values/constructors.ts';
import { FeelNumber } from '../../expressions/values/number.ts';
import type { FeelValue } from '../../expressions/values/value.ts';
import { evaluate, fuelOf, NOW } from './evaluate.ts';

const env = (variables: ReadonlyMap<string, FeelValue>) => ({ variables, now: NOW, fuel: fuelOf(10_000) });

test('names with spaces, operators and Vietnamese letters are variables where they are declared', (t) => {
  t.is(evaluate('Monthly Salary * 2', { 'Monthly Salary': 10 }), 20);
  t.is(evaluate('a-b + 1', { 'a-b': 1, a: 5, b: 2 }), 2);
  t.is(evaluate('a - b + 1', { a: 5, b: 2 }), 4);
  t.is(evaluate('số tiền > 100', { 'số tiền': 101 }), true);
  t.is(evaluate('in force and x', { 'in force': true, x: true }), true);
});

test('names inside contexts are known by their shape', (t) => {
  const names = { Applicant: { 'pre-tax income': null } };
  t.is(evaluate('Applicant.pre-tax income + 1', { Applicant: { 'pre-tax income': 1 } }, names), 2);
});

test('a name with plain spaces needs no declaration', (t) => {
  t.is(evaluate('Monthly Salary', { 'Monthly Salary': 10 }, []), 10);
});

test('a declared name hides a built-in function', (t) => {
  const variables = new Map<string, FeelValue>([['count', functionValue(['list'], () => new FeelNumber(7))]]);
  t.deepEqual(compileFeel('count([])', ['count']).run(env(variables)), new FeelNumber(7));
  t.deepEqual(compileFeel('count([])', []).run(env(variables)), new FeelNumber(0));
});

test('inputs are the free names, and no built-in that is called', (t) => {
  t.deepEqual(feel.compile('sum(items) > limit and limit < x.y').inputs, ['items', 'limit', 'x']);
  t.deepEqual(feel.compile('for i in items return {a: i, b: a + outside}').inputs, ['items', 'outside']);
  t.deepEqual(feel.compile('1 + 1').inputs, []);
});

test('a leading equals sign is accepted and offsets still point into the source', (t) => {
  t.is(feel.compile('= 1 + 1').evaluate({ variable: () => undefined, now: NOW, fuel: fuelOf(100) }), 2);
  t.like(
    t.throws(() => feel.compile('= 1 + )')),
    { code: 'syntax', offset: 6 },
  );
});

test('functions in scope are called with positional and named arguments, and with the wrong number give null', (t) => {
  const add = functionValue(['left', 'right'], ([left, right]) =>
    left instanceof FeelNumber && right instanceof FeelNumber ? left.minus(right) : null,
  );
  const variables = new Map<string, FeelValue>([['subtract both', add]]);
  const run = (source: string) => compileFeel(source, ['subtract both']).run(env(variables));
  t.deepEqual(run('subtract both(5, 3)'), new FeelNumber(2));
  t.deepEqual(run('subtract both(right: 5, left: 3)'), new FeelNumber(-2));
  t.is(run('subtract both(5)'), null);
  t.is(run('subtract both(left: 5, other: 3)'), null);
});

test('inner variables hide outer ones', (t) => {
  const variables = nestedVariables(
    new Map<string, FeelValue>([['a', 'inner']]),
    new Map<string, FeelValue>([
      ['a', 'outer'],
      ['b', null],
    ]),
  );
  t.is(compileFeel('a', ['a']).run({ variables, now: NOW, fuel: fuelOf(10) }), 'inner');
  t.is(compileFeel('b', ['b']).run({ variables, now: NOW, fuel: fuelOf(10) }), null);
});

test('a variable is read once however often it is used, and only if it is reached', (t) => {
  const reads: string[] = [];
  const variable = (name: string) => {
    reads.push(name);
    return 1;
  };
  feel.compile('if a > 0 and a < 5 then a + a else b').evaluate({ variable, now: NOW, fuel: fuelOf(100) });
  t.deepEqual(reads, ['a']);
});
