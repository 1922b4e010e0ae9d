/** Killed between any two of: claimed, collected, recorded, verified, judged. Whoever comes after finds one revision, and nothing is left over. */
import { execFile } from 'node:child_process';
import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { promisify } from 'node:util';
import test from 'ava';
import type { CrashPoint } from '../../../commands/crash-point.ts';
import { isValid } from '../../../signing/report/is-valid.ts';
import { verifyPdf } from '../../../signing/verify-pdf.ts';
import { loadContent, loadDocuments } from '../../../store/repositories/documents.ts';
import { completeEvidence } from '../../../worker/complete-evidence.ts';
import { bpmn, chain, deployed, MANAGER, started, task } from '../fixtures.ts';
import type { EvidenceHandover } from './killed-evidence.ts';
import { useSigningOffice, type SigningOffice } from './signing-office.ts';
import { testEvidence } from './test-evidence.ts';

const evidence = testEvidence(
  () => office.pki,
  () => Date.parse(office.services.clock()),
  () => [office.keys('manager')],
);
const office: SigningOffice = useSigningOffice(test, { collectEvidence: evidence.collect });
const run = promisify(execFile);
const CHILD = path.join(import.meta.dirname, 'killed-evidence.ts');
const SIGNED = '<extensionElements><tk:signature document="decision" capacity="personal" level="B-LT" order="1"/></extensionElements>';

test.serial.before(async () => {
  const act = task('sign', 'tk:candidateRoles="manager"', SIGNED);
  await deployed(office, ['late.bpmn', bpmn('late', `<startEvent id="s"/>${act}<endEvent id="e"/>${chain('s', 'sign', 'e')}`)]);
});

async function killedAt(handover: EvidenceHandover, point: CrashPoint): Promise<string | undefined> {
  const file = path.join(mkdtempSync(path.join(tmpdir(), 'evidence-')), 'handover.json');
  writeFileSync(file, JSON.stringify(handover));
  try {
    await run(process.execPath, ['--disable-warning=ExperimentalWarning', CHILD, file, `${point}:1`]);
    return undefined;
  } catch (error) {
    const { signal, stderr } = error as { signal?: string; stderr: string };
    if (signal !== 'SIGKILL') throw new Error(stderr, { cause: error });
    return signal;
  }
}

/** And how far it had come. */
const POINTS: readonly (readonly [point: CrashPoint, revision: number, state: string, up: boolean])[] = [
  ['evidenceClaimed', 1, 'pending', true],
  ['evidenceCollected', 1, 'pending', true],
  ['evidenceSaved', 2, 'pending', true],
  ['secondVerifiersAsked', 2, 'pending', true],
  ['evidenceJudged', 2, 'complete', true],
  ['evidencePostponed', 1, 'pending', false],
];

for (const [point, revision, state, up] of POINTS)
  test.serial(`killed at ${point}: the evidence comes once, whole, and nothing is left over`, async (t) => {
    const at = await started(office, 'late');
    await office.run<'claimTask'>(MANAGER, { type: 'claimTask', ...at });
    await office.sign(MANAGER, at);
    const load = async () => (await loadDocuments(office.db, at.caseId))[0] ?? t.fail('It is gone.');
    const contentOf = async (sha256: string) => (await loadContent(office.db, at.caseId, sha256)) ?? Buffer.alloc(0);
    const { pdf } = await evidence.collect(await contentOf((await load()).sha256), 'B-LT', { renew: false });
    const root = office.pki.root.certificate.der.toString('base64');
    const { url } = office.services.db;
    const handover = { url, now: office.services.clock(), root, ...(up && { collected: pdf.toString('base64') }) };
    t.is(await killedAt(handover, point), 'SIGKILL');
    const killed = await load();
    t.deepEqual([killed.revision, killed.evidence?.state], [revision, state]);
    // its claim runs out, and another worker looks
    office.pass(400);
    while (await completeEvidence(office.services));
    const after = await load();
    t.like(after.evidence, { state: 'complete', reached: 'B-LT', pending: [] });
    t.deepEqual(
      after.revisions.map(({ cause }) => cause),
      ['signature', 'evidence'],
    );
    for (const { sha256 } of after.revisions) {
      const report = verifyPdf(await contentOf(sha256), { anchors: office.pki.anchors, at: Date.parse(office.services.clock()) });
      t.true(isValid(report, true));
    }
    const { rows } = await office.db.pool.query('select count(*)::int as count from document_content where case_id = $1', [at.caseId]);
    t.is(rows[0].count, 2, 'no orphan');
  });
