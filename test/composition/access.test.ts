import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { randomBytes } from 'node:crypto';
import test from 'ava';
import { createSecretBox } from '../../commands/access/secret-box.ts';
import { accessServices, requireAccess } from '../../composition/access.ts';
import { earlierSecretKeys } from '../../composition/earlier-secret-keys.ts';
import { readSecretFile } from '../../composition/read-secret-file.ts';
import { loadConfig } from '../../config.ts';
import { DataKey } from '../../protection/data-key.ts';
import type { KeyStore } from '../../store/protection/key-store.ts';
import { testVault } from '../test-vault.ts';

const folderOf = (t: { teardown(work: () => void): void }): string => {
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'trinh-ky-key-'));
  t.teardown(() => fs.rmSync(folder, { recursive: true }));
  return folder;
};

/** The data keys of one installation, without its database. */
function keyStore(): KeyStore {
  const made = new Map<string, DataKey>();
  const keyOf = async (owner: string): Promise<DataKey> => {
    const key = made.get(owner) ?? new DataKey(owner, randomBytes(32));
    made.set(owner, key);
    return await Promise.resolve(key);
  };
  return { vault: testVault(), keyOf, existing: keyOf };
}

test('a secret opens under the vault of its installation and for its own purpose only', async (t) => {
  const box = createSecretBox(keyStore());
  const sealed = await box.seal('bí mật', 'otp:1');
  t.false(sealed.includes('bí mật'));
  t.not(await box.seal('bí mật', 'otp:2'), sealed);
  t.is(await box.open(sealed, 'otp:1'), 'bí mật');
  const changed = sealed.slice(0, -3) + (sealed.endsWith('AAA') ? 'BBB' : 'AAA');
  for (const [text, purpose] of [
    [sealed, 'otp:2'],
    [changed, 'otp:1'],
    ['v1.', 'otp:1'],
  ] as const)
    await t.throwsAsync(box.open(text, purpose), { message: /to be whole/ });
  await t.throwsAsync(createSecretBox(keyStore()).open(sealed, 'otp:1'), { message: /to be whole/ });
});

/** As the version before wrote it, under the key of its file, for `otp:f1`. */
const EARLIER = { key: Buffer.alloc(32, 'old'), sealed: 's1.67f67e21.PtEhGhIVb4KfOTP3M48LNHpCH4N8SboyMd9Rxc_yZHXvRmF3xfrK2agPEGM' };

test('what an earlier version sealed still opens under its key, whichever stands first, and for its purpose', async (t) => {
  const folder = folderOf(t);
  const file = path.join(folder, 'key');
  fs.writeFileSync(file, `${[randomBytes(32), EARLIER.key].map((key) => key.toString('base64')).join('\n')}\n`, { mode: 0o600 });
  const box = createSecretBox(keyStore(), earlierSecretKeys({ secretKeyFile: file, dataFolder: folder }));
  t.is(await box.open(EARLIER.sealed, 'otp:f1'), 'JBSWY3DPEHPK3PXP');
  await t.throwsAsync(box.open(EARLIER.sealed, 'otp:f2'), { message: /as it was written/ });
  await t.throwsAsync(box.open(`${EARLIER.sealed.slice(0, -3)}AAA`, 'otp:f1'), { message: /as it was written/ });
  await t.throwsAsync(createSecretBox(keyStore()).open(EARLIER.sealed, 'otp:f1'), {
    message: /SECRET_KEY_FILE, but its key is '67f67e21'/,
  });
});

test('the key that an earlier version made beside the data is found; without it there is none, and none is made', (t) => {
  const dataFolder = folderOf(t);
  t.deepEqual(earlierSecretKeys({ secretKeyFile: undefined, dataFolder }), []);
  t.deepEqual(fs.readdirSync(dataFolder), []);
  fs.writeFileSync(path.join(dataFolder, 'secret.key'), `${EARLIER.key.toString('base64')}\n`, { mode: 0o600 });
  t.deepEqual(earlierSecretKeys({ secretKeyFile: undefined, dataFolder }), [EARLIER.key]);
});

test('a key file that is missing, empty, or holds something else is refused', (t) => {
  const folder = folderOf(t);
  const file = path.join(folder, 'key');
  for (const text of [undefined, '', '\n', 'short', Buffer.alloc(31).toString('base64')]) {
    if (text !== undefined) fs.writeFileSync(file, text, { mode: 0o600 });
    t.throws(
      () => earlierSecretKeys({ secretKeyFile: file, dataFolder: folder }),
      { message: /SECRET_KEY_FILE|key of 32 bytes/ },
      String(text),
    );
  }
});

test('a server in production names what it lacks before anybody signs in', (t) => {
  const folder = folderOf(t);
  const production = {
    NODE_ENV: 'production',
    DATABASE_URL: 'postgres://a:b@db/cases?sslmode=verify-full',
    DATA_DIR: folder,
    KEY_FILE: '/run/keys',
    RECORD_KEY_FILE: '/run/record.pem',
    FILES_SCANNED_ELSEWHERE: 'true',
  };
  t.throws(() => requireAccess(accessServices(loadConfig(production, true), keyStore())), { message: /PUBLIC_URL/ });
  const whole = loadConfig({ ...production, PUBLIC_URL: 'https://trinhky.gov.vn' }, true);
  t.deepEqual(requireAccess(accessServices(whole, keyStore())).relyingParty, {
    id: 'trinhky.gov.vn',
    name: 'Trình Ký',
    origin: 'https://trinhky.gov.vn',
  });
});

test('a file with a secret that every account may read, or that is not there, is refused with the remedy and without the secret', (t) => {
  const file = path.join(folderOf(t), 'secret');
  t.throws(() => readSecretFile('OIDC_CLIENT_SECRET_FILE', file), { message: /cannot be read.*Set OIDC_CLIENT_SECRET_FILE/ });
  fs.writeFileSync(file, 'bí mật\n', { mode: 0o640 });
  t.is(readSecretFile('OIDC_CLIENT_SECRET_FILE', file), 'bí mật');
  for (const mode of [0o644, 0o602, 0o666]) {
    fs.chmodSync(file, mode);
    const error = t.throws(() => readSecretFile('OIDC_CLIENT_SECRET_FILE', file), { message: /every account.*chmod 600/ });
    t.false(error?.message.includes('bí mật'));
  }
});
