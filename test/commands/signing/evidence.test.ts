/** Evidence that comes late, and the second verifier without whom nothing is issued. */
import test from 'ava';
import { INSTALLER_ACTOR, WORKER_ACTOR } from '../../../commands/actors.ts';
import { runCommand } from '../../../commands/run-command.ts';
import type { SecondVerifier } from '../../../commands/signing/document-evidence.ts';
import { Transient } from '../../../errors.ts';
import { listDeliveries } from '../../../store/queries/list-deliveries.ts';
import { loadContent, loadDocument, loadDocuments } from '../../../store/repositories/documents.ts';
import { loadCase } from '../../../store/repositories/load-case.ts';
import { verifyPdf } from '../../../signing/verify-pdf.ts';
import { completeEvidence } from '../../../worker/complete-evidence.ts';
import { deliverOutbox } from '../../../worker/deliver-outbox.ts';
import { bpmn, chain, deployed, MANAGER, MANAGER_2, started, task } from '../fixtures.ts';
import { sha256, useSigningOffice, type SigningOffice } from './signing-office.ts';
import { testEvidence } from './test-evidence.ts';

const opinions: { answer: (() => boolean) | undefined } = { answer: () => true };
const second: SecondVerifier = {
  name: 'another',
  async verify() {
    if (!opinions.answer) throw new Transient('verifierUnavailable', 'Expected it to be there.');
    return await Promise.resolve({ valid: opinions.answer(), said: 'said so' });
  },
};
const evidence = testEvidence(
  () => office.pki,
  () => Date.parse(office.services.clock()),
  () => [office.keys('manager'), office.keys('manager2'), office.keys('seal')],
);
const office: SigningOffice = useSigningOffice(test, { collectEvidence: evidence.collect, secondVerifiers: [second] });

const asks = (level: string, order = 1): string =>
  `<extensionElements><tk:signature document="decision" capacity="personal" level="${level}" order="${order}"/><tk:outcomes><tk:outcome id="approve" name="Duyệt"/></tk:outcomes><tk:document key="decision"/></extensionElements>`;
const MANAGERS = 'tk:candidateRoles="manager"';
const procedure = (id: string, ...tasks: readonly string[]): [string, string] => {
  const names = tasks.map((_, at) => `t${at}`);
  const drawn = tasks.map((inner, at) => task(`t${at}`, MANAGERS, inner)).join('');
  return [`${id}.bpmn`, bpmn(id, `<startEvent id="s"/>${drawn}<endEvent id="e"/>${chain('s', ...names, 'e')}`)];
};

test.serial.before(async () => {
  await deployed(
    office,
    procedure('lt', asks('B-LT')),
    procedure('lta', asks('B-LTA')),
    procedure('bb', asks('B-B')),
    procedure('two', asks('B-T', 1), asks('B-LT', 2)),
  );
  await office.run<'deployDocuments'>(INSTALLER_ACTOR, {
    type: 'deployDocuments',
    module: 'evidence',
    procedures: ['lt', 'lta', 'bb', 'two'],
    documents: [
      {
        key: 'decision',
        name: { vi: 'Quyết định', en: 'Decision' },
        type: 'QĐ',
        recipients: [{ role: 'officer' }],
        citation: 'test',
        confidence: 'A',
      },
    ],
  });
});
test.serial.beforeEach(() => {
  evidence.down.clear();
  opinions.answer = () => true;
});

async function claimed(key: string) {
  const at = await started(office, key);
  await office.run<'claimTask'>(MANAGER, { type: 'claimTask', ...at });
  return at;
}
async function signed(key: string) {
  const at = await claimed(key);
  await office.sign(MANAGER, { ...at, outcome: 'approve' });
  const [document] = await loadDocuments(office.db, at.caseId);
  if (!document) throw new Error('Nothing was signed.');
  return { ...at, document };
}
const completed = async (): Promise<void> => {
  while (await completeEvidence(office.services));
};
const now = async (id: string) => {
  const document = await loadDocument(office.db, id);
  if (!document) throw new Error('It is gone.');
  const bytes = (await loadContent(office.db, document.caseId, document.sha256)) ?? Buffer.alloc(0);
  return { document, bytes, report: verifyPdf(bytes, { anchors: office.pki.anchors, at: Date.parse(office.services.clock()) }) };
};
const sent = async (caseId: string): Promise<number> => {
  while (await deliverOutbox(office.services));
  return (await listDeliveries(office.db, { limit: 50, caseId, now: office.services.clock() })).items.length;
};

