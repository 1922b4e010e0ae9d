/** A paper that a prisoner or a relative has signed: its scan becomes a document of the case, certified as a copy by the agency (N30 Đ25). */
import fs from 'node:fs';
import test from 'ava';
import { caseDocumentBytes } from './copied.ts';
import { loadDocuments } from '../../../store/repositories/documents.ts';
import { deliverOutbox } from '../../../worker/deliver-outbox.ts';
import { isValid } from '../../../signing/report/is-valid.ts';
import { verifyPdf } from '../../../signing/verify-pdf.ts';
import { jpeg, scanPdf } from '../uploads/files.ts';
import { bpmn, chain, deployed, MANAGER, MANAGER_2, refusal, started, task } from '../fixtures.ts';
import { REGISTRY, useSigningOffice } from './signing-office.ts';

const office = useSigningOffice(test);
const extended = (body: string): string => `<extensionElements>${body}</extensionElements>`;
const paper = (document: string, order = 1): string =>
  `<tk:signature document="${document}" capacity="personal" order="${order}" kind="paper"/>`;
const digital = (document: string, capacity: string, order: number): string =>
  `<tk:signature document="${document}" capacity="${capacity}" level="B-B" order="${order}"/>`;
const required = (key: string): string => `<tk:document key="${key}" required="true"/>`;
const alone = (id: string, attributes: string, body: string): string =>
  bpmn(id, `<startEvent id="s"/>${task('enter', attributes, extended(body))}<endEvent id="e"/>${chain('s', 'enter', 'e')}`);
const OUTCOMES =
  '<tk:outcomes><tk:outcome id="done" name="Đã lập"/><tk:outcome id="again" name="Làm lại" returnTo="before" reasonRequired="true"/></tk:outcomes>';

test.serial.before(async () => {
  await deployed(
    office,
    [
      'commitment.bpmn',
      alone('commitment', 'tk:candidateRoles="manager"', required('commitment') + paper('commitment') + paper('commitment', 2)),
    ],
    ['by-registry.bpmn', alone('by-registry', 'tk:candidateRoles="manager,registry"', required('commitment') + paper('commitment'))],
    [
      'mixed.bpmn',
      alone(
        'mixed',
        'tk:candidateRoles="manager"',
        required('record') + digital('notice', 'personal', 1) + paper('record') + digital('notice', 'agencySeal', 2),
      ),
    ],
    ['both.bpmn', alone('both', 'tk:candidateRoles="manager"', required('release') + digital('release', 'personal', 1) + paper('release'))],
    [
      'by-outcome.bpmn',
      alone(
        'by-outcome',
        'tk:candidateRoles="manager"',
        `<tk:outcomes><tk:outcome id="presented"/><tk:outcome id="absent"/></tk:outcomes>${required('commitment')}
         <tk:signature document="commitment" capacity="personal" order="1" kind="paper" outcomes="presented"/>`,
      ),
    ],
    [
      'monthly.bpmn',
      bpmn(
        'monthly',
        `<startEvent id="s"/>${['one', 'two'].map((id) => task(id, 'tk:candidateRoles="manager"', extended(required('report') + paper('report')))).join('')}
         <endEvent id="e"/>${chain('s', 'one', 'two', 'e')}`,
      ),
    ],
    [
      'optional.bpmn',
      bpmn(
        'optional',
        `<startEvent id="s"/>${task('before')}${task('enter', 'tk:candidateRoles="manager"', extended(OUTCOMES + required('record') + paper('record') + paper('note')))}
         <endEvent id="e"/>${chain('s', 'before', 'enter', 'e')}`,
      ),
    ],
  );
});

async function claimed(procedure: string, actor = MANAGER) {
  const at = await started(office, procedure);
  await office.run<'claimTask'>(actor, { type: 'claimTask', ...at });
  return at;
}
async function stored(caseId: string, file: Buffer, actor = MANAGER): Promise<string> {
  return (await office.run<'storeUpload'>(actor, { type: 'storeUpload', caseId, file })).sha256;
}
const copyOf = (scan: string, document = 'commitment') => ({ copies: [{ document, scan }] });
const anchors = () => ({ anchors: office.pki.anchors, at: Date.parse(office.services.clock()) });

