import fs from 'node:fs';
import path from 'node:path';
import test from 'ava';
import en from '../../web/src/texts/en.json' with { type: 'json' };
import vi from '../../web/src/texts/vi.json' with { type: 'json' };

const SOURCE = path.join(import.meta.dirname, '../../web/src');
const PLURAL = /_(one|other)$/;

interface Texts {
  readonly [key: string]: string | Texts;
}

function keysOf(texts: Texts, before = ''): readonly string[] {
  return Object.entries(texts).flatMap(([key, text]) =>
    typeof text === 'string' ? [`${before}${key}`] : keysOf(text, `${before}${key}.`),
  );
}

const plain = (texts: Texts): ReadonlySet<string> => new Set(keysOf(texts).map((key) => key.replace(PLURAL, '')));

test('both languages say the same things', (t) => {
  t.deepEqual([...plain(vi)].toSorted(), [...plain(en)].toSorted());
});

test('English has a singular for whatever is counted', (t) => {
  const keys = new Set(keysOf(en));
  for (const key of keys) if (key.endsWith('_other')) t.true(keys.has(key.replace('_other', '_one')), key);
});

test('every text that the code asks for is in the catalogue, and none lies there unused', (t) => {
  const code = fs
    .readdirSync(SOURCE, { recursive: true, encoding: 'utf8' })
    .filter((file) => /\.tsx?$/.test(file))
    .map((file) => fs.readFileSync(path.join(SOURCE, file), 'utf8'))
    .join('\n');
  const known = plain(vi);
  const asked = [...code.matchAll(/(?<!addEventListener\()'([a-z]\w*(?:\.\w+)+)'/gi)]
    .map(([, key]) => key ?? '')
    .filter((key) => key.split('.')[0]! in vi);
  const missing = asked.filter((key) => !known.has(key));
  t.deepEqual(missing, []);
  // a key that is put together is used as a whole
  const families = [...code.matchAll(/`([a-z]\w*(?:\.\w+)*)\.\$\{/gi)].map(([, family]) => family ?? '');
  const unused = [...known].filter((key) => !asked.includes(key) && !families.some((family) => key.startsWith(`${family}.`)));
  t.deepEqual(unused, []);
});
