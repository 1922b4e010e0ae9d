import test from 'ava';
import fc from 'fast-check';
import { decode } from '../../expressions/codec/decode.ts';
import { encode } from '../../expressions/codec/encode.ts';
import type { Json } from '../../expressions/json.ts';
import { openSession } from '../../expressions/session.ts';
import { kindOf } from '../../expressions/values/value.ts';
import { errorCode, evaluate, fuelOf, NOW } from './evaluate.ts';

const session = () => openSession('', { now: NOW, fuel: fuelOf(1e7) });

const STORED: readonly Json[] = [
  { $type: 'number', value: '0.3333333333333333333333333333333333' },
  { $type: 'date', value: '2026-11-21' },
  { $type: 'date', value: '-0044-03-15' },
  { $type: 'time', value: '10:30:00.123456789' },
  { $type: 'time', value: '10:30:00Z' },
  { $type: 'time', value: '10:30:00+07:00' },
  { $type: 'dateTime', value: '2026-11-21T10:30:00' },
  { $type: 'dateTime', value: '2026-11-21T10:30:00@Asia/Ho_Chi_Minh' },
  { $type: 'daysTimeDuration', value: '-P1DT2H3M4.5S' },
  { $type: 'daysTimeDuration', value: 'PT0S' },
  { $type: 'yearsMonthsDuration', value: 'P1Y2M' },
  { $type: 'yearsMonthsDuration', value: 'P0M' },
];

for (const json of STORED) {
  test(`${JSON.stringify(json)} is stored as it was read`, (t) => {
    t.deepEqual(encode(decode(json), session()), json);
  });
}

test('plain JSON passes through FEEL unchanged', (t) => {
  const json = fc.jsonValue({ maxDepth: 4 }).filter((value) => !JSON.stringify(value).includes('"$'));
  fc.assert(
    fc.property(json, (value) => {
      const written = JSON.parse(JSON.stringify(value)) as Json;
      t.deepEqual(
        encode(decode(written), session()),
        JSON.parse(JSON.stringify(written, (_, inner: unknown) => (inner === 0 ? 0 : inner))),
      );
    }),
  );
});

test('every finite double keeps its value', (t) => {
  fc.assert(
    fc.property(fc.double({ noNaN: true, noDefaultInfinity: true }), (value) => {
      t.is(encode(decode(value), session()), value === 0 ? 0 : value);
    }),
  );
});

test('dates and date times of four centuries keep their value', (t) => {
  const instant = fc.date({ min: new Date('1700-01-01'), max: new Date('2100-01-01'), noInvalidDate: true });
  fc.assert(
    fc.property(instant, (at) => {
      const day: Json = { $type: 'date', value: at.toISOString().slice(0, 10) };
      t.deepEqual(encode(decode(day), session()), day);
      const clock = Temporal.PlainDateTime.from(at.toISOString().slice(0, -1)).toString();
      const value: Json = { $type: 'dateTime', value: `${clock.length === 16 ? `${clock}:00` : clock}Z` };
      t.deepEqual(encode(decode(value), session()), value);
    }),
  );
});

test('a tagged object that says nothing readable is null', (t) => {
  t.is(decode({ $type: 'date', value: '2026-02-30' }), null);
  t.is(decode({ $type: 'number', value: 'NaN' }), null);
  t.is(decode({ $type: 'number', value: '0x10' }), null);
  t.is(decode({ $type: 'date', value: 5 }), null);
  t.is(kindOf(decode({ $type: 'constructor', value: 'x' })), 'context');
});

test('functions, ranges and reserved keys are not storable', (t) => {
  for (const source of ['function(a) a', '[1..2]', '{a: [function() 1]}', '{"$type": "date", "value": "2026-01-01"}', '{"$x": 1}']) {
    t.is(
      errorCode(() => evaluate(source)),
      'notStorable',
      source,
    );
  }
});

test('entries keep their order and dangerous keys are only data', (t) => {
  t.is(JSON.stringify(evaluate('{b: 1, a: 2}')), '{"b":1,"a":2}');
  const json = JSON.parse('{"__proto__": {"polluted": true}, "constructor": 1}') as Json;
  const back = evaluate('x', { x: json });
  t.is(JSON.stringify(back), '{"__proto__":{"polluted":true},"constructor":1}');
  t.is(({} as Record<string, unknown>)['polluted'], undefined);
});