test.serial('evidence that comes while somebody is about to sign is read again, not told to them', async (t) => {
  const { caseId, document } = await signed('two');
  const loaded = await loadCase(office.db, caseId, { now: office.services.clock() });
  const next = loaded?.tasks.find(({ node, state }) => node === 't1' && state === 'open');
  const at = { caseId, instance: next?.instance ?? 0 };
  await office.run<'claimTask'>(MANAGER_2, { type: 'claimTask', ...at });
  const backend = office.services.signing?.backends.get('demo');
  if (!backend) return void t.fail('There is no key.');
  const { identity } = backend;
  const meanwhile = { ...backend, identity: async (...of: Parameters<typeof identity>) => (await completed(), await identity(...of)) };
  const backends = new Map([['demo', meanwhile]]);
  const services = { ...office.services, signing: { ...office.services.signing, backends } } as typeof office.services;
  const input = { type: 'beginSigning', ...at, outcome: 'approve', key: { method: 'demo' } } as const;
  const begun = await runCommand<'beginSigning'>(services, MANAGER_2, input, { authenticatedAt: services.clock() });
  t.is((await now(document.id)).document.revision, 2, 'evidence came between reading and beginning');
  const shown = begun.signatures.map((item) => item.shown ?? '');
  const given = await office.run<'giveSignatures'>(
    MANAGER_2,
    { type: 'giveSignatures', signing: begun.id, shown },
    { authenticatedAt: services.clock() },
  );
  t.is(given.state, 'recorded');
  t.is((await now(document.id)).document.revision, 3);
});

for (const [key, level, indication] of [
  ['lt', 'B-LT', 'TOTAL-PASSED'],
  ['lta', 'B-LTA', 'TOTAL-PASSED'],
] as const)
  test.serial(`a document is brought to ${level} after its step, as a revision of its own`, async (t) => {
    const { document } = await signed(key);
    t.like(document.evidence, { state: 'pending', wanted: level, pending: [] });
    await completed();
    const after = await now(document.id);
    t.is(after.document.revision, 2);
    t.like(after.document.revisions[1], { cause: 'evidence', level, sha256: sha256(after.bytes), size: after.bytes.length });
    t.is(after.document.revisions[1]?.caseRevision, undefined);
    t.like(after.document.evidence, { state: 'complete', reached: level, pending: [], sound: true });
    t.deepEqual(
      after.document.evidence?.verifiers.map(({ verifier, valid }) => [verifier, valid]),
      [
        ['trinh-ky', true],
        ['another', true],
      ],
      'agreement is kept with the document',
    );
    t.deepEqual([after.report.indication, after.report.signatures[0]?.level], [indication, level]);
    const before = (await loadContent(office.db, document.caseId, document.sha256)) ?? Buffer.alloc(0);
    t.true(after.bytes.subarray(0, before.length).equals(before), 'the signature is not touched');
    const { rows } = await office.db.pool.query("select bytes from document_content where case_id = $1 and sha256 = decode($2, 'hex')", [
      document.caseId,
      after.document.sha256,
    ]);
    t.false(rows[0].bytes.includes('%PDF'), 'and what comes is encrypted too');
    const { asked } = evidence;
    const count = { ...asked };
    await office.run<'addDocumentEvidence'>(WORKER_ACTOR, { type: 'addDocumentEvidence', document: document.id });
    await completed();
    t.deepEqual(asked, count, 'what is whole is not asked for again');
    t.is((await now(document.id)).document.revision, 2);
  });

test.serial('a level that needs no evidence needs none, but a second verifier', async (t) => {
  const count = { ...evidence.asked };
  const { document } = await signed('bb');
  await completed();
  const after = await now(document.id);
  t.like(after.document.evidence, { state: 'complete', reached: 'B-B' });
  t.is(after.document.revision, 1);
  t.deepEqual(evidence.asked, count);
});

test.serial('while an authority is down the document says what is pending, is not issued, and goes on when it is back', async (t) => {
  evidence.down.add('revocation');
  const { document, caseId } = await signed('lt');
  await completed();
  const waiting = await now(document.id);
  t.is(waiting.document.revision, 1, 'nothing is added that is half');
  t.is(waiting.document.evidence?.state, 'pending');
  t.deepEqual(
    new Set(waiting.document.evidence?.pending.map(({ kind, code, mayPass }) => `${kind} ${code} ${mayPass}`)),
    new Set(['revocation keys.serviceDown true']),
  );
  t.is(await sent(caseId), 0, 'issuing waits');
  evidence.down.clear();
  await completed();
  t.is((await now(document.id)).document.revision, 1, 'it is not asked for again at once');
  office.pass(3_600);
  await completed();
  t.like((await now(document.id)).document.evidence, { state: 'complete', reached: 'B-LT' });
  office.pass(3_600);
  t.is(await sent(caseId), 1);
});

test.serial('half of what is wanted is kept, and a try that gets no further makes the file no longer', async (t) => {
  const { document } = await signed('lta');
  // signed without a time-stamp: the first over the document proves it, the second needs an authority that is gone by then
  evidence.stampsLeft = 1;
  await completed();
  const half = await now(document.id);
  t.like(half.document.evidence, { state: 'pending' });
  t.is(half.document.revision, 2);
  const size = half.bytes.length;
  for (let count = 0; count < 3; count += 1) {
    office.pass(7_200);
    await completed();
  }
  t.is((await now(document.id)).bytes.length, size);
  evidence.stampsLeft = Infinity;
  evidence.down.clear();
  office.pass(7_200);
  await completed();
  t.like((await now(document.id)).document.evidence, { state: 'complete', reached: 'B-LTA' });
});

