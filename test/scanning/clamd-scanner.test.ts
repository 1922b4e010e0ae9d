/** clamd's protocol against a server that speaks it: every answer, and every way to get none. */
import { randomBytes } from 'node:crypto';
import test from 'ava';
import { Transient } from '../../errors.ts';
import { createClamdScanner } from '../../scanning/clamd-scanner.ts';
import { openClamdDouble, type ClamdDouble, type Manner } from './clamd-double.ts';
import { EICAR } from './eicar.ts';

const SOON_MS = 10_000;

async function opened(t: {
  teardown(work: () => Promise<void>): void;
}): Promise<{ clamd: ClamdDouble; scanner: ReturnType<typeof createClamdScanner> }> {
  const clamd = await openClamdDouble();
  t.teardown(clamd.down);
  return { clamd, scanner: createClamdScanner(clamd.address) };
}

test('a file without malware is clean, whatever its size; what is found has its name', async (t) => {
  const { clamd, scanner } = await opened(t);
  t.is(await scanner.version(), clamd.version);
  for (const size of [1, 4, 256 * 1024, 256 * 1024 + 1, 5_000_000])
    t.deepEqual(await scanner.scan(randomBytes(size), SOON_MS), { verdict: 'clean' });
  t.deepEqual(await scanner.scan(Buffer.from(EICAR), SOON_MS), { verdict: 'found', finding: 'Eicar-Signature' });
  const deep = Buffer.concat([randomBytes(1_000_000), Buffer.from(EICAR), randomBytes(1_000_000)]);
  t.deepEqual(await scanner.scan(deep, SOON_MS), { verdict: 'found', finding: 'Eicar-Signature' });
  t.is(clamd.seen.streams, 7);
});

test('a file that is beyond a limit of the scanner is neither clean nor infected', async (t) => {
  const { clamd, scanner } = await opened(t);
  clamd.most = 100_000;
  t.deepEqual(await scanner.scan(randomBytes(3_000_000), SOON_MS), { verdict: 'beyond', limit: 'StreamMaxLength' });
  clamd.manner = { answer: 'stream: Heuristics.Limits.Exceeded.MaxFileSize FOUND\0' };
  t.deepEqual(await scanner.scan(randomBytes(10), SOON_MS), { verdict: 'beyond', limit: 'Heuristics.Limits.Exceeded.MaxFileSize' });
});

for (const [what, manner] of [
  ['an error', { answer: 'stream: Can’t allocate memory ERROR\0' }],
  ['an error of the whole command', { answer: 'COMMAND READ TIMED OUT\0' }],
  ['an empty answer', { answer: '\0' }],
  ['an answer without end', { answer: 'stream: OK' }],
  ['an answer that is too long', { answer: 'x'.repeat(1_000_000) }],
  ['another protocol', { answer: 'HTTP/1.1 400 Bad Request\r\n\r\n\0' }],
  ['two verdicts in one', { answer: 'stream: OK\nstream: X FOUND\0' }],
  ['nothing before the connection ends', { answer: '' }],
  ['a connection that is cut', 'cut'],
  ['silence', 'silent'],
] as const satisfies readonly (readonly [string, Manner])[])
  test(`${what} is no verdict`, async (t) => {
    const { clamd, scanner } = await opened(t);
    clamd.manner = manner;
    const error = await t.throwsAsync(scanner.scan(randomBytes(2_000_000), manner === 'silent' ? 200 : SOON_MS), { instanceOf: Transient });
    t.is(error.code, 'scannerUnavailable');
    clamd.manner = undefined;
    t.deepEqual(await scanner.scan(Buffer.from('a'), SOON_MS), { verdict: 'clean' }, 'the next one has its own connection');
  });

test('nobody there is no verdict, and no version', async (t) => {
  const { clamd, scanner } = await opened(t);
  await clamd.down();
  t.teardown(clamd.up);
  await t.throwsAsync(scanner.scan(Buffer.from('a'), SOON_MS), { instanceOf: Transient });
  await t.throwsAsync(scanner.version(), { instanceOf: Transient });
  const nowhere = createClamdScanner({ socket: '/nonexistent/clamd.ctl' });
  await t.throwsAsync(nowhere.version(), { instanceOf: Transient });
});

test('what is no ClamAV is not believed to be one', async (t) => {
  const { clamd, scanner } = await opened(t);
  clamd.version = 'SSH-2.0-OpenSSH_9.2';
  await t.throwsAsync(scanner.version(), { instanceOf: Transient });
});

test('four files are scanned together, sixteen wait their turn, and one more is sent away', async (t) => {
  const { clamd, scanner } = await opened(t);
  const { promise, resolve } = Promise.withResolvers<void>();
  clamd.hold = promise;
  const held = Array.from({ length: 20 }, async () => await scanner.scan(Buffer.from('a'), SOON_MS));
  await t.throwsAsync(scanner.scan(Buffer.from('a'), SOON_MS), { instanceOf: Transient, message: /fewer files/ });
  while (clamd.seen.now < 4) await new Promise((again) => void setTimeout(again, 5));
  resolve();
  t.true((await Promise.all(held)).every(({ verdict }) => verdict === 'clean'));
  t.deepEqual(clamd.seen, { streams: 20, now: clamd.seen.now, together: 4 });
});

test('a file that waits longer than its time is not sent any more, and takes no place', async (t) => {
  const { clamd, scanner } = await opened(t);
  clamd.manner = 'silent';
  const late = await Promise.allSettled(Array.from({ length: 6 }, async () => await scanner.scan(Buffer.from('a'), 150)));
  t.true(late.every(({ status }) => status === 'rejected'));
  t.true(clamd.seen.streams <= 4);
  clamd.manner = undefined;
  t.deepEqual(await scanner.scan(Buffer.from('a'), SOON_MS), { verdict: 'clean' });
});
