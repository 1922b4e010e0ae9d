import fs from 'node:fs';
import path from 'node:path';
import test from 'ava';
import en from '../../api/messages/en.json' with { type: 'json' };
import vi from '../../api/messages/vi.json' with { type: 'json' };

const ROOT = path.join(import.meta.dirname, '..', '..');
/** Rooms whose refusals reach users through the API. */
const ROOMS = ['api', 'commands', 'store', 'engine', 'policies'];
const CODE = /new (?:Rejection|ProtocolRefusal)\(\s*(?:'\w+'|kind),\s*'([\w.]+)'/g;
/** Why a migration is refused, reason by reason. */
const MIGRATION = /\bproblem\(\s*'(\w+)'/g;
/** Refusals of a start of the server or of a command line: told by those. */
const NOT_OVER_HTTP = /^(config|database|listen|lock|module)\.|^databaseIsNewer$/;

function* codes(): Generator<readonly [code: string, file: string]> {
  for (const room of ROOMS) {
    for (const file of fs.readdirSync(path.join(ROOT, room), { recursive: true, encoding: 'utf8' })) {
      if (!file.endsWith('.ts')) continue;
      const text = fs.readFileSync(path.join(ROOT, room, file), 'utf8');
      const reasons = /^(migration|handlers)\//.test(file) && room === 'engine' ? [...text.matchAll(MIGRATION)] : [];
      for (const found of [...text.matchAll(CODE), ...reasons]) yield [found[1] ?? '', `${room}/${file}`];
    }
  }
}

test('both catalogues have the same families and codes, and no empty text', (t) => {
  t.deepEqual(Object.keys(vi.kinds), Object.keys(en.kinds));
  t.deepEqual(Object.keys(vi.codes), Object.keys(en.codes));
  for (const { text } of [...Object.values(vi.codes), ...Object.values(en.codes)]) t.true(text.trim() !== '');
});

test('every refusal that can reach a user has a text of its own', (t) => {
  const missing = new Map([...codes()].filter(([code]) => !Object.hasOwn(vi.codes, code) && !NOT_OVER_HTTP.test(code)));
  t.deepEqual(Object.fromEntries(missing), {});
});

test('a text asks for no value that the other language does not know', (t) => {
  const values = (text: string): readonly string[] => [...text.matchAll(/\{(\w+)\}/g)].map(([, name]) => name ?? '').toSorted();
  for (const code of Object.keys(vi.codes) as (keyof typeof vi.codes)[])
    t.deepEqual(values(vi.codes[code].text), values(en.codes[code].text), code);
});
