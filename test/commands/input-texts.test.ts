import test from 'ava';
import { requireInstant, requireText } from '../../commands/check-text.ts';
import { checkVariables } from '../../commands/check-variables.ts';
import type { Rejection } from '../../errors.ts';

const refused = (work: () => unknown): Rejection => {
  try {
    work();
  } catch (error) {
    return error as Rejection;
  }
  throw new Error('Expected a refusal.');
};
const reason = ({ details }: Rejection) => details['reason'] as { vi: string; en: string };

test('what is missing or wrong is said in both languages, with the place', (t) => {
  const missing = refused(() => requireText(' ', 'reason'));
  t.like(missing, { kind: 'validation', code: 'reasonRequired', problems: [{ path: '/reason' }] });
  t.deepEqual(reason(missing), { vi: 'Cần nhập lý do.', en: 'Enter the reason.' });
  t.regex(reason(refused(() => requireText('x'.repeat(4_001), 'reason'))).vi, /4000 ký tự/);
  t.is(refused(() => requireText('a\u0000', 'text')).code, 'textInvalid');
  t.is(refused(() => requireText('\ud800', 'text')).code, 'textInvalid');
  t.is(refused(() => requireInstant('2026-11-23T10:00:00', 'due')).code, 'dueInvalid');
  t.is(requireInstant('2026-11-23T10:00:00+07:00', 'due'), '2026-11-23T03:00:00.000Z');
});

test('every fault of variables is told with its place, up to twenty', (t) => {
  const { problems } = refused(() =>
    checkVariables({ $a: 1, b: { c: ['ok', 'no\u0000'] }, d: Number.NaN, starter: 1, e: { $type: 'date', value: 'x' } }),
  );
  t.deepEqual(
    problems.map(({ code, path }) => [code, path]),
    [
      ['variables.name', '/starter'],
      ['variables.name', '/$a'],
      ['variables.text', '/b/c/1'],
      ['variables.number', '/d'],
      ['variables.typed', '/e'],
    ],
  );
  for (const { details } of problems)
    t.regex(
      (details?.['text'] as { vi: string } | undefined)?.vi ?? '',
      /[àáạảãâầấậẩẫăằắặẳẵèéẹẻẽêềếệểễìíịỉĩòóọỏõôồốộổỗơờớợởỡùúụủũưừứựửữỳýỵỷỹđ]/i,
    );
  const many = Object.fromEntries(Array.from({ length: 50 }, (_, i) => [`$${i}`, 1]));
  t.is(refused(() => checkVariables(many)).problems.length, 20);
  t.notThrows(() => checkVariables({ day: { $type: 'date', value: '2026-11-23' }, list: [1, { a: null }] }));
});
