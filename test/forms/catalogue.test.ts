import test from 'ava';
import fc from 'fast-check';
import { itemOn } from '../../forms/catalogue.ts';
import { plainText } from '../../forms/plain-text.ts';
import { readCatalogue } from '../../forms/read-catalogue.ts';
import { searchCatalogue } from '../../forms/search-catalogue.ts';
import { catalogueOf, SHIPPED_KEYS } from './shipped-catalogues.ts';

const name = { vi: 'Thử', en: 'Trial' };
const file = (...items: readonly object[]) => ({ key: 'trial', name, version: '1', validFrom: '2026-01-01', citation: 'thử', items });
const item = (code: string, more: object = {}) => ({ code, name, ...more });
const faults = (given: unknown): readonly string[] => {
  const read = readCatalogue(given);
  return read.ok ? [] : read.problems.map(({ code, path }) => `${code} ${path}`);
};

const WRONG: readonly (readonly [what: string, file: unknown, fault: string])[] = [
  ['no object', [], 'catalogue.object '],
  ['no items', file(), 'catalogue.items /items'],
  ['a field that nobody knows', { ...file(item('a')), valid_from: '2026-01-01' }, 'catalogue.unknownField /valid_from'],
  ['a key that is no key', { ...file(item('a')), key: 'Tỉnh' }, 'catalogue.value /key'],
  ['no citation', { ...file(item('a')), citation: '' }, 'catalogue.value /citation'],
  ['a day that is none', { ...file(item('a')), validFrom: '2026-02-30' }, 'catalogue.value /validFrom'],
  ['a name in one language', { ...file(item('a')), name: { vi: 'A' } }, 'catalogue.name /name'],
  ['an unknown confidence', { ...file(item('a')), confidence: 'D' }, 'catalogue.value /confidence'],
  ['an item that is none', file(3 as never), 'catalogue.object /items/0'],
  ['a code with blanks', file(item('a b')), 'catalogue.value /items/0/code'],
  [
    'an item that ends before it begins',
    file(item('a', { validFrom: '2026-02-01', validTo: '2026-01-01' })),
    'catalogue.value /items/0/validTo',
  ],
  ['more than plain values', file(item('a', { more: { deep: 1 } })), 'catalogue.value /items/0/more'],
  ['a successor that is not there', file(item('a', { successor: 'b' })), 'catalogue.reference /items/0/successor'],
];
for (const [what, given, fault] of WRONG) {
  test(`a catalogue with ${what} is refused, and says where`, (t) => t.deepEqual(faults(given), [fault]));
}

test('a code below itself is refused', (t) => {
  t.deepEqual(faults(file(item('a', { parent: 'b' }), item('b', { parent: 'a' }))), [
    'catalogue.circle /items/0/parent',
    'catalogue.circle /items/1/parent',
  ]);
});

test('nothing that is read crashes the reader', (t) => {
  const anything = fc.oneof(
    fc.jsonValue(),
    fc.record({
      key: fc.jsonValue(),
      name: fc.jsonValue(),
      items: fc.array(fc.oneof(fc.jsonValue(), fc.record({ code: fc.string(), name: fc.constant(name), parent: fc.string() }))),
    }),
  );
  fc.assert(fc.property(anything, (given) => typeof readCatalogue(given).ok === 'boolean'));
  t.pass();
});

for (const key of SHIPPED_KEYS) {
  test(`the shipped catalogue ${key} can be read, and says how sure it is`, (t) => {
    const catalogue = catalogueOf(key);
    t.is(catalogue.key, key);
    t.true(catalogue.confidence === 'A' || catalogue.confidence === 'B' || catalogue.note !== undefined);
    for (const {
      name: { vi },
      code,
    } of catalogue.items)
      t.is(vi, vi.normalize('NFC'), code);
  });
}

test('the same code is another province before and after the mergers, and the old ones name their successor', (t) => {
  const provinces = catalogueOf('provinces');
  t.is(itemOn(provinces, '15', '2025-06-30')?.name.vi, 'Tỉnh Yên Bái');
  t.is(itemOn(provinces, '15', '2025-07-01')?.name.vi, 'Tỉnh Lào Cai');
  t.is(itemOn(provinces, '02', '2025-07-01'), undefined);
  const count = (day: string) =>
    new Set(provinces.items.filter((one) => itemOn(provinces, one.code, day) === one).map(({ code }) => code)).size;
  t.deepEqual([count('2024-12-31'), count('2025-06-30'), count('2025-07-01'), count('2026-11-29')], [63, 63, 34, 34]);
  for (const ended of provinces.items.filter(({ validTo }) => validTo === '2025-07-01')) {
    const successor = itemOn(provinces, ended.successor ?? '', '2025-07-01');
    t.true((successor?.more['mergedFrom'] as readonly string[] | undefined)?.includes(ended.code), ended.name.vi);
  }
});

