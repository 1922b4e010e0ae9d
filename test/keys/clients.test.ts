/** The clients against answers of an authority that pkijs made, right ones and wrong ones. */
import { randomBytes } from 'node:crypto';
import test from 'ava';
import { answerTimeStamp } from '../../keys/demo-authority/answer-time-stamp.ts';
import { createCrlClient } from '../../keys/evidence/crl-client.ts';
import { EvidenceCache } from '../../keys/evidence/evidence-cache.ts';
import type { Exchange, ServiceAnswer, ServiceRequest } from '../../keys/evidence/exchange.ts';
import { createOcspClient } from '../../keys/evidence/ocsp-client.ts';
import { createTimeStampClient, type TimeStampClientOptions } from '../../keys/evidence/time-stamp-client.ts';
import { Certificate } from '../../signing/trust/certificate.ts';
import { makeToken } from '../signing/pki/make-token.ts';
import { makeCrl, makeOcsp, type Issued } from '../signing/pki/test-authority.ts';
import { DAY, MINUTE, NOW, makePki } from '../signing/pki/test-pki.ts';
import { sequence, integer } from '../../signing/asn1/write-der.ts';
import { demoKey } from './demo-key.ts';
import { AGENCY, DUONG, KHANH, evidenceFrom, makeAuthority, temporaryFolder } from './made-authority.ts';

const pki = await makePki();
const folder = temporaryFolder();
const authority = await makeAuthority(folder, 'http://demo.test', () => NOW);
const signer = await pki.issue({ name: 'Signer' });
const stranger = (await makePki()).responder;
const trust = { signing: pki.anchors, timeStamp: pki.anchors, intermediates: [pki.issuing.certificate] };

const answering =
  (body: (request: ServiceRequest) => Buffer | Promise<Buffer>, more: Partial<ServiceAnswer> = {}): Exchange =>
  async (request) => ({ status: 200, type: 'application/timestamp-reply', retryAfter: undefined, body: await body(request), ...more });

/** A certificate that pkijs made names no services: for the clients it is given some. */
function naming(issued: Issued, { ocsp = [], points }: { readonly ocsp?: readonly string[]; readonly points?: Buffer }): Certificate {
  const certificate = new Certificate(issued.certificate.der);
  certificate.addressesOf = () => ocsp;
  if (points)
    Object.assign(certificate, { extensions: new Map([...certificate.extensions, ['2.5.29.31', { critical: false, value: points }]]) });
  return certificate;
}

const subject = naming(signer, { ocsp: ['http://ocsp.test/'] });
const issuer = pki.issuing.certificate;

function ocspWith(exchange: Exchange, clock: () => number = () => NOW) {
  return createOcspClient({ exchange, hosts: ['ocsp.test'], cache: new EvidenceCache(clock), clock });
}

const right = { thisUpdate: NOW - MINUTE, nextUpdate: NOW + DAY };

test('an OCSP answer of the responder that the issuer authorised is taken, and kept until its next update', async (t) => {
  let now = NOW;
  const asked: string[] = [];
  const client = ocspWith(
    answering(async ({ url, body, headers }) => {
      asked.push(`${url.href} ${body?.length} ${headers?.['content-type']}`);
      return await makeOcsp(signer, pki.issuing, pki.responder, { thisUpdate: now - MINUTE, nextUpdate: now + DAY });
    }),
    () => now,
  );
  const [one, two] = await Promise.all([client(subject, issuer), client(subject, issuer)]);
  t.true(one.equals(two));
  t.is(asked.length, 1, 'who asks at once asks once');
  t.regex(asked[0] ?? '', /^http:\/\/ocsp\.test\/ \d+ application\/ocsp-request$/);
  now += DAY - MINUTE;
  t.true((await client(subject, issuer)).equals(one));
  now += 2 * MINUTE;
  t.false((await client(subject, issuer)).equals(one));
  t.is(asked.length, 2);
});

test('that a certificate is revoked is an answer too', async (t) => {
  const der = await makeOcsp(signer, pki.issuing, pki.responder, { ...right, revokedAt: NOW - DAY });
  t.true((await ocspWith(answering(() => der))(subject, issuer)).equals(der));
});

