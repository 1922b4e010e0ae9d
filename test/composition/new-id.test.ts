import test from 'ava';
import { newId } from '../../composition/new-id.ts';

test('ids are UUIDs of version 7 and come in order of time', (t) => {
  const ids = Array.from({ length: 1_000 }, newId);
  for (const id of ids) t.regex(id, /^[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/);
  t.is(new Set(ids).size, ids.length);
  const times = ids.map((id) => id.slice(0, 13));
  t.deepEqual(
    times,
    times.toSorted((a, b) => (a < b ? -1 : 1)),
  );
});
