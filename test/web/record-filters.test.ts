/** What the address of the record says is what the server is asked for. */
import test from 'ava';
import { changesBetween } from '../../web/src/record/changes-between.ts';
import { readRecordFilters, recordSearch } from '../../web/src/record/record-filters.ts';

test('days of the address are days in Vietnam, both of them included', (t) => {
  const { from, to } = recordSearch(readRecordFilters({ tu: '2026-11-30', den: '2026-11-30' }));
  t.deepEqual([from, to], ['2026-11-29T17:00:00.000Z', '2026-11-30T17:00:00.000Z']);
});

test('what an address cannot mean is left out, so that a spoilt one still opens', (t) => {
  const spoilt = { tu: '30/11/2026', den: '2026-13-45', loai: 'mọi', hoso: 'x', nguoi: '', viec: ['a'], diachi: 'x'.repeat(101), lạ: 'y' };
  t.deepEqual(readRecordFilters(spoilt), {});
  const whole = {
    nguoi: 'p1',
    thaymat: 'p2',
    loai: 'step',
    viec: 'startCase',
    hoso: '019aaaaa-0000-7000-8000-000000000000',
    diachi: '::1',
  };
  t.deepEqual(readRecordFilters(whole), whole as never);
});

test('two states of an account differ where they differ, and nowhere else', (t) => {
  const before = { state: 'active', login: 'a', grants: [{ role: 'officer' }], contact: { phone: '1', email: 'x' } };
  const after = { state: 'locked', login: 'a', grants: [], contact: { phone: '1' } };
  t.deepEqual(changesBetween(before, after), [
    { place: 'state', before: 'active', after: 'locked' },
    { place: 'grants', before: [{ role: 'officer' }], after: [] },
    { place: 'contact.email', before: 'x', after: undefined },
  ]);
  t.deepEqual(changesBetween(undefined, { state: 'active' }), [{ place: 'state', before: undefined, after: 'active' }]);
  t.deepEqual(changesBetween(before, before), []);
});
