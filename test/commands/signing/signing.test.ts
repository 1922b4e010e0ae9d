import test from 'ava';
import { WORKER_ACTOR } from '../../../commands/actors.ts';
import { loadContent, loadDocuments } from '../../../store/repositories/documents.ts';
import { seedAccount } from '../../../store/repositories/accounts.ts';
import { isValid } from '../../../signing/report/is-valid.ts';
import { verifyPdf } from '../../../signing/verify-pdf.ts';
import { bpmn, chain, deployed, MANAGER, MANAGER_2, OFFICER, opened, person, refusal, started, SYSADMIN, task } from '../fixtures.ts';
import { sha256, useSigningOffice } from './signing-office.ts';

const office = useSigningOffice(test);
const SECOND = person('sysadmin2');
const OUTCOMES =
  '<tk:outcomes><tk:outcome id="approve" name="Duyệt"/><tk:outcome id="reject" name="Từ chối" reasonRequired="true"/></tk:outcomes>';
const signature = (capacity: string, order: number, document = 'decision'): string =>
  `<tk:signature document="${document}" capacity="${capacity}" level="B-B" order="${order}"/>`;
const extended = (body: string): string => `<extensionElements>${body}</extensionElements>`;
const MANAGERS = 'tk:candidateRoles="manager"';

test.serial.before(async () => {
  const holder = { id: 'person-sysadmin2', name: 'sysadmin2', unitPath: 'cuc' };
  const grants = [{ role: 'sysadmin', unitPath: 'cuc' }];
  await seedAccount(office.db, { id: 'sysadmin2', login: 'sysadmin2', person: holder, grants }, '2026-01-01T00:00:00.000Z');
  await deployed(
    office,
    [
      'personal.bpmn',
      bpmn(
        'personal',
        `<startEvent id="s"/>${task('sign', MANAGERS, extended(OUTCOMES + signature('personal', 1)))}<endEvent id="e"/>${chain('s', 'sign', 'e')}`,
      ),
    ],
    [
      'sealed.bpmn',
      bpmn(
        'sealed',
        `<startEvent id="s"/>${task('sign', MANAGERS, extended(signature('personal', 1) + signature('agencySeal', 2)))}<endEvent id="e"/>${chain('s', 'sign', 'e')}`,
      ),
    ],
    [
      'slips.bpmn',
      bpmn(
        'slips',
        `<startEvent id="s"/>${task('plain', MANAGERS)}<endEvent id="e"/>${chain('s', 'plain', 'e')}`,
        'tk:candidateStarterRoles="officer" tk:slips="all"',
      ),
    ],
    [
      'route.bpmn',
      bpmn(
        'route',
        `<startEvent id="s"/>${task('first', MANAGERS, extended(signature('personal', 1)))}
        ${task('second', MANAGERS, extended(signature('personal', 2)))}<endEvent id="e"/>${chain('s', 'first', 'second', 'e')}`,
      ),
    ],
  );
});

async function claimed(procedure: string, actor = MANAGER) {
  const at = await started(office, procedure);
  await office.run<'claimTask'>(actor, { type: 'claimTask', ...at });
  return at;
}
const anchors = () => ({ anchors: office.pki.anchors, at: Date.parse(office.services.clock()) });

test.serial('a task that asks for a signature is not completed without one', async (t) => {
  const at = await claimed('personal');
  const bare = office.run<'completeTask'>(
    MANAGER,
    { type: 'completeTask', ...at, outcome: 'approve' },
    { authenticatedAt: office.services.clock() },
  );
  t.is(await refusal(bare), 'conflict signatureRequired');
});

