/** What the demo authority makes, read by openssl, which shares no code with us. */
import { execFileSync } from 'node:child_process';
import fs from 'node:fs';
import path from 'node:path';
import { randomBytes } from 'node:crypto';
import ava, { type TestFn } from 'ava';
import { certificatePem } from '../../keys/demo-authority/demo-files.ts';
import { hasTool } from '../signing/tools/run-tool.ts';
import { AGENCY, DUONG, KHANH, makeAuthority, temporaryFolder } from './made-authority.ts';

const test: TestFn = ava;
const authority = await makeAuthority();
const people = [await authority.ensurePerson(DUONG), await authority.ensurePerson(KHANH), await authority.ensureSeal(AGENCY)];
const folder = temporaryFolder();
const write = (name: string, content: string | Buffer): string => {
  fs.writeFileSync(path.join(folder, name), content);
  return name;
};
const openssl = (...words: readonly string[]): string => execFileSync('openssl', words, { cwd: folder, stdio: 'pipe' }).toString();
const served = (method: string, at: string, body = Buffer.alloc(0)): Buffer => authority.answer(method, at, body)?.body ?? Buffer.alloc(0);
write('root.pem', certificatePem(authority.trust.signing[0]!.certificate));
write('issuing.pem', certificatePem(authority.trust.intermediates[0]!));
people.forEach(({ certificate }, index) => write(`${index}.pem`, certificatePem(certificate)));

test('its certificates and lists hold together, checked strictly', (t) => {
  if (!hasTool(t, 'openssl')) return;
  openssl('crl', '-inform', 'DER', '-in', write('root.crl', served('GET', '/root.crl')), '-out', 'root.crl.pem');
  openssl('crl', '-inform', 'DER', '-in', write('issuing.crl', served('GET', '/issuing.crl')), '-out', 'issuing.crl.pem');
  write(
    'lists.pem',
    fs.readFileSync(path.join(folder, 'root.crl.pem'), 'utf8') + fs.readFileSync(path.join(folder, 'issuing.crl.pem'), 'utf8'),
  );
  for (const index of people.keys()) {
    const words = ['-x509_strict', '-crl_check_all', '-CRLfile', 'lists.pem', '-CAfile', 'root.pem', '-untrusted', 'issuing.pem'];
    t.regex(openssl('verify', ...words, `${index}.pem`), /OK/);
  }
  t.regex(openssl('x509', '-in', '0.pem', '-noout', '-subject', '-nameopt', 'utf8,sep_comma_plus'), /KHÔNG CÓ GIÁ TRỊ PHÁP LÝ/);
});

test('its OCSP answers verify, with the nonce that was sent', (t) => {
  if (!hasTool(t, 'openssl')) return;
  openssl('ocsp', '-issuer', 'issuing.pem', '-cert', '0.pem', '-cert', '1.pem', '-reqout', 'ask.der');
  write('answer.der', served('POST', '/ocsp', fs.readFileSync(path.join(folder, 'ask.der'))));
  const trust = ['-issuer', 'issuing.pem', '-CAfile', 'root.pem', '-verify_other', 'issuing.pem'];
  openssl('ocsp', '-reqin', 'ask.der', '-respin', 'answer.der', ...trust);
  const said = openssl('ocsp', '-no_nonce', ...trust, '-cert', '0.pem', '-cert', '1.pem', '-respin', 'answer.der');
  t.regex(said, /0\.pem: good/);
  t.regex(said, /1\.pem: good/);
});

test('its time-stamps verify', (t) => {
  if (!hasTool(t, 'openssl')) return;
  write('data', randomBytes(100));
  for (const digest of ['-sha256', '-sha512']) {
    openssl('ts', '-query', '-data', 'data', digest, '-cert', '-out', 'query.tsq');
    write('reply.tsr', served('POST', '/tsa', fs.readFileSync(path.join(folder, 'query.tsq'))));
    const words = ['-queryfile', 'query.tsq', '-in', 'reply.tsr', '-CAfile', 'root.pem', '-untrusted', 'issuing.pem'];
    t.regex(openssl('ts', '-verify', ...words), /OK/);
  }
});
