import fs from 'node:fs';
import path from 'node:path';
import { PassThrough } from 'node:stream';
import ava, { type TestFn } from 'ava';
import { createHsmBackend, type HsmBackend } from '../../keys/backends/pkcs11/hsm-backend.ts';
import { collectEvidence } from '../../keys/evidence/collect-evidence.ts';
import { signedOnce } from '../../keys/signed-once.ts';
import { createLogger } from '../../logging/logger.ts';
import { chainPem, demoKey } from './demo-key.ts';
import { AGENCY, DUONG, KHANH, contextFor, evidenceFrom, makeAuthority, requestFor, signWith, temporaryFolder } from './made-authority.ts';
import { hasSoftHsm, makeSoftHsm, PIN, TOKEN, type SoftHsm } from './soft-hsm.ts';

const test: TestFn = ava;
/** without SoftHSM and a compiled pkcs11js there is no token to test with */
const onToken = hasSoftHsm() ? test.serial : test.serial.skip;
const folder = temporaryFolder();
const authority = await makeAuthority(folder);
const [rsa, ec, seal] = [await authority.ensurePerson(DUONG), await authority.ensurePerson(KHANH), await authority.ensureSeal(AGENCY)];
const duong = { kind: 'person', id: DUONG.id } as const;
const khanh = { kind: 'person', id: KHANH.id } as const;
const unit = { kind: 'unit', id: AGENCY.unitId } as const;

const printed: string[] = [];
const destination = new PassThrough().on('data', (part: Buffer) => printed.push(part.toString()));
const logger = createLogger({ level: 'trace', format: 'json', destination });
const opened: HsmBackend[] = [];
let hsm: SoftHsm;

test.serial.before(() => {
  if (!hasSoftHsm()) return;
  hsm = makeSoftHsm();
  hsm.put(duong, demoKey(folder, duong), rsa);
  hsm.put(khanh, demoKey(folder, khanh), ec);
  hsm.put(unit, demoKey(folder, unit), seal);
});
test.after.always(async () => await Promise.all(opened.map(async (one) => await one.close())));

function backend(more: Partial<Parameters<typeof createHsmBackend>[0]> = {}): HsmBackend {
  const made = createHsmBackend({ module: hsm?.module ?? '', token: TOKEN, clock: Date.now, logger, ...more });
  opened.push(made);
  return made;
}

onToken('the circle: RSA and EC keys on a token sign, and the file reaches B-LTA', async (t) => {
  const token = backend();
  const services = evidenceFrom(authority);
  const { timeStamp } = services;
  const first = await signWith(token, contextFor(duong, { pin: PIN }), { timeStamp });
  const second = await signWith(token, contextFor(khanh, { pin: PIN }), { pdf: first, field: 'Leader', timeStamp });
  const third = await signWith(token, contextFor(unit, { pin: PIN }), { pdf: second, field: 'Seal', timeStamp });
  const { level, pending, report } = await collectEvidence(third, services);
  t.deepEqual([level, pending, report.indication], ['B-LTA', [], 'TOTAL-PASSED']);
  t.deepEqual((await token.identity(duong)).chain.length, 2, 'the chain comes from the token');
});

onToken(
  'a wrong PIN, none, an unknown holder and another token are told apart, and nothing of it keeps the next from signing',
  async (t) => {
    const token = backend();
    const { request } = requestFor(rsa);
    const fault = async (more: Parameters<typeof contextFor>[1], code: string): Promise<void> =>
      void (await t.throwsAsync(token.sign(request, contextFor(duong, more)), { code }));
    await fault({ pin: '999999' }, 'keys.wrongPin');
    await fault({ pin: '1' }, 'keys.wrongPin');
    await fault({}, 'keys.pinMissing');
    await t.throwsAsync(token.identity({ kind: 'person', id: 'nobody' }), { code: 'keys.keyGone' });
    await t.throwsAsync(backend({ token: 'another' }).identity(duong), { code: 'keys.tokenRemoved' });
    t.true((await token.sign(request, contextFor(duong, { pin: PIN }))).length > 0);
  },
);

onToken('a token that is gone is told, and signs again when it is back', async (t) => {
  const { request } = requestFor(rsa);
  fs.renameSync(hsm.folder, `${hsm.folder}-pulled`);
  fs.mkdirSync(hsm.folder);
  const token = backend();
  await t.throwsAsync(token.sign(request, contextFor(duong, { pin: PIN })), { code: 'keys.tokenRemoved' });
  fs.rmdirSync(hsm.folder);
  fs.renameSync(`${hsm.folder}-pulled`, hsm.folder);
  t.true((await token.sign(request, contextFor(duong, { pin: PIN }))).length > 0);
});

onToken('of two keys with one label none is taken', async (t) => {
  const twice = { kind: 'person', id: 'twice' } as const;
  hsm.put(twice, demoKey(folder, duong), rsa);
  hsm.put(twice, demoKey(folder, khanh), ec);
  await t.throwsAsync(backend().identity(twice), { code: 'keys.keyGone', message: /one certificate/ });
});

