import { readFileSync, readdirSync } from 'node:fs';
import test from 'ava';
import { CATALOGUES, problemText } from '../../../engine/model/messages/problem-text.ts';

const MODEL = new URL('../../../engine/model/', import.meta.url);

function sources(): string[] {
  const files = readdirSync(MODEL, { recursive: true, encoding: 'utf8' }).filter((name) => name.endsWith('.ts'));
  return files.map((name) => readFileSync(new URL(name, MODEL), 'utf8'));
}

test('every code that a rule, the compiler or the reader can give has a text', (t) => {
  const patterns = [
    /'(?:error|warning)'(?: : '(?:error|warning)')?,\s*(?:throws \? )?'(\w+)'/g,
    /\? '(link\w+)' : '(link\w+)'/g,
    /refuse\(\s*(?:context|scan),\s*(?:\w+,\s*)?'(\w+)'/g,
    /refuseAt\([^,]+,[^,]+,\s*'(\w+)'/g,
    /code: '(\w+)'/g,
    /new Rejection\('deployment', '(\w+)'/g,
    /finding\(severity, '(\w+)'/g,
  ];
  const codes = new Set(
    sources().flatMap((text) => patterns.flatMap((pattern) => [...text.matchAll(pattern)].flatMap(([, ...found]) => found))),
  );
  const known = [...codes].filter((code) => code !== undefined && !/^(error|warning)$/.test(code));
  t.true(known.length > 100, `found only ${known.length} codes`);
  t.deepEqual(
    known.filter((code) => !(code in CATALOGUES.vi) && !(`vendor.${code}` in CATALOGUES.vi)),
    [],
  );
});

test('every reason of the mapping report has a text', (t) => {
  const text = readFileSync(new URL('vendors/mapping-note.ts', MODEL), 'utf8');
  const union = text.slice(text.indexOf('export type MappedReason'));
  const reasons = [...union.matchAll(/'(\w+)'/g)].map(([, reason]) => reason);
  t.true(reasons.length > 25);
  t.deepEqual(
    reasons.filter((reason) => !(`vendor.${reason}` in CATALOGUES.vi)),
    [],
  );
});

test('both languages have the same texts with the same placeholders', (t) => {
  t.deepEqual(Object.keys(CATALOGUES.en).toSorted(), Object.keys(CATALOGUES.vi).toSorted());
  const placeholders = (text = '') => [...new Set([...text.matchAll(/\{\w+\}/g)].map(([name]) => name))].toSorted();
  for (const [code, { message, remedy }] of Object.entries(CATALOGUES.vi)) {
    const other = CATALOGUES.en[code];
    t.deepEqual(placeholders(message), placeholders(other?.message), code);
    t.deepEqual(placeholders(remedy), placeholders(other?.remedy), code);
    t.is(remedy === undefined, other?.remedy === undefined, code);
  }
});

test('Vietnamese texts are composed Unicode with diacritics, ended by a full stop', (t) => {
  for (const [code, { message, remedy }] of Object.entries(CATALOGUES.vi)) {
    for (const text of [message, remedy ?? 'ộ.']) {
      t.is(text, text.normalize('NFC'), code);
      t.regex(text, /[ăâđêôơưáàảãạấầẩẫậắằẳẵặéèẻẽẹếềểễệíìỉĩịóòỏõọốồổỗộớờởỡợúùủũụứừửữựýỳỷỹỵ]/i, code);
      t.regex(text, /[.>]$/, code);
    }
  }
});

test('a text is filled from the problem, and values cannot bring placeholders of their own', (t) => {
  const text = problemText({ code: 'returnToUnknown', path: 'u', message: 'm', details: { outcome: '{target}', target: 'x' } }, 'vi');
  t.is(text.message, 'Công việc “u”: kết quả “{target}” trả hồ sơ về “x”, nhưng đó không phải công việc nào của quy trình.');
});

test('a code without text falls back to the message', (t) => {
  t.deepEqual(problemText({ code: 'toString', message: 'm', remedy: 'r' }, 'en'), { message: 'm', remedy: 'r' });
});
