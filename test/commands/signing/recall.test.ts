/** What was signed is taken back by a signed act: the documents stay, say so, and lose their numbers; what went out is not taken back so. */
import test from 'ava';
import { isValid } from '../../../signing/report/is-valid.ts';
import { verifyPdf } from '../../../signing/verify-pdf.ts';
import { loadContent, loadDocuments } from '../../../store/repositories/documents.ts';
import { assignNumber } from '../../../store/repositories/numbers.ts';
import { findDelivery, listDeliveries } from '../../../store/queries/list-deliveries.ts';
import { deliveryWithdrawn } from '../../../worker/document-deliveries.ts';
import type { CaseDocument } from '../../../store/signing-contract.ts';
import type { SigningView } from '../../../commands/signing/signing-view.ts';
import { useSigningOffice, type Signed } from './signing-office.ts';
import { bpmn, chain, deployed, MANAGER, MANAGER_2, opened, refusal, started, task } from '../fixtures.ts';

const office = useSigningOffice(test);
const REASON = 'Nhập nhầm ngày ra trại';
const signature = (capacity: string, order: number): string =>
  `<tk:signature document="decision" capacity="${capacity}" level="B-B" order="${order}"/>`;
const signing = (id: string, ...signatures: readonly string[]): string =>
  task(id, 'tk:candidateRoles="manager"', `<extensionElements>${signatures.join('')}</extensionElements>`);
const procedure = (id: string, tasks: readonly (readonly [string, string])[], more = ''): [string, string] => [
  `${id}.bpmn`,
  bpmn(
    id,
    `<startEvent id="s"/>${tasks.map(([, xml]) => xml).join('')}<endEvent id="e"/>${chain('s', ...tasks.map(([name]) => name), 'e')}`,
    `tk:candidateStarterRoles="officer"${more}`,
  ),
];
const last: [string, string] = ['last', task('last', 'tk:candidateRoles="manager"')];

test.serial.before(async () => {
  await deployed(
    office,
    procedure('route', [
      ['first', signing('first', signature('personal', 1))],
      ['second', signing('second', signature('personal', 2))],
      last,
    ]),
    procedure('sealed', [['sign', signing('sign', signature('personal', 1), signature('agencySeal', 2))], last]),
    procedure('slips', [['plain', task('plain', 'tk:candidateRoles="manager"')], last], ' tk:slips="all"'),
    procedure('bare', [['plain', task('plain', 'tk:candidateRoles="manager"')], last]),
  );
});

type At = { readonly caseId: string; readonly instance: number };
const claim = async (at: At, actor = MANAGER) => void (await office.run<'claimTask'>(actor, { type: 'claimTask', ...at }));
async function claimed(key: string): Promise<At> {
  const at = await started(office, key);
  await claim(at);
  return at;
}
function next({ step }: Signed): At {
  if (!step) throw new Error('Expected the last signature to complete the step.');
  return opened(step);
}
const documentsOf = async ({ caseId }: At): Promise<readonly CaseDocument[]> => await loadDocuments(office.db, caseId);
const worth = async ({ caseId, sha256 }: CaseDocument) =>
  verifyPdf((await loadContent(office.db, caseId, sha256)) ?? Buffer.alloc(0), {
    anchors: office.pki.anchors,
    at: Date.parse(office.services.clock()),
  });

test.serial('what was signed is taken back by a signed slip, with a reason, and by nothing less', async (t) => {
  const at = await claimed('route');
  await office.sign(MANAGER, at);
  const bare = async (reason?: string) =>
    await refusal(office.run<'recallTask'>(MANAGER, { type: 'recallTask', ...at, ...(reason !== undefined && { reason }) }));
  t.is(await bare(), 'validation reasonRequired');
  t.is(await bare(REASON), 'conflict signatureRequired');
  t.is(await refusal(office.begin(MANAGER, { ...at, recall: true })), 'validation reasonRequired');
  t.is(
    await refusal(office.begin(MANAGER_2, { ...at, recall: true, reason: REASON }, 'manager2')),
    'forbidden forbidden.noRule',
    'of somebody else',
  );
  t.is((await documentsOf(at)).length, 1);
  const signed = await office.sign(MANAGER, { ...at, recall: true, reason: REASON });
  t.is(signed.state, 'recorded');
  const [decision, slip, ...none] = await documentsOf(at);
  t.deepEqual(none, []);
  t.like(decision, { key: 'decision', revision: 1, recalledAt: office.services.clock(), recalledBy: slip?.id });
  t.like(slip, { key: 'slip', revision: 1, recalledAt: undefined });
  t.true(decision && slip && isValid(await worth(decision), true) && isValid(await worth(slip), true), 'both stand as they were signed');

  // the step is there again, and its document is a new one
  office.pass(1);
  const again = next(signed);
  await claim(again);
  await office.sign(MANAGER, again);
  const all = await documentsOf(at);
  t.deepEqual(all.map(({ key, recalledAt }) => [key, recalledAt !== undefined]), [['decision', true], ['slip', false], ['decision', false]]); // prettier-ignore
});

