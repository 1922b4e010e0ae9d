import test from 'ava';
import fc from 'fast-check';
import { feel } from '../../../expressions/feel.ts';
import type { Json } from '../../../expressions/json.ts';
import { juelToFeel } from '../../../engine/model/vendors/juel-to-feel.ts';
import { JuelError } from '../../../engine/model/vendors/juel-tokens.ts';

const TRANSLATIONS: [juel: string, feel: string][] = [
  ["${a == 'x' && b > 3}", 'a = "x" and b > 3'],
  ['${approved}', 'approved'],
  ['#{approved}', 'approved'],
  ['${!approved}', 'approved != true'],
  ['${not approved}', 'approved != true'],
  ['${a eq 1 or b ne 2 and c lt 3}', 'a = 1 or b != 2 and c < 3'],
  ['${a ge 1 && b le 2 || c gt 3}', 'a >= 1 and b <= 2 or c > 3'],
  ['${(a || b) && c}', '(a or b) and c'],
  ['${a - (b - c)}', 'a - (b - c)'],
  ['${a % 2 == 0}', 'modulo(a, 2) = 0'],
  ['${a div 2 mod 3}', 'modulo(a / 2, 3)'],
  ['${order.customer.name}', 'order.customer.name'],
  ['${list[0].name}', 'list[1].name'],
  ["${map['key']}", 'map.key'],
  ["${map['a key']}", 'get value(map, "a key")'],
  ['${a ? b : c ? d : e}', 'if a then b else if c then d else e'],
  ['${(a ? b : c) + 1}', '(if a then b else c) + 1'],
  ['PT${n}H', '"PT" + (if n = null then "" else string(n)) + "H"'],
  ['${a}-${b}', '(if a = null then "" else string(a)) + "-" + (if b = null then "" else string(b))'],
  ["${'}'}", '"}"'],
  ["${'it\\'s'}", '"it\'s"'],
  ['${a == null}', 'a = null'],
  ['${.5 + 1.}', '0.5 + 1'],
  ['${!a == b}', '(a != true) = b'],
];

for (const [juel, expected] of TRANSLATIONS) {
  test(`${juel} is ${expected}`, (t) => {
    t.is(juelToFeel(juel), expected);
    t.notThrows(() => feel.compile(juelToFeel(juel)));
  });
}

const REFUSALS: [juel: string, reason: string][] = [
  ['${bean.method()}', 'juelMethodCall'],
  ["${execution.getVariable('x') == 1}", 'juelMethodCall'],
  ['${now()}', 'juelMethodCall'],
  ['${fn:length(x)}', 'juelSyntax'],
  ['${a b}', 'juelSyntax'],
  ['${a +}', 'juelSyntax'],
  ['${}', 'juelSyntax'],
  ['${a', 'juelSyntax'],
  ['${a ~ b}', 'juelSyntax'],
  ['${1e3}', 'juelUnsupported'],
  ['${a[b]}', 'juelUnsupported'],
  ['${x -> x + 1}', 'juelUnsupported'],
  ['${a instanceof b}', 'juelUnsupported'],
  ['${every}', 'juelUnsupported'],
  ['${a$b}', 'juelUnsupported'],
  [`\${${'('.repeat(5000)}a${')'.repeat(5000)}}`, 'juelUnsupported'],
  [`\${${'!'.repeat(50_000)}a}`, 'juelUnsupported'],
];

for (const [juel, reason] of REFUSALS) {
  test(`refuses ${juel.slice(0, 40)} as ${reason}`, (t) => {
    const error = t.throws(() => juelToFeel(juel), { instanceOf: JuelError }) as JuelError;
    t.is(error.reason, reason);
  });
}

function evaluate(juel: string, variables: Record<string, Json>): Json {
  const fuel = { spend: () => undefined };
  return feel.compile(juelToFeel(juel)).evaluate({ variable: (name) => variables[name], now: '2026-11-21T00:00:00Z', fuel });
}

test('an unset variable is not true, and its negation is true, as in JUEL', (t) => {
  t.not(evaluate('${approved}', {}), true);
  t.is(evaluate('${!approved}', {}), true);
  t.is(evaluate('${!approved}', { approved: true }), false);
  t.is(evaluate('${!approved}', { approved: false }), true);
});

test('empty is true of nothing, of empty text and of an empty list, and of nothing else', (t) => {
  for (const value of [null, '', []]) t.is(evaluate('${empty x}', { x: value }), true, JSON.stringify(value));
  for (const value of ['a', 0, false, [1], { a: 1 }]) {
    t.is(evaluate('${empty x}', { x: value }), false, JSON.stringify(value));
    t.is(evaluate('${!empty x}', { x: value }), true, JSON.stringify(value));
  }
});

test('text with parts writes an unset variable as nothing', (t) => {
  t.is(evaluate('Hồ sơ ${so}/${nam}', { so: 12 }), 'Hồ sơ 12/');
});

const VALUE = fc.oneof(fc.constant(null), fc.boolean());

test('logic over true, false and unset gives what JUEL gives', (t) => {
  const expression = fc.letrec<{ tree: { juel: string; of: (v: Record<string, boolean | null>) => boolean } }>((tie) => ({
    tree: fc.oneof(
      { maxDepth: 4 },
      fc.constantFrom('a', 'b', 'c').map((name) => ({ juel: name, of: (v: Record<string, boolean | null>) => v[name] === true })),
      tie('tree').map((x) => ({ juel: `!(${x.juel})`, of: (v: Record<string, boolean | null>) => !x.of(v) })),
      fc
        .tuple(tie('tree'), tie('tree'))
        .map(([x, y]) => ({ juel: `(${x.juel}) && (${y.juel})`, of: (v: Record<string, boolean | null>) => x.of(v) && y.of(v) })),
      fc
        .tuple(tie('tree'), tie('tree'))
        .map(([x, y]) => ({ juel: `(${x.juel}) || (${y.juel})`, of: (v: Record<string, boolean | null>) => x.of(v) || y.of(v) })),
      fc.tuple(tie('tree'), tie('tree'), tie('tree')).map(([x, y, z]) => ({
        juel: `(${x.juel}) ? (${y.juel}) : (${z.juel})`,
        of: (v: Record<string, boolean | null>) => (x.of(v) ? y.of(v) : z.of(v)),
      })),
    ),
  })).tree;
  fc.assert(
    fc.property(expression, fc.record({ a: VALUE, b: VALUE, c: VALUE }), ({ juel, of }, variables) => {
      t.is(evaluate(`\${${juel}}`, variables) === true, of(variables), juel);
    }),
    { numRuns: 300 },
  );
});

test('instances that count from 0 in JUEL count from 1 in FEEL', (t) => {
  t.is(juelToFeel('${loopCounter == 0}'), '(loopCounter - 1) = 0');
});
