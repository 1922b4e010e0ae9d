import { generateKeyPairSync } from 'node:crypto';
import test from 'ava';
import { createCscBackend } from '../../keys/backends/csc/csc-backend.ts';
import { collectEvidence } from '../../keys/evidence/collect-evidence.ts';
import { createExchange } from '../../keys/evidence/exchange.ts';
import type { SigningBackend } from '../../keys/signing-backend.ts';
import { startCscServer, type CscServer } from './csc-server.ts';
import { demoKey } from './demo-key.ts';
import { AGENCY, DUONG, KHANH, contextFor, evidenceFrom, makeAuthority, requestFor, signWith, temporaryFolder } from './made-authority.ts';

const folder = temporaryFolder();
const authority = await makeAuthority(folder);
const [rsa, ec, seal] = [await authority.ensurePerson(DUONG), await authority.ensurePerson(KHANH), await authority.ensureSeal(AGENCY)];
const duong = { kind: 'person', id: DUONG.id } as const;
const khanh = { kind: 'person', id: KHANH.id } as const;
const unit = { kind: 'unit', id: AGENCY.unitId } as const;
const PIN = '135790';
const exchange = createExchange();
test.after.always(() => exchange.close());

interface Setting {
  readonly server: CscServer;
  readonly backend: SigningBackend;
  /** milliseconds that it waited */
  waited(): number;
}

async function withServer(
  t: { teardown(after: () => Promise<void>): void },
  more: Partial<Parameters<typeof createCscBackend>[0]> = {},
): Promise<Setting> {
  const server = await startCscServer([
    { userId: DUONG.id, key: demoKey(folder, duong), identity: rsa, pin: PIN },
    { userId: KHANH.id, key: demoKey(folder, khanh), identity: ec, pin: PIN, otp: '738496' },
    { userId: AGENCY.unitId, key: demoKey(folder, unit), identity: seal },
  ]);
  t.teardown(async () => await server.close());
  let now = Date.now();
  let waited = 0;
  const wait = async (milliseconds: number): Promise<void> => {
    now += milliseconds;
    waited += milliseconds;
  };
  const backend = createCscBackend({
    url: server.url,
    clientId: 'trinh-ky',
    clientSecret: 'bí mật',
    exchange,
    clock: () => now,
    wait,
    ...more,
  });
  return { server, backend, waited: () => waited };
}

test('the circle: keys of a remote service sign, with PIN, with a one-time code, and the file reaches B-LTA', async (t) => {
  const { server, backend } = await withServer(t);
  const services = evidenceFrom(authority);
  const first = await signWith(backend, contextFor(duong, { pin: PIN }), { timeStamp: services.timeStamp });
  const second = await signWith(backend, contextFor(khanh, { pin: PIN, otp: '738496' }), { pdf: first, field: 'Leader' });
  const { level, report, pending } = await collectEvidence(second, services);
  t.deepEqual([level, report.indication, pending], ['B-LTA', 'TOTAL-PASSED', []]);
  const sent = server.calls.find(({ method }) => method === 'credentials/authorize')?.body;
  t.deepEqual(sent?.['numSignatures'], 1);
  t.deepEqual((sent?.['hashes'] as string[] | undefined)?.length, 1, 'the key is released for this digest only');
});

test('an owner who confirms on a device and a service that signs later are waited for', async (t) => {
  const { server, backend, waited } = await withServer(t);
  Object.assign(server.deeds, { pendingAuthorization: 3, pendingSignature: 2 });
  const { request } = requestFor(rsa);
  t.true((await backend.sign(request, contextFor(duong, { pin: PIN }))).length > 0);
  t.is(server.calls.filter(({ method }) => method === 'credentials/authorizeCheck').length, 3);
  t.deepEqual(
    server.calls.filter(({ method }) => method === 'signatures/signPolling').map(({ body }) => typeof body['requestID']),
    ['string', 'string'],
  );
  t.is(waited(), 10_000);
});

test('who never confirms has not signed; who was to sign and is not heard of may have', async (t) => {
  const { server, backend } = await withServer(t);
  const { request } = requestFor(rsa);
  server.deeds.pendingAuthorization = 1_000;
  await t.throwsAsync(backend.sign(request, contextFor(duong, { pin: PIN })), { code: 'keys.notSignedInTime' });
  Object.assign(server.deeds, { pendingAuthorization: 0, pendingSignature: 1_000 });
  await t.throwsAsync(backend.sign(request, contextFor(duong, { pin: PIN })), { code: 'keys.outcomeUnknown' });
  server.deeds.pendingSignature = 0;
  for (const reply of ['hangs up', { status: 503, body: '{}' }, { status: 200, body: 'no JSON' }, { status: 200, body: '{}' }] as const) {
    server.deeds.replies.set('signatures/signHash', reply);
    const before = server.calls.length;
    await t.throwsAsync(backend.sign(request, contextFor(duong, { pin: PIN })), { code: 'keys.outcomeUnknown' });
    t.is(server.calls.slice(before).filter(({ method }) => method === 'signatures/signHash').length, 1, 'it is asked once');
  }
});

