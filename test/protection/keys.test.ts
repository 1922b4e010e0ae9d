/** Keys: who holds them, how they change, and what happens without them. */
import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto';
import { chmodSync, mkdtempSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import test from 'ava';
import { openVault } from '../../composition/open-vault.ts';
import { loadConfig } from '../../config.ts';
import { Rejection, Transient } from '../../errors.ts';
import { addKey, ensureKeyFile, fileKeys } from '../../protection/file-keys.ts';
import { kmsKeys } from '../../protection/kms-keys.ts';
import { createVault } from '../../protection/vault.ts';
import { openDatabase } from '../../store/connection.ts';
import { rewrapKeys } from '../../store/protection/rewrap-keys.ts';
import { useDatabase } from '../database.ts';

const database = useDatabase(test);
const newFile = (): string => path.join(mkdtempSync(path.join(tmpdir(), 'keys-')), 'deep', 'master.keys');

test('a key file is made for its owner only, and is not made twice', (t) => {
  const file = newFile();
  ensureKeyFile(file);
  t.is(statSync(file).mode & 0o777, 0o600);
  const first = readFileSync(file, 'utf8');
  ensureKeyFile(file);
  t.is(readFileSync(file, 'utf8'), first);
});

test('a key file that others may read, or that is not whole, is refused without its content', (t) => {
  const file = newFile();
  ensureKeyFile(file);
  chmodSync(file, 0o640);
  t.throws(() => fileKeys(file), { instanceOf: Rejection, code: 'keyFileUnusable', message: /0600/ });
  chmodSync(file, 0o600);
  writeFileSync(file, 'k-1 short-secret\n');
  const error = t.throws(() => fileKeys(file), { instanceOf: Rejection });
  t.false(error?.message.includes('short-secret'));
  t.throws(() => fileKeys(`${file}.missing`), { code: 'keyFileUnusable' });
});

test('production asks for its own keys, over TLS where a service holds them', (t) => {
  const production = {
    NODE_ENV: 'production',
    DATABASE_URL: 'postgres://a:b@db/cases?sslmode=verify-full',
    RECORD_KEY_FILE: '/run/record.pem',
    FILES_SCANNED_ELSEWHERE: 'true',
  };
  const refused = (env: NodeJS.ProcessEnv): readonly (string | undefined)[] | undefined =>
    t.throws(() => loadConfig(env, true), { instanceOf: Rejection })?.problems.map((problem) => problem.path);
  t.deepEqual(refused(production), ['KEY_FILE']);
  t.deepEqual(refused({ ...production, KMS_URL: 'http://kms.local' }), ['KMS_URL']);
  t.deepEqual(loadConfig({ ...production, KEY_FILE: '/run/keys' }, true).keys, { file: '/run/keys', create: false });
  t.deepEqual(loadConfig({ ...production, KMS_URL: 'https://kms.local/v1', KMS_TOKEN: 'x' }, true).keys, {
    kms: 'https://kms.local/v1',
    token: 'x',
  });
});

test('a data key opens for its owner only, and equal texts of different places differ', async (t) => {
  const file = newFile();
  ensureKeyFile(file);
  const vault = createVault(fileKeys(file));
  const stored = await vault.create('case-1');
  const key = await vault.open(stored);
  t.is(key.seal('bệnh', 'a'), key.seal('bệnh', 'a'), 'a replayed step compares equal');
  t.not(key.seal('bệnh', 'a'), key.seal('bệnh', 'b'));
  t.is(key.open(key.seal('bệnh', 'a'), 'a'), 'bệnh');
  t.throws(() => key.open(key.seal('bệnh', 'a'), 'b'), { name: 'Invariant' });
  const changed = Buffer.from(key.seal('bệnh', 'a'), 'base64url');
  changed[30] = (changed[30] ?? 0) ^ 1;
  t.throws(() => key.open(changed.toString('base64url'), 'a'), { name: 'Invariant' });
  await t.throwsAsync(vault.open({ ...stored, owner: 'case-2' }), { name: 'Invariant' });
});

test.serial('rotation puts every data key under the new key, goes on where it was stopped, and what was sealed still opens', async (t) => {
  const file = newFile();
  ensureKeyFile(file);
  const before = openDatabase(database.url, { max: 2, vault: createVault(fileKeys(file)) });
  const sealed = await Promise.all(
    Array.from(
      { length: 450 },
      async (_, at) => [`o-${at}`, (await before.keys?.keyOf(`o-${at}`))?.seal(`text ${at}`, 'here') ?? ''] as const,
    ),
  );
  addKey(file);
  const vault = createVault(fileKeys(file));
  let calls = 0;
  const broken = {
    ...vault,
    rewrap: async (stored: Parameters<typeof vault.rewrap>[0]) => {
      if (++calls > 120) throw new Transient('keyService', 'gone');
      return await vault.rewrap(stored);
    },
  };
  await t.throwsAsync(rewrapKeys(before, broken), { instanceOf: Transient });
  t.deepEqual(await rewrapKeys(before, vault), { rewrapped: 330, left: 0 });
  t.deepEqual(await rewrapKeys(before, vault), { rewrapped: 0, left: 0 });
  const after = openDatabase(database.url, { max: 2, vault: createVault(fileKeys(file)) });
  for (const [at, [owner, text]] of sealed.entries()) t.is((await after.keys?.existing(owner))?.open(text, 'here'), `text ${at}`);
  await Promise.all([before.close(), after.close()]);
});

test('a key management service over HTTP wraps and unwraps; one that is away is a passing fault', async (t) => {
  const kms = await fakeKms();
  const config = loadConfig({ KMS_URL: kms.url, KMS_TOKEN: 'bí-mật'.normalize('NFKD').replaceAll(/[^\x20-\x7e]/g, '') }, true);
  const vault = await openVault(config);
  t.is(vault.current, 'k1');
  const stored = await vault.create('case-9');
  const sealed = (await vault.open(stored)).seal('x', 'p');
  kms.rotate('k2');
  const rotated = await openVault(config);
  const again = await rotated.rewrap(stored);
  t.is(again.keyId, 'k2');
  t.is((await rotated.open(again)).open(sealed, 'p'), 'x');
  t.true(kms.tokens.every((token) => token === 'Bearer bi-mat'));
  await t.throwsAsync(vault.open({ ...stored, owner: 'case-8' }), { instanceOf: Transient }, 'the context is bound');
  await kms.close();
  await t.throwsAsync(kmsKeys({ url: kms.url }), { instanceOf: Transient, code: 'keyService' });
});

/** Of the protocol in protection/kms-keys.ts. */
async function fakeKms() {
  const keys = new Map([['k1', randomBytes(32)]]);
  let current = 'k1';
  const tokens: (string | undefined)[] = [];
  const server: Server = createServer((request, response) => {
    tokens.push(request.headers.authorization);
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => chunks.push(chunk));
    request.on('end', () => {
      const answer = (body: object, status = 200): void => void response.writeHead(status).end(JSON.stringify(body));
      if (request.method === 'GET') return answer({ current });
      const ask = JSON.parse(Buffer.concat(chunks).toString()) as Record<string, string>;
      const key = keys.get(ask['key'] ?? '');
      if (!key) return answer({}, 404);
      const aad = Buffer.from(ask['context'] ?? '');
      if (request.url?.endsWith('/wrap')) {
        const nonce = randomBytes(12);
        const cipher = createCipheriv('aes-256-gcm', key, nonce).setAAD(aad);
        const body = Buffer.concat([
          nonce,
          cipher.update(Buffer.from(ask['plaintext'] ?? '', 'base64')),
          cipher.final(),
          cipher.getAuthTag(),
        ]);
        return answer({ key: ask['key'], ciphertext: body.toString('base64') });
      }
      const bytes = Buffer.from(ask['ciphertext'] ?? '', 'base64');
      try {
        const decipher = createDecipheriv('aes-256-gcm', key, bytes.subarray(0, 12)).setAAD(aad).setAuthTag(bytes.subarray(-16));
        return answer({ plaintext: Buffer.concat([decipher.update(bytes.subarray(12, -16)), decipher.final()]).toString('base64') });
      } catch {
        return answer({}, 400);
      }
    });
  });
  await new Promise<void>((resolve) => void server.listen(0, '127.0.0.1', resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/keys`,
    tokens,
    rotate: (id: string) => {
      keys.set(id, randomBytes(32));
      current = id;
    },
    close: async () => {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}
