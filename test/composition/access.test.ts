import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { randomBytes } from 'node:crypto';
import test from 'ava';
import { createSecretBox } from '../../commands/access/secret-box.ts';
import { accessServices, requireAccess } from '../../composition/access.ts';
import { secretKeys } from '../../composition/secret-key.ts';
import { loadConfig } from '../../config.ts';

const folderOf = (t: { teardown(work: () => void): void }): string => {
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'trinh-ky-key-'));
  t.teardown(() => fs.rmSync(folder, { recursive: true }));
  return folder;
};

test('for development a key is made once beside the data, for its owner only', (t) => {
  const dataFolder = path.join(folderOf(t), 'data');
  const [first] = secretKeys({ secretKeyFile: undefined, dataFolder });
  t.is(first.length, 32);
  t.deepEqual(secretKeys({ secretKeyFile: undefined, dataFolder }), [first]);
  t.is(fs.statSync(path.join(dataFolder, 'secret.key')).mode & 0o777, 0o600);
});

test('a key file that is missing, empty, or holds something else is refused', (t) => {
  const folder = folderOf(t);
  const file = path.join(folder, 'key');
  for (const text of [undefined, '', '\n', 'short', Buffer.alloc(31).toString('base64')]) {
    if (text !== undefined) fs.writeFileSync(file, text);
    t.throws(() => secretKeys({ secretKeyFile: file, dataFolder: folder }), { message: /key/ }, String(text));
  }
});

test('a secret opens under its own key and purpose only; an older key still opens what it sealed', (t) => {
  const [old, next] = [randomBytes(32), randomBytes(32)];
  const sealed = createSecretBox([old]).seal('bí mật', 'otp:1');
  t.false(sealed.includes('bí mật'));
  t.not(createSecretBox([old]).seal('bí mật', 'otp:1'), sealed);
  t.is(createSecretBox([next, old]).open(sealed, 'otp:1'), 'bí mật');
  t.throws(() => createSecretBox([next]).open(sealed, 'otp:1'), { message: /its key is/ });
  t.throws(() => createSecretBox([old]).open(sealed, 'otp:2'), { message: /as it was written/ });
  const changed = sealed.slice(0, -2) + (sealed.endsWith('AA') ? 'BB' : 'AA');
  t.throws(() => createSecretBox([old]).open(changed, 'otp:1'), { message: /as it was written/ });
});

test('a server in production names what it lacks before anybody signs in', (t) => {
  const folder = folderOf(t);
  const production = {
    NODE_ENV: 'production',
    DATABASE_URL: 'postgres://a:b@db/cases',
    DATA_DIR: folder,
    KEY_FILE: '/run/keys',
    RECORD_KEY_FILE: '/run/record.pem',
  };
  t.throws(() => requireAccess(accessServices(loadConfig(production, true))), { message: /SECRET_KEY_FILE.*PUBLIC_URL/ });
  t.false(fs.existsSync(path.join(folder, 'secret.key')));
  const file = path.join(folder, 'key');
  fs.writeFileSync(file, randomBytes(32).toString('base64'));
  const whole = loadConfig({ ...production, SECRET_KEY_FILE: file, PUBLIC_URL: 'https://trinhky.gov.vn' }, true);
  t.deepEqual(requireAccess(accessServices(whole)).relyingParty, {
    id: 'trinhky.gov.vn',
    name: 'Trình Ký',
    origin: 'https://trinhky.gov.vn',
  });
});