test.serial('what is signed is what was shown; it becomes the document with the step that it completes', async (t) => {
  const at = await claimed('personal');
  const shown = await office.begin(MANAGER, { ...at, outcome: 'approve' });
  t.is(shown.signatures[0]?.state, 'ready');
  t.deepEqual(await loadDocuments(office.db, at.caseId), [], 'nothing is on record before');
  const given = await office.give(MANAGER, shown, 'manager');
  t.is(given.state, 'recorded');
  t.is(given.step?.endedHow, 'completed');
  const [document] = await loadDocuments(office.db, at.caseId);
  t.like(document, { key: 'decision', revision: 1 });
  t.like(document?.revisions[0], { cause: 'signature', field: 'personal-1', signer: 'manager' });
  t.is(document?.revisions[0]?.person, 'person-manager');
  t.is(document?.revisions[0]?.caseRevision, given.step?.revision);
  const bytes = await loadContent(office.db, at.caseId, document?.sha256 ?? '');
  t.true(document?.sha256 === sha256(bytes ?? Buffer.alloc(0)));
  const report = verifyPdf(bytes ?? Buffer.alloc(0), anchors());
  t.true(isValid(report, true));
  t.is(report.signatures[0]?.signer?.identifier, 'CCCD:001080000001');
  const { rows } = await office.db.pool.query('select command from command_log where case_id = $1 order by revision desc limit 1', [
    at.caseId,
  ]);
  t.is(rows[0].command.signing.documents[0].sha256, document?.sha256, 'the record names the bytes');
  const stored = await office.db.pool.query('select bytes from document_content where case_id = $1', [at.caseId]);
  t.false(stored.rows[0].bytes.includes('%PDF'), 'and they are encrypted where they lie');
});

test.serial('the same answer again: a lost one can be asked for', async (t) => {
  const at = await claimed('personal');
  const shown = await office.begin(MANAGER, { ...at, outcome: 'approve' });
  await office.give(MANAGER, shown, 'manager');
  const again = await office.run<'giveSignatures'>(MANAGER, { type: 'giveSignatures', signing: shown.id, shown: [] });
  t.is(again.state, 'recorded');
  t.is((await loadDocuments(office.db, at.caseId)).length, 1);
});

test.serial('a key of somebody else, or over something else, is refused, and nothing is kept', async (t) => {
  const at = await claimed('personal');
  const input = { ...at, outcome: 'approve' };
  t.is(await refusal(office.begin(MANAGER, input, 'manager2')), 'forbidden certificateOfOther');
  t.is(await refusal(office.begin(MANAGER, input, 'seal')), 'forbidden certificateOfOther');
  const shown = await office.begin(MANAGER, input);
  t.is(await refusal(office.give(MANAGER, shown, 'manager2')), 'validation signing.wrongSignature');
  const other = office.run<'giveSignatures'>(
    MANAGER,
    { type: 'giveSignatures', signing: shown.id, shown: ['0'.repeat(64)], signatures: ['AAAA'] },
    { authenticatedAt: office.services.clock() },
  );
  t.is(await refusal(other), 'conflict shownOtherwise');
  t.is(await refusal(office.give(MANAGER_2, shown, 'manager2')), 'notFound signingNotFound', 'whose signing it is');
  t.is((await office.give(MANAGER, shown, 'manager')).state, 'recorded');
});

test.serial('an untrusted authority, and one that has expired, are refused before anything is shown', async (t) => {
  const at = await claimed('personal');
  const { makePki } = await import('../../signing/pki/test-pki.ts');
  const strange = await (await makePki(Date.parse(office.services.clock()))).issue({ name: 'manager', uid: 'CCCD:001080000001' });
  const expired = await office.pki.issue({ name: 'manager', uid: 'CCCD:001080000001', notAfter: Date.parse(office.services.clock()) - 1 });
  for (const { certificate } of [strange, expired]) {
    const key = {
      method: 'elsewhere',
      certificate: certificate.der.toString('base64'),
      chain: [office.pki.issuing.certificate.der.toString('base64')],
    };
    const options = { authenticatedAt: office.services.clock() };
    t.is(
      await refusal(office.run<'beginSigning'>(MANAGER, { type: 'beginSigning', ...at, outcome: 'approve', key }, options)),
      'validation certificateUntrusted',
    );
  }
});