test.serial('the clerk brings the scan, the registry certifies it as a copy, and the task is done in the name of the clerk', async (t) => {
  const at = await claimed('commitment');
  const file = scanPdf({ text: 'cam kết', pages: 2 });
  const scan = await stored(at.caseId, file);
  const begun = await office.begin(MANAGER, { ...at, ...copyOf(scan) });
  t.like(begun, { state: 'prepared', sealAsked: true });
  t.like(begun.signatures[0], { key: 'commitment', field: 'copy-1', capacity: 'agencySeal', state: 'waiting' });
  t.is(begun.signatures.length, 1, 'a paper that two have signed is one scan');
  t.is(
    await refusal(office.run<'beginSeal'>(MANAGER, { type: 'beginSeal', signing: begun.id, key: { method: 'demo' } })),
    'forbidden forbidden.noRule',
  );
  const sealed = await office.seal(begun);
  t.is(sealed.state, 'recorded');
  const [document] = await loadDocuments(office.db, at.caseId);
  t.like(document, { key: 'commitment', revision: 1 });
  t.like(document?.revisions[0], { capacity: 'agencySeal', field: 'copy-1', account: 'registry' });
  const bytes = await caseDocumentBytes(office.db, document);
  const report = verifyPdf(bytes, anchors());
  t.true(isValid(report, true), JSON.stringify(report));
  t.is(report.signatures[0]?.signer?.identifier, 'MST:0100100100');
  t.true(bytes.subarray(0, file.length).equals(file), 'the scan itself is untouched under its signature');
  t.true(
    bytes.includes(scan) || bytes.toString('latin1').includes(Buffer.from(scan, 'utf16le').swap16().toString('hex')),
    'the signature names the scan',
  );
  const { rows } = await office.db.pool.query('select command from command_log where case_id = $1 order by revision desc limit 1', [
    at.caseId,
  ]);
  t.deepEqual(rows[0].command.signing.copies, [{ document: 'commitment', scan }], 'and so does the record');
  if (process.env['KEEP_COPY']) fs.writeFileSync(process.env['KEEP_COPY'], bytes);
});

test.serial('who keeps the seal certifies at once, a photograph too', async (t) => {
  const at = await claimed('by-registry', REGISTRY);
  const scan = await stored(at.caseId, jpeg(), REGISTRY);
  const begun = await office.begin(REGISTRY, { ...at, ...copyOf(scan) }, 'seal');
  t.like(begun, { sealAsked: false });
  t.is(begun.signatures[0]?.state, 'ready');
  const given = await office.give(REGISTRY, begun, 'seal');
  t.is(given.state, 'recorded');
  const [document] = await loadDocuments(office.db, at.caseId);
  t.true(isValid(verifyPdf(await caseDocumentBytes(office.db, document), anchors()), true));
});

test.serial('what is signed here and what was signed on paper go together', async (t) => {
  const at = await claimed('mixed');
  const scan = await stored(at.caseId, scanPdf({ text: 'biên bản' }));
  const signed = await office.sign(MANAGER, { ...at, ...copyOf(scan, 'record') });
  t.deepEqual(
    signed.signatures.map(({ key, field, state }) => [key, field, state]),
    [
      ['notice', 'personal-1', 'given'],
      ['notice', 'agencySeal-2', 'waiting'],
      ['record', 'copy-1', 'waiting'],
    ],
  );
  t.is((await office.seal(signed)).state, 'recorded');
  const documents = await loadDocuments(office.db, at.caseId);
  t.deepEqual(documents.map(({ key, revision }) => `${key} ${revision}`).toSorted(), ['notice 2', 'record 1']);
  for (const document of documents) t.true(isValid(verifyPdf(await caseDocumentBytes(office.db, document), anchors()), true), document.key);
});

test.serial('what one signs here and another on paper, of one document, are a document and a copy', async (t) => {
  const at = await claimed('both');
  const scan = await stored(at.caseId, scanPdf({ text: 'biên bản giao' }));
  const signed = await office.sign(MANAGER, { ...at, ...copyOf(scan, 'release') });
  t.is((await office.seal(signed)).state, 'recorded');
  const documents = await loadDocuments(office.db, at.caseId);
  t.deepEqual(documents.map(({ key, revisions }) => `${key} ${revisions.map(({ field }) => field).join()}`).toSorted(), [
    'release copy-1',
    'release personal-1',
  ]);
  for (const document of documents) t.true(isValid(verifyPdf(await caseDocumentBytes(office.db, document), anchors()), true));
});

