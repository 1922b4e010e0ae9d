/** Killed between any two of: shown, begun, signed, kept, completed. What comes after finds everything or nothing, and never half a step. */
import { execFile } from 'node:child_process';
import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { promisify } from 'node:util';
import test from 'ava';
import type { CrashPoint } from '../../../commands/crash-point.ts';
import { loadContent, loadDocuments } from '../../../store/repositories/documents.ts';
import { loadCase } from '../../../store/repositories/load-case.ts';
import { verifyAuditChain } from '../../../store/queries/case-history.ts';
import { isValid } from '../../../signing/report/is-valid.ts';
import { verifyPdf } from '../../../signing/verify-pdf.ts';
import { settleSignings } from '../../../worker/settle-signings.ts';
import { bpmn, chain, deployed, MANAGER, NOW, started, task } from '../fixtures.ts';
import type { Handover } from './killed-signer.ts';
import { useSigningOffice } from './signing-office.ts';

const office = useSigningOffice(test);
const run = promisify(execFile);
const CHILD = path.join(import.meta.dirname, 'killed-signer.ts');
const SIGNED = '<extensionElements><tk:signature document="decision" capacity="personal" level="B-B" order="1"/></extensionElements>';

/** And whether the step is there when the dust has settled: from the kept signature on it is. */
const POINTS: readonly (readonly [point: CrashPoint, passing: number, isTaken: boolean])[] = [
  ['signingPrepared', 1, false],
  ['signingBegun', 1, false],
  ['signatureGiven', 1, false],
  ['signatureKept', 1, true],
  ['beforeSave', 1, true],
  ['stepSaved', 1, true],
  ['signingFinished', 1, true],
];

test.serial.before(async () => {
  const act = task('sign', 'tk:candidateRoles="manager"', SIGNED);
  await deployed(office, ['killed.bpmn', bpmn('killed', `<startEvent id="s"/>${act}<endEvent id="e"/>${chain('s', 'sign', 'e')}`)]);
});

async function handover(at: Handover['task']): Promise<string> {
  const { certificate, privateKey } = office.keys('manager');
  const der = (one: { readonly certificate: { readonly der: Buffer } }): string => one.certificate.der.toString('base64');
  const content: Handover = {
    url: office.services.db.url,
    task: at,
    root: der(office.pki.root),
    issuing: der(office.pki.issuing),
    certificate: certificate.der.toString('base64'),
    key: privateKey.export({ type: 'pkcs8', format: 'pem' }).toString(),
  };
  const file = path.join(mkdtempSync(path.join(tmpdir(), 'signing-')), 'handover.json');
  writeFileSync(file, JSON.stringify(content));
  return file;
}

async function killedAt(file: string, crashAt: string): Promise<string | undefined> {
  try {
    await run(process.execPath, ['--disable-warning=ExperimentalWarning', CHILD, file, crashAt]);
    return undefined;
  } catch (error) {
    const { signal, stderr } = error as { signal?: string; stderr: string };
    if (signal !== 'SIGKILL') throw new Error(stderr, { cause: error });
    return signal;
  }
}

for (const [point, passing, isTaken] of POINTS)
  test.serial(`killed at ${point}: ${isTaken ? 'the step is taken' : 'nothing was signed'}, and nothing is left over`, async (t) => {
    const at = await started(office, 'killed');
    await office.run<'claimTask'>(MANAGER, { type: 'claimTask', ...at });
    t.is(await killedAt(await handover(at), `${point}:${passing}`), 'SIGKILL');
    // the request is gone; minutes later the worker looks
    await office.db.pool.query("update signing set signed_at = signed_at - interval '5 minutes', expires_at = created_at");
    await settleSignings(office.services);
    const documents = await loadDocuments(office.db, at.caseId);
    const loaded = await loadCase(office.db, at.caseId, { now: NOW });
    t.is(documents.length, isTaken ? 1 : 0);
    t.is(loaded?.case.status, isTaken ? 'ended' : 'active');
    for (const { sha256 } of documents) {
      const bytes = (await loadContent(office.db, at.caseId, sha256)) ?? Buffer.alloc(0);
      t.true(isValid(verifyPdf(bytes, { anchors: office.pki.anchors, at: Date.parse(NOW) }), true));
    }
    const { rows } = await office.db.pool.query(
      `select count(*) filter (where s.state in ('prepared', 'signed'))::int as open, count(i.prepared)::int + count(i.signed)::int as bytes
        from signing s join signing_item i on i.signing_id = s.id where s.case_id = $1`,
      [at.caseId],
    );
    t.deepEqual(rows, [{ open: 0, bytes: 0 }], 'no orphan');
    t.like(await verifyAuditChain(office.db, at.caseId), { intact: true });
    if (!isTaken) t.is((await office.sign(MANAGER, at)).state, 'recorded', 'and it can be signed anew');
  });