test.serial('to reject is signed too: on the slip of the step, not on the decision', async (t) => {
  const at = await claimed('personal');
  const signed = await office.sign(MANAGER, { ...at, outcome: 'reject', reason: 'Thiếu căn cứ' });
  t.is(signed.state, 'recorded');
  const [slip] = await loadDocuments(office.db, at.caseId);
  t.like(slip, { key: 'slip', name: 'Phiếu xử lý: sign' });
});

test.serial('the person signs, the registry seals, and then the task is done, in the name of the person', async (t) => {
  const at = await claimed('sealed');
  const signed = await office.sign(MANAGER, at);
  t.like(signed, { state: 'prepared', sealAsked: true });
  t.deepEqual(
    signed.signatures.map(({ state }) => state),
    ['given', 'waiting'],
  );
  t.is(
    await refusal(office.run<'beginSeal'>(MANAGER, { type: 'beginSeal', signing: signed.id, key: { method: 'demo' } })),
    'forbidden forbidden.noRule',
  );
  t.is(
    await refusal(office.run<'beginSeal'>(OFFICER, { type: 'beginSeal', signing: signed.id, key: { method: 'demo' } })),
    'notFound signingNotFound',
  );
  const sealed = await office.seal(signed);
  t.is(sealed.state, 'recorded');
  const [document] = await loadDocuments(office.db, at.caseId);
  t.deepEqual(
    document?.revisions.map(({ capacity, account }) => [capacity, account]),
    [
      ['personal', 'manager'],
      ['agencySeal', 'registry'],
    ],
  );
  const report = verifyPdf((await loadContent(office.db, at.caseId, document?.sha256 ?? '')) ?? Buffer.alloc(0), anchors());
  t.true(isValid(report, true), JSON.stringify(report.findings));
  const { rows } = await office.db.pool.query(
    'select closed_by from closed_task where case_id = $1 union all select closed_by from user_task where case_id = $1',
    [at.caseId],
  );
  t.is(rows[0].closed_by, 'manager');
});

test.serial('a second signer signs on top of the first, on the same document', async (t) => {
  const at = await claimed('route');
  const first = await office.sign(MANAGER, at);
  if (!first.step) throw new Error('Expected the first task to be done.');
  const second = opened(first.step, 'second');
  await office.run<'claimTask'>(MANAGER_2, { type: 'claimTask', ...second });
  const done = await office.sign(MANAGER_2, second, 'manager2');
  t.is(done.state, 'recorded');
  const [document, more] = await loadDocuments(office.db, at.caseId);
  t.is(more, undefined);
  t.is(document?.revision, 2);
  const report = verifyPdf((await loadContent(office.db, at.caseId, document?.sha256 ?? '')) ?? Buffer.alloc(0), anchors());
  t.is(report.signatures.length, 2);
  t.true(isValid(report, true));
});

test.serial('a step that came between refuses what was signed, and the file is gone', async (t) => {
  const at = await claimed('sealed');
  const signed = await office.sign(MANAGER, at);
  await office.run<'cancelCase'>(OFFICER, { type: 'cancelCase', caseId: at.caseId, reason: 'Rút đơn' }).catch(() => undefined);
  await office.db.pool.query("update account set state = 'locked', rights_epoch = rights_epoch + 1 where id = 'manager'");
  try {
    t.regex(await refusal(office.seal(signed)), /accountNotActive|caseEnded/);
  } finally {
    await office.db.pool.query("update account set state = 'active', rights_epoch = rights_epoch + 1 where id = 'manager'");
  }
  t.deepEqual(await loadDocuments(office.db, at.caseId), []);
  const { rows } = await office.db.pool.query(
    'select count(*)::int as n from signing_item where signing_id = $1 and (signed is not null or prepared is not null)',
    [signed.id],
  );
  t.is(rows[0].n, 0);
});

