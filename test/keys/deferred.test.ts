import { generateKeyPairSync } from 'node:crypto';
import test from 'ava';
import { createDeferredBackend, type DeferredBackend, type HandedOut } from '../../keys/backends/deferred-backend.ts';
import { collectEvidence } from '../../keys/evidence/collect-evidence.ts';
import { signDigest } from './sign-digest.ts';
import { demoKey } from './demo-key.ts';
import { KHANH, contextFor, evidenceFrom, makeAuthority, requestFor, signWith, temporaryFolder } from './made-authority.ts';

const folder = temporaryFolder();
const authority = await makeAuthority(folder);
const ec = await authority.ensurePerson(KHANH);
const khanh = { kind: 'person', id: KHANH.id } as const;
const key = demoKey(folder, khanh);

interface Elsewhere {
  readonly backend: DeferredBackend;
  /** the next request that is handed out */
  readonly next: () => Promise<HandedOut>;
}

function elsewhere(more: Partial<Parameters<typeof createDeferredBackend>[0]> = {}): Elsewhere {
  const { promise, resolve } = Promise.withResolvers<HandedOut>();
  const backend = createDeferredBackend({
    name: 'agent',
    identity: async () => ec,
    handOut: async (request) => resolve(request),
    waitMs: 60_000,
    clock: () => 1_000,
    ...more,
  });
  return { backend, next: async () => await promise };
}

test('the circle: a request goes out, its signature comes back, and the file reaches B-LTA', async (t) => {
  const { backend, next } = elsewhere();
  const signed = signWith(backend, contextFor(khanh, { requestId: 'r1', pin: '1234' }));
  const out = await next();
  t.false(JSON.stringify(out).includes('1234'), 'the PIN is typed where the token is');
  t.is(out.expiresAt, 61_000);
  backend.deliver(out.requestId, signDigest(key, out.request.digest));
  const { level, report } = await collectEvidence(await signed, evidenceFrom(authority));
  t.deepEqual([level, report.indication], ['B-LTA', 'TOTAL-PASSED']);
  t.throws(() => backend.deliver('r1', Buffer.alloc(1)), { code: 'keys.requestUnknown' });
});

test('a wrong signature is refused, and the right one still counts', async (t) => {
  const { backend, next } = elsewhere();
  const { request } = requestFor(ec);
  const signing = backend.sign(request, contextFor(khanh, { requestId: 'r2' }));
  await next();
  const stranger = generateKeyPairSync('ec', { namedCurve: 'P-256' }).privateKey;
  t.throws(() => backend.deliver('r2', signDigest(stranger, request.digest)), { code: 'keys.wrongKey' });
  const right = signDigest(key, request.digest);
  backend.deliver('r2', right);
  t.true((await signing).equals(right));
});

test('who refuses, is late, or is not reached has not signed', async (t) => {
  const { backend, next } = elsewhere();
  const { request } = requestFor(ec);
  const refused = backend.sign(request, contextFor(khanh, { requestId: 'r3' }));
  await next();
  await t.throwsAsync(backend.sign(request, contextFor(khanh, { requestId: 'r3' })), { code: 'keys.requestUnknown' });
  backend.refuse('r3', 'pinLocked');
  await t.throwsAsync(refused, { code: 'keys.pinLocked' });
  const late = elsewhere({ waitMs: 5 }).backend;
  await t.throwsAsync(late.sign(request, contextFor(khanh, { requestId: 'r4' })), { code: 'keys.notSignedInTime' });
  t.throws(() => late.deliver('r4', signDigest(key, request.digest)), { code: 'keys.requestUnknown' });
  const broken = elsewhere({ handOut: async () => await Promise.reject(new Error('no way')) }).backend;
  await t.throwsAsync(broken.sign(request, contextFor(khanh)), { code: 'keys.refused' });
  const open = elsewhere();
  const pending = open.backend.sign(request, contextFor(khanh));
  await open.next();
  await open.backend.close();
  await t.throwsAsync(pending, { code: 'keys.notSignedInTime' });
});
