import fs from 'node:fs';
import path from 'node:path';
import test from 'ava';
import { filesWith, PRODUCT, ROOT, SERVER, WEB } from './product-source.ts';

const security = fs.readFileSync(path.join(ROOT, 'docs/security.md'), 'utf8');
/** A section of docs/security.md by its heading. */
const section = (heading: string): string => security.split(`\n## ${heading}\n`)[1]?.split('\n## ')[0] ?? '';

test('the scans see the product', (t) => {
  t.true(SERVER.length > 400 && WEB.length > 40);
  t.true(filesWith(SERVER, /createCipheriv\(/).length > 0);
  t.true(filesWith(WEB, /localStorage/).length > 0);
});

test('programs are started by four rooms only, by name and arguments, never through a shell', (t) => {
  const starting = filesWith(PRODUCT, /child_process/);
  t.deepEqual(
    starting.filter((file) => !file.startsWith('store/embedded/') && file !== 'composition/web-build.ts'),
    ['agent/open-viewer.ts', 'agent/pkcs11/ask-token.ts', 'keys/backends/pkcs11/hsm-process.ts', 'keys/second-verifier/run-program.ts'],
  );
  t.deepEqual(filesWith(PRODUCT, /\bexec(Sync)?\(\s*[`'"]|shell:\s*true/), []);
});

test('nothing evaluates text as code', (t) => {
  t.deepEqual(filesWith(PRODUCT, /\beval\(|new Function\(|\bvm\b.*from 'node:vm'|from 'node:vm'/), []);
});

test('the pages write text as text, and know no script in an address', (t) => {
  t.deepEqual(filesWith(WEB, /dangerouslySetInnerHTML|innerHTML|outerHTML|insertAdjacentHTML|document\.write|javascript:|srcDoc/), []);
  t.deepEqual(filesWith(WEB, /postMessage|addEventListener\(\s*'message'/), []);
  t.deepEqual(filesWith(WEB, /(?<!\w)<(object|embed|applet|iframe)\b/), []);
});

test('the pages keep nothing in the browser but the language, and with the tab for whom one works and where one wanted to go', (t) => {
  t.deepEqual(filesWith(WEB, /indexedDB|document\.cookie|caches\.open|serviceWorker|persistQueryClient/), []);
  t.deepEqual(filesWith(WEB, /sessionStorage/), ['web/src/shared/acting.ts', 'web/src/sign-in/aim.ts']);
  t.deepEqual(filesWith(WEB, /localStorage/), ['web/src/app/i18n.ts']);
  const kept = WEB.find(({ path: file }) => file === 'web/src/app/i18n.ts')?.text ?? '';
  t.deepEqual(
    [...kept.matchAll(/localStorage\.\w+\((\w+)/g)].map((found) => found[1]),
    ['KEPT', 'KEPT'],
  );
  t.regex(kept, /KEPT = 'trinh-ky.language'/);
});

test('who signs out leaves nothing of the answers in the page', (t) => {
  const shell = WEB.find(({ path: file }) => file === 'web/src/app/shell.tsx')?.text ?? '';
  t.regex(shell, /'\/session', \{ method: 'DELETE' \}\);\s*forgetActing\(\);\s*client\.clear\(\);/);
  t.regex(shell, /t\('shell\.signOut'\)/);
});

test('passwords are typed into fields that hide them, which managers of passwords fill and into which one may paste', (t) => {
  const fields = WEB.flatMap(({ text }) =>
    [...text.matchAll(/<(\w+)\b[^<]*?autoComplete="(?:current|new)-password"/g)].map((found) => found[1]),
  );
  t.true(fields.length >= 3);
  t.deepEqual(new Set(fields), new Set(['PasswordInput']));
  t.deepEqual(filesWith(WEB, /onPaste|onCopy|autoComplete="off"/), []);
});

test('certificates of servers are never left unchecked, and clients without one are let in only where clients connect', (t) => {
  t.deepEqual(filesWith(PRODUCT, /rejectUnauthorized:\s*false|NODE_TLS_REJECT|checkServerIdentity/), ['lifecycle/listen.ts']);
});

test('no answer sends the browser elsewhere', (t) => {
  t.deepEqual(filesWith(SERVER, /\.redirect\(|status = 30\d/), []);
});

test('what is called over the network is what docs/security.md lists', (t) => {
  const calling = filesWith(
    SERVER,
    /(?<![.\w])fetch\((?!certificate)|\bhttps?\.(get|request)\(|(net|tls)\.connect\(|import https from 'node:https'|from 'nodemailer'|from 'openid-client'|createRemoteJWKSet\(|new pg\.(Pool|Client)\(/,
  );
  const listed = [...section('Connections').matchAll(/`([\w./-]+\.ts)`/g)].map((found) => found[1] ?? '');
  t.deepEqual(
    calling.filter((file) => !listed.includes(file)),
    [],
  );
  t.deepEqual(
    listed.filter((file) => !calling.includes(file)),
    [],
  );
});

const ALGORITHM =
  /(?:createHash|createHmac|createCipheriv|createDecipheriv|hkdfSync|generateKeyPairSync|createSign|createVerify)\(\s*'([^']+)'/g;

test('every algorithm that the code names stands in docs/security.md, and no other', (t) => {
  const named = new Set(SERVER.flatMap(({ text }) => [...text.matchAll(ALGORITHM)].map((found) => found[1] ?? '')));
  const listed = new Set([...section('Cryptography').matchAll(/^\| `([\w-]+)`/gm)].map((found) => found[1] ?? ''));
  t.deepEqual([...named].toSorted(byName), [...listed].toSorted(byName));
});

test('ciphers authenticate, and SHA-1 stands only where a format asks for a name by it', (t) => {
  t.deepEqual(filesWith(SERVER, /'(aes-\d+-(?!gcm)\w+|des-\w+|des|rc4|md5|bf-\w+)'/i), []);
  t.deepEqual(filesWith(SERVER, /createHash\('sha1'\)/), [
    'composition/breached-passwords.ts',
    'keys/demo-authority/answer-ocsp.ts',
    'keys/demo-authority/build-certificate.ts',
    'keys/demo-authority/build-crl.ts',
    'signing/pdf/add-validation-data.ts',
    'signing/trust/ocsp-request.ts',
  ]);
});

test('cryptography comes from Node and argon2, and chance that must not be guessed from the system', (t) => {
  const chance = filesWith(SERVER, /Math\.random/);
  t.deepEqual(chance, ['composition/open-exchange.ts', 'composition/open-product.ts'], 'only for the waits between tries');
  const libraries = /from '(crypto-js|node-forge|tweetnacl|sjcl|bcrypt[^']*|asn1js|pkijs|@noble[^']*|jsonwebtoken)'/;
  // it takes containers apart; what it finds is Node's to work with
  t.deepEqual(filesWith(PRODUCT, libraries), ['keys/backends/pkcs12/read-pkcs12-key.ts']);
});

test('logs go through one writer, which opens no file', (t) => {
  t.deepEqual(filesWith(SERVER, /from 'pino'/), ['logging/logger.ts']);
  const logger = SERVER.find(({ path: file }) => file === 'logging/logger.ts')?.text ?? '';
  t.regex(logger, /destination = process\.stdout/);
  t.deepEqual(
    SERVER.filter(({ path: file, text }) => file.startsWith('logging/') && /node:fs|pino\.(transport|destination|file)/.test(text)),
    [],
  );
});

const byName = (a: string, b: string): number => (a < b ? -1 : 1);