test.serial('what is not signed in time has expired; the settling finds it', async (t) => {
  const at = await claimed('personal');
  const shown = await office.begin(MANAGER, { ...at, outcome: 'approve' });
  office.pass(31 * 60);
  t.is(await refusal(office.give(MANAGER, shown, 'manager')), 'conflict signingExpired');
  const settled = await office.run<'settleSigning'>(WORKER_ACTOR, { type: 'settleSigning', signing: shown.id });
  t.is(settled.state, 'expired');
  const anew = await office.sign(MANAGER, { ...at, outcome: 'approve' });
  t.is(anew.state, 'recorded');
});

test.serial('to send back is signed too, and nothing gets around the signature', async (t) => {
  const at = await claimed('route');
  const first = await office.sign(MANAGER, at);
  if (!first.step) throw new Error('Expected the first task to be done.');
  const second = opened(first.step, 'second');
  await office.run<'claimTask'>(MANAGER_2, { type: 'claimTask', ...second });
  const back = { ...second, target: 'first', reason: 'Cần bổ sung' };
  t.is(await refusal(office.run<'returnTask'>(MANAGER_2, { type: 'returnTask', ...back })), 'conflict signatureRequired');
  const error = office.run<'throwBpmnError'>(MANAGER_2, { type: 'throwBpmnError', ...second, code: 'x' });
  t.is(await refusal(error), 'conflict signatureRequired');
  const sent = await office.sign(MANAGER_2, { ...second, returnTo: 'first', reason: 'Cần bổ sung' }, 'manager2');
  t.is(sent.state, 'recorded');
  t.deepEqual(
    sent.step?.opened.map(({ node }) => node),
    ['first'],
  );
  const documents = await loadDocuments(office.db, at.caseId);
  t.deepEqual(documents.map(({ key }) => key).toSorted(), ['decision', 'slip']);
});

test.serial('where every step leaves a slip, a task without a document of its own is signed on it', async (t) => {
  const at = await claimed('slips');
  t.is(await refusal(office.run<'completeTask'>(MANAGER, { type: 'completeTask', ...at })), 'conflict signatureRequired');
  const signed = await office.sign(MANAGER, { ...at, variables: { note: 'Đã xem' } });
  t.is(signed.state, 'recorded');
  t.like((await loadDocuments(office.db, at.caseId))[0], { key: 'slip', name: 'Phiếu xử lý: plain' });
});

test.serial('a token is moved past a signature by two persons only, and the gap stays in the log', async (t) => {
  const at = await claimed('personal');
  const move = { caseId: at.caseId, cancel: [at.instance], activate: [{ scope: 1, node: 'e' }], reason: 'Hệ thống chữ ký ngừng hoạt động' };
  t.is(await refusal(office.run<'moveToken'>(SYSADMIN, { type: 'moveToken', ...move })), 'conflict secondPersonRequired');
  const proposed = await office.run<'proposeTokenMove'>(SYSADMIN, { type: 'proposeTokenMove', ...move });
  const { revision: proposal } = proposed;
  t.is(await refusal(office.run<'moveToken'>(SYSADMIN, { type: 'moveToken', ...move, proposal })), 'forbidden ownProposal');
  const other = { ...move, activate: [], proposal };
  t.is(await refusal(office.run<'moveToken'>(SECOND, { type: 'moveToken', ...other })), 'conflict proposalStale');
  const moved = await office.run<'moveToken'>(SECOND, { type: 'moveToken', ...move, proposal });
  t.is(moved.endedHow, 'completed');
  const { rows } = await office.db.pool.query('select command from command_log where case_id = $1 and revision = $2', [
    at.caseId,
    moved.revision,
  ]);
  t.deepEqual(rows[0].command.gap, { unsigned: ['sign'], proposal, proposedBy: { account: 'sysadmin', person: 'person-sysadmin' } });
});
