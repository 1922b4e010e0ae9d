/** The protocol as ClamAV itself speaks it. Where the machine has no clamd, these tests are skipped by name. */
import { randomBytes } from 'node:crypto';
import ava from 'ava';
import { scanPdf } from '../commands/uploads/files.ts';
import { EICAR, infectedPdf } from './eicar.ts';
import { CLAMD, startClamd, type RealClamd } from './real-clamd.ts';

const test = CLAMD === undefined ? ava.skip : ava.serial;
const SOON_MS = 60_000;

async function started(
  t: { teardown(work: () => Promise<void>): void; timeout(ms: number): void },
  ...settings: readonly string[]
): Promise<RealClamd['scanner']> {
  t.timeout(100_000);
  const { scanner, stop } = await startClamd(settings);
  t.teardown(stop);
  return scanner;
}

test('clamd finds EICAR by itself and inside a PDF, and nothing in a scan or a large file', async (t) => {
  const scanner = await started(t, 'StreamMaxLength 60M', 'MaxFileSize 60M', 'MaxScanSize 400M');
  t.regex(await scanner.version(), /^ClamAV \d/);
  t.deepEqual(await scanner.scan(Buffer.from(EICAR), SOON_MS), { verdict: 'found', finding: 'Test.Eicar.UNOFFICIAL' });
  t.like(await scanner.scan(infectedPdf('bẫy'), SOON_MS), { verdict: 'found' });
  t.deepEqual(await scanner.scan(scanPdf(), SOON_MS), { verdict: 'clean' });
  t.deepEqual(await scanner.scan(randomBytes(50 * 1024 * 1024), SOON_MS), { verdict: 'clean' });
});

test('a stream longer than clamd takes is beyond its limit', async (t) => {
  const scanner = await started(t, 'StreamMaxLength 1M');
  for (const size of [1_048_577, 3_000_000, 30_000_000])
    t.deepEqual(await scanner.scan(randomBytes(size), SOON_MS), { verdict: 'beyond', limit: 'StreamMaxLength' }, `${size}`);
  t.deepEqual(await scanner.scan(randomBytes(1_000_000), SOON_MS), { verdict: 'clean' });
});

test('a file that clamd does not look at to its end is beyond its limits where AlertExceedsMax is on', async (t) => {
  const scanner = await started(t, 'StreamMaxLength 10M', 'MaxFileSize 1M', 'AlertExceedsMax yes');
  const found = await scanner.scan(randomBytes(2_000_000), SOON_MS);
  t.deepEqual(found, { verdict: 'beyond', limit: 'Heuristics.Limits.Exceeded.MaxFileSize' });
});
