import { memoryUsage } from 'node:process';
import type { ExecutionContext } from 'ava';
import { readCoverage } from '../../../signing/verify/read-coverage.ts';
import { findSignatures } from '../../../signing/verify/find-signatures.ts';
import { PdfDocument } from '../../../signing/pdf/pdf-document.ts';
import { MINUTE, makePki, type TestPki } from '../pki/test-pki.ts';
import { compressedLetter, letter } from '../pdfs/letter.ts';
import { addLetterEvidence, signLetter, stampLetter, verifyLetter, withRoute } from '../sign-letter.ts';
import { mutate, randomNumbers } from './mutate.ts';

/** What one file may cost. Processor time is measured, since others share the machine. */
const LIMITS = { milliseconds: 250, bytes: 64 * 1024 * 1024 };

interface Subject {
  readonly pdf: Buffer;
  readonly pki: TestPki;
  /** what each signature of the sound file covers */
  readonly covered: readonly Buffer[];
}

async function makeSubjects(): Promise<readonly Subject[]> {
  const pki = await makePki();
  const people = [await pki.issue({ name: 'Drafter' }), await pki.issue({ name: 'Leader', key: 'rsa-2048' })] as const;
  const bases = [letter(), compressedLetter()];
  return await Promise.all(
    bases.map(async (base) => {
      const first = await signLetter(pki, withRoute(base), { by: people[0], certify: 2, stampedAt: pki.now + MINUTE, room: 6_000 });
      const second = await signLetter(pki, first, { by: people[1], field: 'Leader', stampedAt: pki.now + 2 * MINUTE, room: 6_000 });
      const pdf = await stampLetter(pki, await addLetterEvidence(pki, second, people), pki.now + 12 * MINUTE);
      return { pdf, pki, covered: coveredBy(pdf) };
    }),
  );
}

function coveredBy(pdf: Buffer): readonly Buffer[] {
  const document = new PdfDocument(pdf);
  return findSignatures(document).signatures.map((signature) => Buffer.concat(readCoverage(document, signature).parts));
}

/** Bytes of the heap and beside it. */
function heldNow(): number {
  const { heapUsed, external } = memoryUsage();
  return heapUsed + external;
}

/** Verifies `count` mutations of valid files. What passes must hold exactly the bytes that were signed; nothing throws, and nothing costs much. */
export async function fuzz(t: ExecutionContext, count: number, seed: number): Promise<void> {
  const subjects = await makeSubjects();
  for (const { pki, pdf } of subjects) t.is(verifyLetter(pki, pdf).indication, 'TOTAL-PASSED');
  let slowest = 0;
  let largest = 0;
  let passed = 0;
  const before = memoryUsage().rss;
  for (let index = 0; index < count; index++) {
    const { pdf, pki, covered } = subjects[index % subjects.length] ?? t.fail();
    const mutated = mutate(pdf, randomNumbers(seed + index));
    const held = heldNow();
    const start = process.cpuUsage();
    const report = verifyLetter(pki, mutated);
    const { user, system } = process.cpuUsage(start);
    const milliseconds = (user + system) / 1000;
    // what is not collected yet counts: at most what the file took, unless a collection came between
    const bytes = heldNow() - held;
    slowest = Math.max(slowest, milliseconds);
    largest = Math.max(largest, bytes);
    if (milliseconds >= LIMITS.milliseconds || bytes >= LIMITS.bytes)
      t.fail(`mutation ${seed + index} cost ${milliseconds.toFixed(0)} ms and ${(bytes / 1e6).toFixed(0)} MB`);
    if (report.indication !== 'TOTAL-PASSED') continue;
    passed++;
    const still = coveredBy(mutated);
    if (!still.every((bytes) => covered.some((one) => one.equals(bytes))))
      t.fail(`mutation ${seed + index} changed signed bytes and passed`);
  }
  t.log(
    `${count} mutations, ${passed} of which changed nothing that is signed; slowest ${slowest.toFixed(0)} ms, largest ${(largest / 1e6).toFixed(1)} MB; ${((memoryUsage().rss - before) / 1e6).toFixed(0)} MB more at the end`,
  );
  t.true(memoryUsage().rss - before < LIMITS.bytes * 3, 'all of them together, with what is not collected yet');
}