test('every role is held by types of agencies that are there at its time', (t) => {
  const [roles, agencies] = [catalogueOf('role-agencies'), catalogueOf('agency-types')];
  for (const { code, more, validFrom, validTo } of roles.items) {
    for (const agency of more['agencies'] as readonly string[]) {
      const day = validFrom ?? (validTo === undefined ? '2026-11-29' : '2025-01-01');
      t.truthy(itemOn(agencies, agency, day), `${code} ${agency} ${day}`);
    }
  }
  t.deepEqual(itemOn(roles, 'R-CA', '2025-06-30')?.more['agencies'], ['tand-huyen', 'tand-tinh', 'taqs-khu-vuc', 'taqs-quan-khu']);
  t.deepEqual(itemOn(roles, 'R-CA', '2025-07-01')?.more['agencies'], ['tand-khu-vuc', 'tand-tinh', 'taqs-khu-vuc', 'taqs-quan-khu']);
});

test('offences have their chapter, and each clause a class that the law knows', (t) => {
  const [offences, classes] = [catalogueOf('offences'), catalogueOf('offence-classes')];
  const known = new Set(classes.items.map(({ code }) => code));
  for (const { code, parent, more } of offences.items) {
    if (more['kind'] !== 'chapter') t.truthy(parent, code);
    if (more['kind'] === 'clause') t.true(known.has(more['severity'] as string), code);
  }
  const severity = (code: string) => itemOn(offences, code, '2026-11-29')?.more['severity'];
  // robbery: 3 to 10, 7 to 15, 12 to 20 years, 18 years to life (BLHS Điều 168, Điều 9)
  t.deepEqual(['168.1', '168.2', '168.3', '168.4'].map(severity), [
    'rat-nghiem-trong',
    'rat-nghiem-trong',
    'dac-biet-nghiem-trong',
    'dac-biet-nghiem-trong',
  ]);
  t.deepEqual(['173.1', '251.1', '134.6'].map(severity), ['it-nghiem-trong', 'nghiem-trong', 'it-nghiem-trong']);
  const articles = new Set(offences.items.filter(({ more }) => more['kind'] === 'article').map(({ code }) => code));
  for (const named of ['168', '169', '248', '251', '252', '299', '353', '354']) t.true(articles.has(named), named);
});

test('a list is searched without diacritics, in Vietnamese and English, by parent, code and day', (t) => {
  const found = (search: object) =>
    searchCatalogue(catalogueOf('provinces'), { from: 0, limit: 200, ...search }).items.map((one) => one.name.vi);
  t.deepEqual(found({ search: 'da nang', on: '2026-01-01' }), ['Thành phố Đà Nẵng']);
  t.deepEqual(found({ search: 'ĐẮK lak', on: '2026-01-01' }), ['Tỉnh Đắk Lắk']);
  t.deepEqual(found({ search: 'city hue', on: '2026-01-01' }), ['Thành phố Huế']);
  t.deepEqual(found({ search: 'ha giang', on: '2026-01-01' }), []);
  t.deepEqual(found({ code: '15' }), ['Tỉnh Yên Bái', 'Tỉnh Lào Cai']);
  const clauses = searchCatalogue(catalogueOf('offences'), { from: 0, limit: 10, parent: '168' }).items;
  t.deepEqual(
    clauses.map(({ code }) => code),
    ['168.1', '168.2', '168.3', '168.4', '168.5'],
  );
});

test('pages together are the whole list, each item once', (t) => {
  const offences = catalogueOf('offences');
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 200 }), fc.constantFrom('', 'toi', 'ma tuy', 'zzz'), (limit, search) => {
      const all: string[] = [];
      for (let from: number | undefined = 0; from !== undefined;) {
        const page = searchCatalogue(offences, { from, limit, search });
        all.push(...page.items.map(({ code }) => code));
        from = page.next;
      }
      t.deepEqual(
        all,
        searchCatalogue(offences, { from: 0, limit: 5_000, search }).items.map(({ code }) => code),
      );
    }),
    { numRuns: 30 },
  );
  t.is(plainText('Đường Nguyễn Thị Định'), 'duong nguyen thi dinh');
});
