import test from 'ava';
import { compileFeel, compileUnaryTests, feel } from '../../expressions/feel.ts';
import { cpuMilliseconds, errorCode } from './evaluate.ts';

const BROKEN = [
  '',
  ' ',
  '=',
  '1 +',
  '(1',
  '[1',
  '{a 1}',
  'if a then b',
  'for i in',
  '"open',
  '1 2 3 )',
  '@',
  'x instance of nothing',
  '\u0000',
  'a..b',
];

for (const source of BROKEN) {
  test(`${JSON.stringify(source)} is refused as no FEEL`, (t) => {
    t.is(
      errorCode(() => compileFeel(source, [])),
      'syntax',
    );
  });
}

test('an expression is no list of unary tests and the reverse', (t) => {
  t.is(
    errorCode(() => compileFeel('1, 2', [])),
    'syntax',
  );
  t.is(
    errorCode(() => compileUnaryTests('', [])),
    'syntax',
  );
});

test('a call of a function that nothing defines is refused for stored variables, at its place', (t) => {
  t.like(
    t.throws(() => feel.compile('1 > 0 and contain("a", "b")')),
    { code: 'syntax', offset: 10 },
  );
  t.notThrows(() => feel.compile('{f: function(a) a, r: f(1)}.r'));
  t.notThrows(() => feel.compile('items[f(1) = 2]'));
  t.deepEqual(compileFeel('limit of(x)', ['limit of', 'x']).freeCalls, [{ name: 'limit of', offset: 0 }]);
});

test('white space is free', (t) => {
  t.notThrows(() => compileFeel(`{${Array.from({ length: 300 }, (_, at) => `${' '.repeat(40)}a${at}: 1`).join(',\n')}}`, []));
});

test('comments are ignored', (t) => {
  t.notThrows(() => compileFeel('1 /* one */ + // two\n 2', []));
});

const HUGE: Readonly<Record<string, string>> = {
  'a long text': `"${'x'.repeat(70_000)}"`,
  'nested parentheses': `${'('.repeat(5_000)}1${')'.repeat(5_000)}`,
  'nested lists': `${'['.repeat(5_000)}${']'.repeat(5_000)}`,
  'nested contexts': `${'{a:'.repeat(5_000)}1${'}'.repeat(5_000)}`,
  'nested calls': `${'f('.repeat(5_000)}1${')'.repeat(5_000)}`,
  'a long sum': `1${'+1'.repeat(20_000)}`,
  'a long path': `a${'.b'.repeat(20_000)}`,
  'a long list': `[${'1,'.repeat(20_000)}1]`,
  'a long context': `{${Array.from({ length: 5_000 }, (_, at) => `a${at}:1`).join(',')}}`,
  'many words': 'a '.repeat(30_000),
  'many filters': `a${'[1]'.repeat(10_000)}`,
  'many ifs': `${'if a then b else '.repeat(3_000)}1`,
  'many minus signs': `${'-'.repeat(30_000)}1`,
  'many nots': `${'not('.repeat(5_000)}`,
};

for (const [what, source] of Object.entries(HUGE)) {
  test(`${what} is refused quickly`, (t) => {
    const spent = cpuMilliseconds(() => {
      t.is(
        errorCode(() => compileFeel(source, [])),
        'syntax',
      );
    });
    t.true(spent < 2_000, `${spent} ms`);
  });
}
