import fs from 'node:fs';
import path from 'node:path';
import ava, { type TestFn } from 'ava';
import { createPkcs12Backend } from '../../keys/backends/pkcs12/pkcs12-backend.ts';
import { collectEvidence } from '../../keys/evidence/collect-evidence.ts';
import { integer, octetString, sequence } from '../../signing/asn1/write-der.ts';
import { hasTool } from '../signing/tools/run-tool.ts';
import { DUONG, KHANH, contextFor, evidenceFrom, makeAuthority, requestFor, signWith, temporaryFolder } from './made-authority.ts';
import { demoKey } from './demo-key.ts';
import { writeForgePkcs12, writeOpensslPkcs12 } from './make-pkcs12.ts';

const test: TestFn = ava;
const PIN = 'mật khẩu 12';
const ASCII_PIN = '4711-abc';
const folder = temporaryFolder();
const authority = await makeAuthority(folder);
const [rsa, ec] = [await authority.ensurePerson(DUONG), await authority.ensurePerson(KHANH)];
const [duong, khanh] = [
  { kind: 'person', id: DUONG.id },
  { kind: 'person', id: KHANH.id },
] as const;

function store(): string {
  const place = temporaryFolder();
  writeForgePkcs12({ folder: place, holder: duong, key: demoKey(folder, duong), identity: rsa, pin: PIN });
  return place;
}

test('the circle: an RSA key in a container signs, and the file reaches B-LTA', async (t) => {
  const backend = createPkcs12Backend(store());
  const services = evidenceFrom(authority);
  const signed = await signWith(backend, contextFor(duong, { pin: PIN }), { timeStamp: services.timeStamp });
  const { level, pending, report } = await collectEvidence(signed, services);
  t.deepEqual([level, pending, report.indication], ['B-LTA', [], 'TOTAL-PASSED']);
  t.is(report.signatures[0]?.signer?.identifier, 'CCCD:001099000001');
});

for (const [what, options] of [
  ['of today', []],
  ['with the old ciphers', ['-legacy']],
] as const) {
  test(`an EC key in a container of openssl ${what} signs`, async (t) => {
    if (!hasTool(t, 'openssl')) return;
    const place = temporaryFolder();
    try {
      writeOpensslPkcs12({ folder: place, holder: khanh, key: demoKey(folder, khanh), identity: ec, pin: ASCII_PIN }, ...options);
    } catch {
      t.log('this openssl has no such ciphers');
      return void t.pass();
    }
    const backend = createPkcs12Backend(place);
    const services = evidenceFrom(authority);
    const signed = await signWith(backend, contextFor(khanh, { pin: ASCII_PIN }));
    const { level, report } = await collectEvidence(signed, services);
    t.deepEqual([level, report.indication], ['B-LTA', 'TOTAL-PASSED'], 'also without a time-stamp of its own');
  });
}

test('a wrong PIN, none, and a holder without a file are told apart', async (t) => {
  const backend = createPkcs12Backend(store());
  const { request } = requestFor(await backend.identity(duong));
  const wrong = await t.throwsAsync(backend.sign(request, contextFor(duong, { pin: 'sai-hoàn-toàn' })), { code: 'keys.wrongPin' });
  t.false(`${JSON.stringify(wrong)}${wrong?.message}${wrong?.stack}`.includes('sai-hoàn-toàn'));
  await t.throwsAsync(backend.sign(request, contextFor(duong)), { code: 'keys.pinMissing' });
  await t.throwsAsync(backend.identity(khanh), { code: 'keys.keyGone' });
  await t.throwsAsync(backend.identity({ kind: 'person', id: '../x' }), { code: 'keys.keyGone' });
});

test('the key of another is refused', async (t) => {
  const place = store();
  const other = await authority.ensurePerson({ ...DUONG, id: 'p-9', personalId: '001099000009' });
  writeForgePkcs12({ folder: place, holder: duong, key: demoKey(folder, duong), identity: rsa, pin: PIN });
  fs.writeFileSync(
    path.join(place, 'person-p-6.pem'),
    `-----BEGIN CERTIFICATE-----\n${other.certificate.der.toString('base64')}\n-----END CERTIFICATE-----\n`,
  );
  const backend = createPkcs12Backend(place);
  const identity = await backend.identity(duong);
  await t.throwsAsync(backend.sign(requestFor(identity).request, contextFor(duong, { pin: PIN })), { code: 'keys.wrongKey' });
});

test('containers that cost too much, or are none, are refused before anything is tried', async (t) => {
  const place = store();
  const file = path.join(place, 'person-p-6.p12');
  const backend = createPkcs12Backend(place);
  const { request } = requestFor(rsa);
  const right = fs.readFileSync(file);
  const costly = sequence(integer(3), sequence(octetString(sequence(octetString(Buffer.from('salt')), integer(3_000_000)))));
  for (const bytes of [Buffer.alloc(0), Buffer.from('<html>'), Buffer.alloc(300_000, 0x30), right.subarray(0, 700), costly]) {
    fs.writeFileSync(file, bytes);
    const began = Date.now();
    await t.throwsAsync(backend.sign(request, contextFor(duong, { pin: PIN })), { code: 'keys.containerRefused' });
    t.true(Date.now() - began < 1_000);
  }
});