test.serial('verifiers that disagree are an incident that people see, and nothing is issued', async (t) => {
  opinions.answer = () => false;
  const { document, caseId } = await signed('bb');
  await completed();
  const after = await now(document.id);
  t.deepEqual(
    after.document.evidence?.pending.map(({ kind, code }) => [kind, code]),
    [['secondVerifier', 'verifiersDisagree']],
  );
  t.true(after.document.evidence?.verifiers.some(({ verifier, valid }) => verifier === 'another' && !valid));
  t.is(await sent(caseId), 0);
  const { rows } = await office.db.pool.query('select account from notice where template = $1 and case_id = $2 order by account', [
    'document-verifiers-disagree',
    caseId,
  ]);
  t.deepEqual(
    rows.map(({ account }) => account),
    ['steward', 'sysadmin'],
  );
  opinions.answer = () => true;
  office.pass(7_200);
  await completed();
  t.like((await now(document.id)).document.evidence, { state: 'complete' });
  office.pass(7_200);
  t.is(await sent(caseId), 1, 'once they agree it goes out');
  const said = await office.db.pool.query('select verifier, valid from document_verification where document_id = $1 order by id', [
    document.id,
  ]);
  t.deepEqual(
    said.rows.map(({ verifier, valid }) => `${verifier} ${valid}`),
    ['trinh-ky true', 'another false', 'trinh-ky true', 'another true'],
    'what was said stays said',
  );
});

test.serial('a second verifier that cannot be asked is asked again', async (t) => {
  opinions.answer = undefined;
  const { document } = await signed('bb');
  await completed();
  t.deepEqual(
    (await now(document.id)).document.evidence?.pending.map(({ code, mayPass }) => [code, mayPass]),
    [['verifierUnavailable', true]],
  );
  opinions.answer = () => true;
  office.pass(7_200);
  await completed();
  t.is((await now(document.id)).document.evidence?.state, 'complete');
});

test.serial('no evidence comes under a signature that somebody is about to give; it comes after', async (t) => {
  const { document, caseId } = await signed('two');
  const { rows } = await office.db.pool.query("select instance from user_task where case_id = $1 and state = 'open'", [caseId]);
  const at = { caseId, instance: rows[0].instance as number };
  await office.run<'claimTask'>(MANAGER_2, { type: 'claimTask', ...at });
  const shown = await office.begin(MANAGER_2, { ...at, outcome: 'approve' }, 'manager2');
  const { state } = await office.run<'addDocumentEvidence'>(WORKER_ACTOR, { type: 'addDocumentEvidence', document: document.id });
  t.is(state, 'again');
  t.is((await now(document.id)).document.revision, 1);
  t.is((await office.give(MANAGER_2, shown, 'manager2')).state, 'recorded');
  await completed();
  const after = await now(document.id);
  t.deepEqual(
    after.document.revisions.map(({ cause }) => cause),
    ['signature', 'signature', 'evidence'],
  );
  t.like(after.document.evidence, { state: 'complete', wanted: 'B-LT', reached: 'B-LT' });
  t.is(after.report.indication, 'TOTAL-PASSED');
});

test.serial('evidence between two signatures: the second is given on top of it', async (t) => {
  const { document, caseId } = await signed('two');
  await completed();
  t.is((await now(document.id)).document.revision, 2);
  const { rows } = await office.db.pool.query("select instance from user_task where case_id = $1 and state = 'open'", [caseId]);
  const at = { caseId, instance: rows[0].instance as number };
  await office.run<'claimTask'>(MANAGER_2, { type: 'claimTask', ...at });
  await office.sign(MANAGER_2, { ...at, outcome: 'approve' }, 'manager2');
  t.is((await now(document.id)).document.evidence?.state, 'pending', 'a new signature needs evidence of its own');
  await completed();
  const after = await now(document.id);
  t.deepEqual(
    after.document.revisions.map(({ cause }) => cause),
    ['signature', 'evidence', 'signature', 'evidence'],
  );
  t.is(after.document.evidence?.state, 'complete');
  t.true(['B-LT', 'B-LTA'].includes(after.document.evidence?.reached ?? ''));
  t.is(after.report.indication, 'TOTAL-PASSED');
});

test.serial('two workers at once add it once', async (t) => {
  const { document } = await signed('lt');
  const add = async () => await office.run<'addDocumentEvidence'>(WORKER_ACTOR, { type: 'addDocumentEvidence', document: document.id });
  const states = (await Promise.all([add(), add(), add()])).map(({ state }) => state);
  t.is(states.filter((state) => state === 'complete').length, 1, states.join());
  t.is((await now(document.id)).document.revision, 2);
});

test.serial('only the system may add evidence', async (t) => {
  await t.throwsAsync(office.run<'addDocumentEvidence'>(MANAGER, { type: 'addDocumentEvidence', document: crypto.randomUUID() }), {
    code: 'wrongCaller',
  });
});
