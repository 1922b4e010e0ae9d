/** What the page makes of a code is what the server looks for. */
import test from 'ava';
import { newLookupCode, plainLookupCode } from '../../protection/lookup-code.ts';
import { codeFault, plainCode, shownCode } from '../../web/src/lookup/read-code.ts';
import { readYear } from '../../web/src/lookup/read-year.ts';

test('a code is read as the server reads it, however it was typed, and shown as it stands on the receipt', (t) => {
  for (let run = 0; run < 200; run += 1) {
    const code = newLookupCode();
    const typed = [
      code,
      code.toLowerCase(),
      ` ${code.replaceAll('-', ' ')} `,
      code.replaceAll('-', '–').replaceAll('0', 'o').replaceAll('1', 'l'),
      code.replaceAll('-', ''),
    ];
    for (const text of typed) {
      t.is(plainCode(text), plainLookupCode(text));
      t.is(shownCode(text), code);
      t.is(codeFault(text), undefined);
    }
  }
});

test('what can be no code is told apart: nothing, too few or many signs, a sign that codes do not have', (t) => {
  t.deepEqual(codeFault(' - '), { fault: 'missing' });
  t.deepEqual(codeFault('7K3M-2PQR'), { fault: 'length', count: 8 });
  t.deepEqual(codeFault('7'.repeat(21)), { fault: 'length', count: 21 });
  t.deepEqual(codeFault('7K3M-2PUR-7K3M-2PQR-7K3M'), { fault: 'sign', sign: 'U' });
  t.deepEqual(codeFault('mã số'), { fault: 'sign', sign: 'Ã' });
});

test('a year of birth has four digits and is one in which somebody living was born', (t) => {
  const today = Date.parse('2026-11-30T00:00:00Z');
  t.deepEqual(
    [' 1979 ', '2026', '1900'].map((text) => readYear(text, today)),
    [1979, 2026, 1900],
  );
  for (const text of ['', '79', '2027', '1899', '19790', '1e3x', 'năm']) t.is(readYear(text, today), undefined, text);
});