const WRONG_OCSP: readonly (readonly [string, string, () => Promise<Buffer>])[] = [
  ['signed by a stranger', 'evidence.answerUntrusted', async () => await makeOcsp(signer, pki.issuing, stranger, right)],
  ['signed by another signer of the authority', 'evidence.answerUntrusted', async () => await makeOcsp(signer, pki.issuing, signer, right)],
  ['about another certificate', 'evidence.answerForeign', async () => await makeOcsp(pki.stamper, pki.issuing, pki.responder, right)],
  [
    'of last week',
    'evidence.answerStale',
    async () => await makeOcsp(signer, pki.issuing, pki.responder, { thisUpdate: NOW - 7 * DAY, nextUpdate: NOW - 6 * DAY }),
  ],
  [
    'of next week',
    'evidence.answerUntrusted',
    async () => await makeOcsp(signer, pki.issuing, pki.responder, { thisUpdate: NOW + 7 * DAY, nextUpdate: NOW + 8 * DAY }),
  ],
  [
    'without an end, and of last week',
    'evidence.answerStale',
    async () => await makeOcsp(signer, pki.issuing, pki.responder, { thisUpdate: NOW - 7 * DAY }),
  ],
  ['that is a web page', 'evidence.answerMalformed', async () => Buffer.from('<html>')],
  ['that is empty', 'evidence.answerMalformed', async () => Buffer.alloc(0)],
  ['of an error', 'evidence.answerMalformed', async () => Buffer.from('30030a0106', 'hex')],
  ['that is nested deeply', 'evidence.answerMalformed', async () => Buffer.alloc(50_000, Buffer.from('3080', 'hex'))],
];
for (const [what, code, make] of WRONG_OCSP) {
  test(`an OCSP answer ${what} is refused and not kept`, async (t) => {
    let wrong = true;
    const good = await makeOcsp(signer, pki.issuing, pki.responder, right);
    const client = ocspWith(answering(async () => (wrong ? await make() : good)));
    await t.throwsAsync(client(subject, issuer), { code });
    wrong = false;
    t.true((await client(subject, issuer)).equals(good));
  });
}

test('only services that are allowed are asked, the next when one fails, and at most four', async (t) => {
  const asked: string[] = [];
  const exchange: Exchange = async ({ url }) => {
    asked.push(url.host);
    return { status: 404, type: '', retryAfter: undefined, body: Buffer.alloc(0) };
  };
  const many = naming(signer, {
    ocsp: ['http://169.254.169.254/', 'file:///etc/passwd', 'http://ocsp.test/a', 'http://ocsp.test/b', 'http://ocsp.test/c'],
  });
  await t.throwsAsync(ocspWith(exchange)(many, issuer), { code: 'evidence.noService' });
  t.deepEqual(asked, ['ocsp.test', 'ocsp.test']);
  await t.throwsAsync(ocspWith(exchange)(naming(signer, { ocsp: ['http://10.0.0.1/'] }), issuer), { code: 'evidence.addressRefused' });
  await t.throwsAsync(ocspWith(exchange)(naming(signer, {}), issuer), { code: 'evidence.noService' });
});

const POINT = Buffer.from('301d301ba019a0178615687474703a2f2f63726c2e746573742f612e63726c', 'hex');
const listed = naming(signer, { points: POINT });
const crlWith = (exchange: Exchange, clock: () => number = () => NOW) =>
  createCrlClient({ exchange, hosts: ['crl.test'], cache: new EvidenceCache(clock), clock });

test('a list is fetched once for all its certificates, until its next update', async (t) => {
  let now = NOW;
  let asked = 0;
  const other = naming(await pki.issue({ name: 'Other' }), { points: POINT });
  const client = crlWith(
    answering(async ({ url, method }) => {
      asked += 1;
      t.is(`${method} ${url.href}`, 'GET http://crl.test/a.crl');
      return await makeCrl(pki.issuing, { thisUpdate: now, nextUpdate: now + DAY });
    }),
    () => now,
  );
  await Promise.all([client(listed, issuer), client(other, issuer)]);
  await client(other, issuer);
  t.is(asked, 1);
  now += DAY + MINUTE;
  await client(listed, issuer);
  t.is(asked, 2);
});

const WRONG_CRL: readonly (readonly [string, string, () => Promise<Buffer>])[] = [
  ['signed by a stranger', 'evidence.answerUntrusted', async () => await makeCrl(pki.issuing, { thisUpdate: NOW, signer: stranger })],
  ['of another authority', 'evidence.answerForeign', async () => await makeCrl(pki.root, { thisUpdate: NOW })],
  ['of last month', 'evidence.answerStale', async () => await makeCrl(pki.issuing, { thisUpdate: NOW - 30 * DAY })],
  ['that is a web page', 'evidence.answerMalformed', async () => Buffer.from('<!doctype html>')],
];
for (const [what, code, make] of WRONG_CRL) {
  test(`a list ${what} is refused`, async (t) => {
    await t.throwsAsync(crlWith(answering(async () => await make()))(listed, issuer), { code });
  });
}

const DIGEST = randomBytes(32);
const TSA = new URL('http://tsa.test/');
const stampWith = (exchange: Exchange, more: Partial<TimeStampClientOptions> = {}) =>
  createTimeStampClient({ urls: [TSA], exchange, trust, clock: () => NOW, random: randomBytes, ...more });
/** TimeStampResp: granted */
const granted = (token: Buffer): Buffer => sequence(sequence(integer(0)), token);
const demo = (path: string, body: Buffer): Buffer => authority.answer('POST', path, body)?.body ?? Buffer.alloc(0);
const demoStamps = (more: Partial<TimeStampClientOptions> = {}, transform = (body: Buffer): Buffer => body) =>
  stampWith(
    answering(({ body = Buffer.alloc(0) }) => transform(demo('/tsa', body))),
    { trust: authority.trust, ...more },
  );