test('ECDSA as two numbers side by side is understood', async (t) => {
  const { server, backend } = await withServer(t);
  server.deeds.rawEcdsa = true;
  t.is((await backend.sign(requestFor(seal).request, contextFor(unit)))[0], 0x30);
});

test('wrong and missing PINs, locked and disabled keys, unknown holders are told apart', async (t) => {
  const { server, backend } = await withServer(t);
  const { request } = requestFor(rsa);
  const fault = async (more: Parameters<typeof contextFor>[1], code: string): Promise<void> =>
    void (await t.throwsAsync(backend.sign(request, contextFor(duong, more)), { code }));
  await fault({ pin: '000000' }, 'keys.wrongPin');
  await fault({ pin: 'locked' }, 'keys.pinLocked');
  await fault({}, 'keys.pinMissing');
  await t.throwsAsync(backend.sign(requestFor(ec).request, contextFor(khanh, { pin: PIN })), {
    code: 'keys.pinMissing',
    message: /one-time code/,
  });
  await t.throwsAsync(backend.identity({ kind: 'person', id: 'nobody' }), { code: 'keys.keyGone' });
  server.deeds.keyStatus = 'disabled';
  await t.throwsAsync(backend.identity(duong), { code: 'keys.keyGone' });
  Object.assign(server.deeds, { keyStatus: 'enabled', mode: 'oauth2code' });
  await fault({ pin: PIN }, 'keys.refused');
});

test('a signature by another key does not leave the door', async (t) => {
  const { server, backend } = await withServer(t);
  server.deeds.foreignKey = generateKeyPairSync('rsa', { modulusLength: 2048 }).privateKey;
  await t.throwsAsync(backend.sign(requestFor(rsa).request, contextFor(duong, { pin: PIN })), { code: 'keys.wrongKey' });
});

test('a token that was taken back is asked for anew, and a wrong secret is refused', async (t) => {
  const { server, backend } = await withServer(t);
  await backend.identity(duong);
  server.deeds.tokensTaken = true;
  t.true((await backend.identity(duong)).certificate.equals(rsa.certificate));
  const stranger = (await withServer(t, { clientSecret: 'sai' })).backend;
  await t.throwsAsync(stranger.identity(duong), { code: 'keys.refused' });
});

test('a service that is down, overloaded, or talks nonsense before it signs has signed nothing', async (t) => {
  const { server, backend } = await withServer(t);
  const { request } = requestFor(rsa);
  for (const [reply, code] of [
    ['hangs up', 'keys.serviceDown'],
    [{ status: 502, body: '<html>' }, 'keys.serviceDown'],
    [{ status: 429, body: '{}' }, 'keys.busy'],
    [{ status: 200, body: '[]' }, 'keys.serviceDown'],
    [{ status: 200, body: '{}' }, 'keys.serviceDown'],
    [{ status: 200, body: JSON.stringify({ SAD: 'x'.repeat(600_000) }) }, 'keys.serviceDown'],
    [{ status: 302, body: '{}' }, 'keys.refused'],
  ] as const) {
    server.deeds.replies.set('credentials/authorize', reply);
    await t.throwsAsync(backend.sign(request, contextFor(duong, { pin: PIN })), { code });
  }
  server.deeds.replies.set('credentials/info', {
    status: 200,
    body: '{"key":{"status":"enabled","algo":"x"},"cert":{"certificates":["AAAA"]}}',
  });
  await t.throwsAsync(backend.identity(duong), { code: 'keys.serviceDown' });
});

test('neither PIN nor secret is in what a failure says', async (t) => {
  const { server, backend } = await withServer(t);
  const { request } = requestFor(rsa);
  for (const reply of [{ status: 400, body: '{"error":"invalid_request","error_description":"locked"}' }, 'hangs up'] as const) {
    server.deeds.replies.set('credentials/authorize', reply);
    const error = await t.throwsAsync(backend.sign(request, contextFor(duong, { pin: 'my-secret-pin' })));
    const told = `${JSON.stringify(error)}${error?.message}${error?.stack}${String(error?.cause)}`;
    t.false(told.includes('my-secret-pin') || told.includes('bí mật'));
  }
});