test.serial('what others have signed before goes on, without the signature that was taken back', async (t) => {
  const at = await claimed('route');
  const second = next(await office.sign(MANAGER, at));
  await claim(second, MANAGER_2);
  await office.sign(MANAGER_2, second, 'manager2');
  const signed = await office.sign(MANAGER_2, { ...second, recall: true, reason: REASON }, 'manager2');
  const recalled = (await documentsOf(at)).find(({ recalledAt }) => recalledAt !== undefined);
  t.like(recalled, { key: 'decision', revision: 2 });
  const open = (await documentsOf(at)).find(({ continues }) => continues === recalled?.id);
  t.like(open, { key: 'decision', revision: 1, sha256: recalled?.revisions[0]?.sha256, recalledAt: undefined });
  t.deepEqual(open?.revisions, recalled?.revisions.slice(0, 1));

  const again = next(signed);
  await claim(again, MANAGER_2);
  await office.sign(MANAGER_2, again, 'manager2');
  const whole = (await documentsOf(at)).find(({ id }) => id === open?.id);
  t.deepEqual(whole?.revisions.map(({ person }) => person), ['person-manager', 'person-manager2']); // prettier-ignore
  const report = whole && (await worth(whole));
  t.true(report && isValid(report, true));
  t.is(report?.signatures.length, 2);
});

/** As the claim of the seal does where a template has a place for the number. */
const numbered = async (at: At, view: SigningView): Promise<void> => {
  const { signatures } = view;
  const by = { account: 'manager', now: office.services.clock() };
  const about = { caseId: at.caseId, document: 'decision', documentId: signatures[0]?.document ?? '' };
  await assignNumber(office.db, { unitPath: 'cuc.hanoi', kind: 'QĐ', day: '2026-11-23', ...about }, by);
};
const numbersOf = async ({ caseId }: At) => {
  const asked =
    'select ordinal, state, document_id as document, void_reason as reason from number_entry where case_id = $1 order by ordinal';
  return (await office.db.pool.query<{ ordinal: number; state: string; document: string; reason: string }>(asked, [caseId])).rows;
};
async function sealed(at: At): Promise<Signed> {
  const shown = await office.begin(MANAGER, at);
  const waiting = await office.give(MANAGER, shown, 'manager');
  await numbered(at, shown);
  return await office.seal(waiting);
}

test.serial('the number of what is taken back is void, and the next document has the next one', async (t) => {
  await office.db.pool.query("update unit set abbreviation = 'TA' where path = 'cuc.hanoi'");
  const at = await claimed('sealed');
  await sealed(at);
  const [used] = await numbersOf(at);
  t.is(used?.state, 'used');
  const signed = await office.sign(MANAGER, { ...at, recall: true, reason: REASON });
  t.deepEqual(await numbersOf(at), [{ ...used, state: 'void', reason: 'Người ký rút lại văn bản bằng phiếu xử lý có chữ ký số' }]);
  const again = next(signed);
  await claim(again);
  await sealed(again);
  t.deepEqual((await numbersOf(at)).map(({ state }) => state), ['void', 'used']); // prettier-ignore
});

test.serial('a number that those who signed before have put on the page goes on with what they signed', async (t) => {
  const at = await claimed('route');
  const shown = await office.begin(MANAGER, at);
  await numbered(at, shown);
  const second = next(await office.give(MANAGER, shown, 'manager'));
  office.pass(1);
  await claim(second, MANAGER_2);
  await office.sign(MANAGER_2, second, 'manager2');
  await office.sign(MANAGER_2, { ...second, recall: true, reason: REASON }, 'manager2');
  const open = (await documentsOf(at)).find(({ continues }) => continues !== undefined);
  t.like(await numbersOf(at), [{ state: 'reserved', document: open?.id }]);
});

const PRODUCED = "insert into outbox (kind, payload, case_id, revision, next_at) values ('documentProduced', '{}', $1, $2, 'infinity')";
const SENT = `
  insert into document_delivery (case_id, instance, node, procedure, unit_path, document, name, recipient, recipient_unit, produced_at, produced_by, due_at)
  select id, $2, 'plain', procedure, unit_path, 'x', '{"vi": "Đề xuất", "en": "x"}', 'manager', unit_path, now(), 'manager', now() + interval '1 day'
  from process_case where id = $1 returning id`;