test.serial('no copy is made of a scan of somebody else, of another paper, or of none', async (t) => {
  const at = await claimed('commitment');
  const begin = async (more: object): Promise<string> => await refusal(office.begin(MANAGER, { ...at, ...more }));
  const scan = await stored(at.caseId, scanPdf());
  t.is(await begin(copyOf(scan, 'other')), 'validation copyUnexpected');
  t.is(await begin({ copies: [...copyOf(scan).copies, ...copyOf(scan).copies] }), 'validation copyUnexpected');
  t.is(await begin(copyOf('0'.repeat(64))), 'validation scanMissing');
  t.is(await begin(copyOf(await stored(at.caseId, scanPdf({ text: 'của người khác' }), MANAGER_2))), 'validation scanMissing');
  const elsewhere = await claimed('commitment');
  t.is(await begin(copyOf(await stored(elsewhere.caseId, scanPdf({ text: 'hồ sơ khác' })))), 'validation scanMissing');
  t.is(await begin(copyOf(await stored(at.caseId, scanPdf({ drawn: true })))), 'validation scanNotPaper');
  t.is(await begin(copyOf(await stored(at.caseId, scanPdf({ page: '/Rotate 90' })))), 'validation scanNotPaper');
  t.is(await begin(copyOf(await stored(at.caseId, scanPdf({ dpi: 150 })))), 'validation scanCoarse');
  t.is(await begin(copyOf(await stored(at.caseId, scanPdf({ grey: true })))), 'validation scanGrey');
  t.deepEqual(await loadDocuments(office.db, at.caseId), []);
});

test.serial('to send back needs no paper, and several papers may be brought', async (t) => {
  const first = await started(office, 'optional');
  await office.run<'claimTask'>(MANAGER, { type: 'claimTask', ...first });
  const { opened } = await office.run<'completeTask'>(MANAGER, { type: 'completeTask', ...first });
  const at = { caseId: first.caseId, instance: opened[0]?.instance ?? 0 };
  await office.run<'claimTask'>(MANAGER, { type: 'claimTask', ...at });
  t.is(await refusal(office.begin(MANAGER, { ...at, outcome: 'done' })), 'validation copyMissing');
  const [record, note] = [await stored(at.caseId, scanPdf({ text: 'a' })), await stored(at.caseId, scanPdf({ text: 'b' }))];
  const both = [
    { document: 'record', scan: record },
    { document: 'note', scan: note },
  ];
  t.is((await office.begin(MANAGER, { ...at, outcome: 'done', copies: both })).signatures.length, 2);
  const back = await office.run<'completeTask'>(MANAGER, { type: 'completeTask', ...at, outcome: 'again', reason: 'Thiếu chữ ký' });
  t.is(back.opened[0]?.node, 'before');
});

test.serial('a step that asks for a paper is finished without it by nobody, in no way', async (t) => {
  const at = await claimed('commitment');
  t.is(await refusal(office.run<'completeTask'>(MANAGER, { type: 'completeTask', ...at })), 'validation copyMissing');
  t.is(await refusal(office.begin(MANAGER, at)), 'validation copyMissing');
  t.is(await refusal(office.run<'throwBpmnError'>(MANAGER, { type: 'throwBpmnError', ...at, code: 'x' })), 'conflict signatureRequired');
  const scan = await stored(at.caseId, scanPdf({ text: 'cam' }));
  t.is(await refusal(office.run<'completeTask'>(MANAGER, { type: 'completeTask', ...at, ...copyOf(scan) })), 'conflict signatureRequired');
  // brought, and not certified yet
  const begun = await office.begin(MANAGER, { ...at, ...copyOf(scan) });
  const finish = async (signing: string, more: object): Promise<string> =>
    await refusal(office.run<'completeTask'>(MANAGER, { type: 'completeTask', ...at, signing, ...more }));
  t.is(await finish(begun.id, copyOf(scan)), 'conflict signingNotReady');
  // certified for another step
  const other = await claimed('commitment');
  const certified = await office.begin(MANAGER, { ...other, ...copyOf(await stored(other.caseId, scanPdf({ text: 'khac' }))) });
  t.is(await finish(certified.id, copyOf(scan)), 'conflict signingOfOther');
  t.deepEqual(await loadDocuments(office.db, at.caseId), []);
  t.is((await office.seal(begun)).state, 'recorded');
});

test.serial('a copy that was certified finishes the step with exactly its scan', async (t) => {
  const at = await claimed('commitment');
  const [scan, other] = [await stored(at.caseId, scanPdf({ text: 'mot' })), await stored(at.caseId, scanPdf({ text: 'hai' }))];
  const begun = await office.begin(MANAGER, { ...at, ...copyOf(scan) });
  // as if the node had died after the last signature: certified, and not recorded
  await office.db.pool.query("update signing set state = 'signed', signed_at = created_at where id = $1", [begun.id]);
  const finish = async (more: object): Promise<string> =>
    await refusal(office.run<'completeTask'>(MANAGER, { type: 'completeTask', ...at, signing: begun.id, ...more }));
  t.is(await finish(copyOf(other)), 'conflict signedOtherwise');
  t.is(await finish({}), 'validation copyMissing');
  t.is(await finish(copyOf(scan)), 'conflict signingNotReady', 'nobody has signed it, whatever the row says');
});