test('a time-stamp with the nonce, over the digest, of a trusted authority, of now is taken', async (t) => {
  t.true((await demoStamps()(DIGEST)).length > 500);
});

test('the next authority is asked when one fails, and the last failure is told', async (t) => {
  const asked: string[] = [];
  const exchange: Exchange = async (request) => {
    asked.push(request.url.host);
    return await answering(({ body = Buffer.alloc(0) }) => (request.url.host === 'tsa2.test' ? demo('/tsa', body) : Buffer.from('no')))(
      request,
    );
  };
  const urls = [TSA, new URL('http://tsa2.test/')];
  t.true((await demoStamps({ urls, exchange })(DIGEST)).length > 500);
  t.deepEqual(asked, ['tsa.test', 'tsa2.test']);
  await t.throwsAsync(demoStamps({ urls: [] })(DIGEST), { code: 'evidence.noService' });
});

let older: Buffer | undefined;
const WRONG_STAMP: readonly (readonly [string, string, Exchange, Partial<TimeStampClientOptions>?])[] = [
  ['for another request', 'evidence.answerMalformed', answering(({ body = Buffer.alloc(0) }) => (older ??= demo('/tsa', body)))],
  ['without the nonce', 'evidence.answerMalformed', answering(async () => granted(await makeToken(pki.stamper, DIGEST, NOW)))],
  ['that is a refusal', 'evidence.stampRefused', answering(() => Buffer.from('30053003020102', 'hex'))],
  ['that is a web page', 'evidence.answerMalformed', answering(() => Buffer.from('<html>'), { type: 'text/html' })],
  ['that is a web page under a false name', 'evidence.answerMalformed', answering(() => Buffer.from('<html>'))],
  ['that is nothing', 'evidence.answerMalformed', answering(() => Buffer.alloc(0))],
  ['that leads elsewhere', 'evidence.noService', answering(() => Buffer.alloc(0), { status: 302 })],
  [
    'of an authority that nobody trusts',
    'evidence.answerUntrusted',
    answering(({ body = Buffer.alloc(0) }) => demo('/tsa', body)),
    { trust },
  ],
  [
    'of another time',
    'evidence.clockApart',
    answering(({ body = Buffer.alloc(0) }) => demo('/tsa', body)),
    { trust: authority.trust, clock: () => NOW + 10 * MINUTE },
  ],
];
for (const [what, code, exchange, more = { trust: authority.trust }] of WRONG_STAMP) {
  test.serial(`a time-stamp ${what} is refused`, async (t) => {
    const client = stampWith(exchange, more);
    // the first answer may be right: it is the second time that it is old
    if (what === 'for another request') await client(DIGEST);
    await t.throwsAsync(client(DIGEST), { code });
  });
}

test('a time-stamp whose signature was changed, or that a key for other purposes made, is refused', async (t) => {
  const broken = demoStamps({}, (body) => {
    const changed = Buffer.from(body);
    changed[changed.length - 20] = (changed.at(-20) ?? 0) ^ 1;
    return changed;
  });
  await t.throwsAsync(broken(DIGEST), { code: 'evidence.answerUntrusted', message: /signed/ });
  const { certificate, chain } = await authority.ensurePerson(DUONG);
  const stamper = { certificate, key: demoKey(folder, { kind: 'person', id: DUONG.id }) };
  const person = answering(({ body = Buffer.alloc(0) }) =>
    answerTimeStamp(body, { stamper, chain, nextSerial: () => randomBytes(8) }, NOW),
  );
  await t.throwsAsync(stampWith(person, { trust: authority.trust })(DIGEST), { code: 'evidence.answerUntrusted', message: /nothing else/ });
});

test('the demo authority knows whom it has certified, and says malformed to what it cannot read', async (t) => {
  const people = [await authority.ensurePerson(DUONG), await authority.ensurePerson(KHANH), await authority.ensureSeal(AGENCY)];
  const { ocsp, crl } = evidenceFrom(authority, { clock: () => NOW });
  for (const { certificate, chain } of people) {
    t.true((await ocsp(certificate, chain[0]!)).length > 100);
    t.true((await crl(certificate, chain[0]!)).length > 100);
  }
  for (const path of ['/ocsp', '/tsa'])
    for (const body of [
      Buffer.alloc(0),
      Buffer.from('<html>'),
      Buffer.alloc(2_000, Buffer.from('3080', 'hex')),
      Buffer.from('3000', 'hex'),
    ])
      t.true(demo(path, body).length < 40, `${path} ${body.length}`);
  t.is(authority.answer('GET', '/ocsp', Buffer.alloc(0)), undefined);
  t.is(authority.answer('GET', '/../root.pem', Buffer.alloc(0)), undefined);
});