const send = async ({ caseId, instance }: At): Promise<number> =>
  (await office.db.pool.query<{ id: number }>(SENT, [caseId, instance])).rows[0]?.id ?? 0;
const outboxOf = async ({ caseId }: At, kind: string): Promise<number> =>
  (await office.db.pool.query('select from outbox where case_id = $1 and kind = $2', [caseId, kind])).rowCount ?? 0;

test.serial('what nobody has received is withdrawn, and whoever was to receive it is told', async (t) => {
  const at = await claimed('slips');
  const { step } = await office.sign(MANAGER, at);
  await office.db.pool.query(PRODUCED, [at.caseId, step?.revision]);
  const delivery = await send(at);
  await office.sign(MANAGER, { ...at, recall: true, reason: REASON });
  t.is(await outboxOf(at, 'documentProduced'), 0, 'and nothing more is sent');
  t.is(await outboxOf(at, 'deliveryWithdrawn'), 1);
  t.is((await findDelivery(office.db, delivery))?.withdrawnAt, office.services.clock());
  const states = ['pending', 'overdue', 'withdrawn'] as const;
  const now = '2099-01-01T00:00:00Z';
  const lists = states.map(async (state) => (await listDeliveries(office.db, { caseId: at.caseId, state, now, limit: 10 })).items.length);
  t.deepEqual(await Promise.all(lists), [0, 0, 1]);
  t.is(await refusal(office.run<'confirmDelivery'>(MANAGER, { type: 'confirmDelivery', delivery })), 'conflict deliveryWithdrawn');
  await deliveryWithdrawn(office.services, {
    id: 1,
    kind: 'deliveryWithdrawn',
    payload: { delivery },
    caseId: at.caseId,
    revision: undefined,
    tries: 1,
  });
  const { rows } = await office.db.pool.query("select account from notice where template = 'delivery-withdrawn' and case_id = $1 order by account", [at.caseId]); // prettier-ignore
  t.deepEqual(rows.map(({ account }) => account as string), ['manager', 'manager2']); // prettier-ignore
});

test.serial('what somebody has received, or what went out under the seal, is not taken back so, and nobody is asked to sign', async (t) => {
  const received = await claimed('slips');
  const { step } = await office.sign(MANAGER, received);
  await office.db.pool.query(PRODUCED, [received.caseId, step?.revision]);
  const recall = { ...received, recall: true, reason: REASON } as const;
  const shown = await office.begin(MANAGER, recall);
  const delivery = await send(received);
  await office.run<'confirmDelivery'>(MANAGER, { type: 'confirmDelivery', delivery });
  t.is(await refusal(office.give(MANAGER, shown, 'manager')), 'conflict documentIssued', 'while it was signed');
  t.is(await refusal(office.begin(MANAGER, recall)), 'conflict documentIssued');
  t.is(await outboxOf(received, 'documentProduced'), 1, 'nothing is changed');
  t.deepEqual((await documentsOf(received)).map(({ recalledAt }) => recalledAt), [undefined]); // prettier-ignore

  const issued = await claimed('sealed');
  await sealed(issued);
  await send(issued);
  t.is(await refusal(office.begin(MANAGER, { ...issued, recall: true, reason: REASON })), 'conflict documentIssued');
});

test.serial('once somebody has acted, and where nothing was signed, there is nothing to sign', async (t) => {
  const at = await claimed('route');
  const second = next(await office.sign(MANAGER, at));
  await claim(second, MANAGER_2);
  t.is(await refusal(office.begin(MANAGER, { ...at, recall: true, reason: REASON })), 'conflict actedOnSince');
  const open = await claimed('route');
  t.is(await refusal(office.begin(MANAGER, { ...open, recall: true, reason: REASON })), 'forbidden forbidden.noRule');
  const bare = await claimed('bare');
  await office.run<'completeTask'>(MANAGER, { type: 'completeTask', ...bare }, { authenticatedAt: office.services.clock() });
  t.is(await refusal(office.begin(MANAGER, { ...bare, recall: true, reason: REASON })), 'conflict nothingToSign');
  const copies = [{ document: 'decision', scan: '0'.repeat(64) }];
  const signed = await claimed('route');
  await office.sign(MANAGER, signed);
  t.is(await refusal(office.begin(MANAGER, { ...signed, recall: true, reason: REASON, copies })), 'validation copyUnexpected');
});
