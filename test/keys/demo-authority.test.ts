import fs from 'node:fs';
import path from 'node:path';
import { createPublicKey } from 'node:crypto';
import test from 'ava';
import { DEMO_MARK } from '../../keys/demo-authority/demo-names.ts';
import { verifyPdf } from '../../signing/verify-pdf.ts';
import { collectEvidence } from '../../keys/evidence/collect-evidence.ts';
import { codesOf } from '../signing/sign-letter.ts';
import { AGENCY, DUONG, KHANH, contextFor, evidenceFrom, makeAuthority, signWith, temporaryFolder } from './made-authority.ts';

test('every name says that it is worth nothing, and people and seals have the identifiers of their capacity', async (t) => {
  const authority = await makeAuthority();
  const person = await authority.ensurePerson(DUONG);
  const seal = await authority.ensureSeal(AGENCY);
  for (const certificate of [person.certificate, seal.certificate, ...person.chain]) {
    t.true(certificate.subject.includes(Buffer.from(DEMO_MARK)), certificate.name);
    t.regex(certificate.name, /^\[DEMO\] /);
  }
  t.true(person.certificate.subject.includes(Buffer.from('CCCD:001099000001')));
  t.true(seal.certificate.subject.includes(Buffer.from('MST:0100100100')));
  const kinds = [person, await authority.ensurePerson(KHANH)].map(({ algorithm }) => algorithm);
  t.deepEqual(new Set(kinds), new Set(['rsa-sha256', 'ecdsa-sha256']));
});

test('a holder keeps the key, and gets a new certificate only when something in it has changed', async (t) => {
  const folder = temporaryFolder();
  const authority = await makeAuthority(folder);
  const first = await authority.ensurePerson(KHANH);
  t.true((await authority.ensurePerson(KHANH)).certificate.equals(first.certificate));
  const promoted = await authority.ensurePerson({ ...KHANH, title: 'Trưởng phòng' });
  t.false(promoted.certificate.equals(first.certificate));
  t.true(promoted.certificate.key.equals(first.certificate.key));
  const moved = await makeAuthority(folder, 'http://elsewhere.test:81');
  const [issuing] = moved.trust.intermediates;
  t.true(moved.trust.signing[0]?.certificate.equals(authority.trust.signing[0]!.certificate), 'the root stays');
  t.true(issuing?.key.equals(authority.trust.intermediates[0]!.key));
  t.regex((await moved.ensurePerson(KHANH)).certificate.der.toString('latin1'), /elsewhere\.test:81/);
});

test('several processes that start at once make one authority', async (t) => {
  const folder = temporaryFolder();
  const all = await Promise.all([makeAuthority(folder), makeAuthority(folder), makeAuthority(folder)]);
  const signed = await Promise.all(all.map(async (one) => await one.ensureSeal(AGENCY)));
  const again = await makeAuthority(folder);
  const seal = await again.ensureSeal(AGENCY);
  for (const { certificate } of signed) t.true(certificate.key.equals(seal.certificate.key));
  const pdf = await signWith(again.backend(), contextFor({ kind: 'unit', id: AGENCY.unitId }));
  t.is((await collectEvidence(pdf, evidenceFrom(again))).level, 'B-LTA');
});

test('its keys are files of the owner only', async (t) => {
  const folder = temporaryFolder();
  const authority = await makeAuthority(folder);
  await authority.ensurePerson(DUONG);
  const place = path.join(folder, 'demo-authority');
  t.is(fs.statSync(place).mode & 0o777, 0o700);
  const names = fs.readdirSync(place);
  t.deepEqual(names.toSorted(), ['issued.txt', 'issuing.pem', 'ocsp.pem', 'person-p-6.pem', 'root.pem', 'tsa.pem']);
  for (const name of names) t.is(fs.statSync(path.join(place, name)).mode & 0o777, 0o600, name);
  t.truthy(createPublicKey(fs.readFileSync(path.join(place, 'root.pem'), 'utf8')));
});

test('whom it does not know has no key', async (t) => {
  const backend = (await makeAuthority()).backend();
  await t.throwsAsync(backend.identity({ kind: 'person', id: '../root' }), { code: 'keys.keyGone' });
});

test('a signature that was made after the certificate was revoked is not valid, and evidence about it is not pending', async (t) => {
  const authority = await makeAuthority();
  await authority.ensurePerson(DUONG);
  const holder = { kind: 'person', id: DUONG.id } as const;
  authority.revoke(holder);
  const services = evidenceFrom(authority);
  const pdf = await signWith(authority.backend(), contextFor(holder), { timeStamp: services.timeStamp });
  const { report, pending, level } = await collectEvidence(pdf, services);
  t.deepEqual([report.indication, report.subIndication], ['INDETERMINATE', 'REVOKED_NO_POE']);
  t.deepEqual(
    pending.map(({ code, mayPass }) => [code, mayPass]),
    [['evidence.levelNotReached', false]],
  );
  t.not(level, 'B-LTA');
});

test('the circle: two people and a seal sign, and the file reaches B-LTA', async (t) => {
  const authority = await makeAuthority();
  const services = evidenceFrom(authority);
  const backend = authority.backend();
  await authority.ensurePerson(DUONG);
  await authority.ensurePerson(KHANH);
  await authority.ensureSeal(AGENCY);
  const { timeStamp } = services;
  const first = await signWith(backend, contextFor({ kind: 'person', id: DUONG.id }), { timeStamp });
  const second = await signWith(backend, contextFor({ kind: 'person', id: KHANH.id }), { pdf: first, field: 'Leader', timeStamp });
  const third = await signWith(backend, contextFor({ kind: 'unit', id: AGENCY.unitId }), { pdf: second, field: 'Seal', timeStamp });
  const { pdf, level, pending } = await collectEvidence(third, services);
  t.deepEqual([level, pending], ['B-LTA', []]);
  const { trust, clock } = services;
  const report = verifyPdf(pdf, { anchors: trust.signing, timeStampAnchors: trust.timeStamp, at: clock() });
  t.is(report.indication, 'TOTAL-PASSED', JSON.stringify(codesOf(report)));
  t.deepEqual(
    report.signatures.map(({ level: one, signer }) => [one, signer?.capacity]),
    [
      ['B-LTA', 'person'],
      ['B-LTA', 'person'],
      ['B-LTA', 'agency'],
      [null, null],
    ],
  );
});
