import test from 'ava';
import { requestId } from '../../logging/request-id.ts';

const newId = (): string => 'fresh';

test('the id that a proxy gave is kept', (t) => {
  t.is(requestId('01JD-abc.9_x', newId), '01JD-abc.9_x');
});

test('a missing, long or harmful id is replaced', (t) => {
  for (const header of [undefined, '', 'a'.repeat(65), 'a\nb', '../x', 'hồ-sơ', 'a b']) t.is(requestId(header, newId), 'fresh');
});