test.serial('a scan is certified once: not for two papers, nor again for the next step', async (t) => {
  const first = await started(office, 'optional');
  await office.run<'claimTask'>(MANAGER, { type: 'claimTask', ...first });
  const { opened } = await office.run<'completeTask'>(MANAGER, { type: 'completeTask', ...first });
  const at = { caseId: first.caseId, instance: opened[0]?.instance ?? 0 };
  await office.run<'claimTask'>(MANAGER, { type: 'claimTask', ...at });
  const scan = await stored(at.caseId, scanPdf({ text: 'ca hai' }));
  const twice = [
    { document: 'record', scan },
    { document: 'note', scan },
  ];
  t.is(await refusal(office.begin(MANAGER, { ...at, outcome: 'done', copies: twice })), 'validation scanUsed');
  for (const [name, file] of [
    ['monthly', scanPdf({ text: 'thang mot' })],
    ['pictured', jpeg()],
  ] as const) {
    const month = await claimed('monthly');
    const report = await stored(month.caseId, file);
    const step = await office.seal(await office.begin(MANAGER, { ...month, ...copyOf(report, 'report') }));
    t.is(step.state, 'recorded', name);
    const next = { caseId: month.caseId, instance: step.step?.opened[0]?.instance ?? 0 };
    await office.run<'claimTask'>(MANAGER, { type: 'claimTask', ...next });
    office.pass(60);
    t.is(
      await refusal(office.begin(MANAGER, { ...next, ...copyOf(await stored(next.caseId, file), 'report') })),
      'validation scanUsed',
      name,
    );
    const anew = await stored(next.caseId, scanPdf({ text: 'thang hai' }));
    t.is((await office.begin(MANAGER, { ...next, ...copyOf(anew, 'report') })).state, 'prepared', name);
  }
});

test.serial('a paper is asked for with the outcomes that its signature names', async (t) => {
  const at = await claimed('by-outcome');
  t.is(await refusal(office.begin(MANAGER, { ...at, outcome: 'presented' })), 'validation copyMissing');
  const scan = await stored(at.caseId, scanPdf({ text: 'trinh dien' }));
  t.is((await office.begin(MANAGER, { ...at, outcome: 'presented', ...copyOf(scan) })).state, 'prepared');
  await office.run<'completeTask'>(MANAGER, { type: 'completeTask', ...at, outcome: 'absent' });
  t.deepEqual(await loadDocuments(office.db, at.caseId), [], 'who did not come has signed nothing');
});

test.serial('the registry returns a scan that is not the paper, with a reason that the clerk is told', async (t) => {
  const at = await claimed('commitment');
  const begun = await office.begin(MANAGER, { ...at, ...copyOf(await stored(at.caseId, scanPdf({ text: 'nham' }))) });
  const drop = { type: 'dropSigning', signing: begun.id, reason: 'Thiếu trang 2' } as const;
  t.is(await refusal(office.run<'dropSigning'>(MANAGER_2, drop)), 'notFound signingNotFound');
  t.deepEqual(await office.run<'dropSigning'>(REGISTRY, drop), { dropped: true });
  while (await deliverOutbox(office.services));
  const { rows } = await office.db.pool.query("select account, data from notice where case_id = $1 and template = 'signing-returned'", [
    at.caseId,
  ]);
  t.like(rows, [{ account: 'manager', data: { reason: 'Thiếu trang 2' } }]);
  t.is(await refusal(office.seal(begun)), 'conflict signingClosed');
  t.is((await office.begin(MANAGER, { ...at, ...copyOf(await stored(at.caseId, scanPdf({ text: 'du trang' }))) })).state, 'prepared');
});

test.serial('what waits for the registry is encrypted, and gone when the clerk lets go of it', async (t) => {
  const at = await claimed('commitment');
  const begun = await office.begin(MANAGER, { ...at, ...copyOf(await stored(at.caseId, scanPdf({ text: 'chờ' }))) });
  const drawn = async () => (await office.db.pool.query('select drawn from signing_item where signing_id = $1', [begun.id])).rows[0].drawn;
  const waiting: Buffer = await drawn();
  t.true(waiting.length > 1_000);
  t.false(waiting.includes('%PDF'));
  await office.run<'dropSigning'>(MANAGER, { type: 'dropSigning', signing: begun.id, reason: 'Quét lại' });
  t.is(await drawn(), null);
});