onToken('a library that is not there is a service that is down', async (t) => {
  await t.throwsAsync(backend({ module: '/nowhere.so' }).identity(duong), { code: 'keys.serviceDown' });
});

onToken('many sign at once, each its own', async (t) => {
  const token = backend();
  const jobs = Array.from({ length: 20 }, (_, index) => (index % 2 === 0 ? ([duong, rsa] as const) : ([khanh, ec] as const)));
  const made = await Promise.all(
    jobs.map(async ([holder, identity]) => await token.sign(requestFor(identity).request, contextFor(holder, { pin: PIN }))),
  );
  t.is(new Set(made.map((signature) => signature.toString('hex'))).size, 20);
});

onToken('the process that died is started again for the next question', async (t) => {
  const token = backend();
  await token.identity(duong);
  const { pid } = token.process;
  process.kill(pid ?? 0, 'SIGKILL');
  const { request } = requestFor(rsa);
  const outcome = await token.sign(request, contextFor(duong, { pin: PIN })).catch((error: { code: string }) => error.code);
  // the death may be heard of before or after the question
  t.true(Buffer.isBuffer(outcome) || outcome === 'keys.serviceDown' || outcome === 'keys.outcomeUnknown', String(outcome));
  t.true((await token.sign(request, contextFor(duong, { pin: PIN }))).length > 0);
  t.not(token.process.pid, pid);
});

onToken('no log line, error or argument of a process ever shows a PIN', async (t) => {
  const token = backend();
  const secret = '31415926535';
  const { request } = requestFor(rsa);
  const errors = [
    await t.throwsAsync(token.sign(request, contextFor(duong, { pin: secret }))),
    await t.throwsAsync(backend({ token: 'another' }).sign(request, contextFor(duong, { pin: secret }))),
  ];
  for (const error of errors) logger.error({ error, context: contextFor(duong, { pin: secret }) }, 'a signature failed');
  await token.sign(request, contextFor(duong, { pin: PIN }));
  const command =
    fs.readFileSync(`/proc/${token.process.pid}/cmdline`, 'utf8') + fs.readFileSync(`/proc/${token.process.pid}/environ`, 'utf8');
  const log = printed.join('');
  t.regex(log, /a signature failed/);
  for (const place of [log, command, JSON.stringify(errors), errors.map((error) => String(error?.stack)).join('')]) {
    t.false(place.includes(secret));
    t.false(place.includes(PIN));
  }
});

async function standIn(deed: string): Promise<{ readonly token: HsmBackend; asked(): readonly string[] }> {
  const file = path.join(temporaryFolder(), 'chain.pem');
  fs.writeFileSync(file, chainPem(ec));
  const token = backend({ module: file, token: deed, script: new URL('hanging-hsm.ts', import.meta.url) });
  return { token, asked: () => fs.readFileSync(`${file}.asked`, 'utf8').trim().split('\n') };
}

for (const deed of ['dies', 'hangs']) {
  test.serial(`a signature whose process ${deed} is not asked for again by itself, and who asks again is told`, async (t) => {
    const { token, asked } = await standIn(deed);
    const once = signedOnce(token);
    const { request } = requestFor(ec);
    const context = contextFor(khanh, { pin: PIN, timeoutMs: 300 });
    await t.throwsAsync(once.sign(request, context), { code: 'keys.outcomeUnknown' });
    await t.throwsAsync(once.sign(request, context), { code: 'keys.outcomeUnknown' });
    t.deepEqual(asked(), ['identity', 'sign'], 'one question, whoever asks again');
    await t.throwsAsync(once.sign(request, { ...context, requestId: 'decided anew' }), { code: 'keys.outcomeUnknown' });
    t.deepEqual(asked(), ['identity', 'sign', 'identity', 'sign']);
  });
}

test.serial('a signature by another key does not leave the door', async (t) => {
  const { token } = await standIn('signs otherwise');
  await t.throwsAsync(token.sign(requestFor(ec).request, contextFor(khanh, { pin: PIN })), { code: 'keys.wrongKey' });
});

test.serial('a library that crashes at once is not started for ever', async (t) => {
  const { token } = await standIn('dies');
  const { request } = requestFor(ec);
  for (let time = 0; time < 5; time += 1)
    await t.throwsAsync(token.sign(request, contextFor(khanh, { pin: PIN })), { code: 'keys.outcomeUnknown' });
  await t.throwsAsync(token.sign(request, contextFor(khanh, { pin: PIN })), { code: 'keys.serviceDown' });
});

test.serial('who asks twice for the same gets one signature, and one id stands for one request', async (t) => {
  const once = signedOnce(authority.backend());
  const { request } = requestFor(ec);
  const context = contextFor(khanh);
  const [one, two] = await Promise.all([once.sign(request, context), once.sign(request, context)]);
  t.true(one.equals(two));
  t.true(one.equals(await once.sign(request, context)));
  await t.throwsAsync(once.sign(requestFor(ec).request, context), { code: 'keys.requestUnknown' });
});
