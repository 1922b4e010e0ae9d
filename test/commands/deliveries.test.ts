import ava from 'ava';
import { INSTALLER_ACTOR } from '../../commands/actors.ts';
import type { Actor } from '../../engine/command.ts';
import { findUploads } from '../../store/queries/find-uploads.ts';
import { listDeliveries } from '../../store/queries/list-deliveries.ts';
import { MANAGER, NOW, OFFICER, person, refusal, bpmn, chain, deployed, outcomes, STRANGER, task } from './fixtures.ts';
import { scanPdf } from './uploads/files.ts';
import { DEPARTMENT, delivered, useBoundOffice } from './bindings/fixtures.ts';

const office = useBoundOffice(ava);
const test = ava.serial;
const PROSECUTOR = { role: 'prosecutor', deadline: 'review.term' };
const DECISION = {
  key: 'decision',
  name: { vi: 'Quyết định', en: 'Decision' },
  type: 'QĐ',
  recipients: [PROSECUTOR, { role: 'prisoner' }],
  citation: 'test',
  confidence: 'A',
} as const;

test.before(async () => {
  const { seedAccount } = await import('../../store/repositories/accounts.ts');
  const holder = { id: 'person-prosecutor', name: 'prosecutor', unitPath: 'cuc.hanoi' };
  const grants = [{ role: 'prosecutor', unitPath: 'cuc.hanoi' }];
  await seedAccount(office.db, { id: 'prosecutor', login: 'prosecutor', person: holder, grants }, '2026-01-01T00:00:00.000Z');
  const decide = outcomes('id="grant" name="Ra quyết định"', 'id="back" name="Trả lại" returnTo="draft"').replace(
    '</extensionElements>',
    '<tk:document key="decision"/></extensionElements>',
  );
  await deployed(office, [
    'send.bpmn',
    bpmn(
      'send',
      `<startEvent id="start"/>${task('draft', 'tk:candidateRoles="officer"')}${task('decide', 'tk:candidateRoles="officer"', decide)}
      ${task('after', 'tk:candidateRoles="officer"')}<endEvent id="end"/>${chain('start', 'draft', 'decide', 'after', 'end')}`,
    ),
  ]);
  await office.run<'deployDocuments'>(INSTALLER_ACTOR, {
    type: 'deployDocuments',
    module: 'send',
    procedures: ['send'],
    documents: [DECISION],
  });
});

async function complete(caseId: string, instance: number, outcome?: string): Promise<number> {
  await office.run<'claimTask'>(OFFICER, { type: 'claimTask', caseId, instance });
  const done = await office.run<'completeTask'>(OFFICER, {
    type: 'completeTask',
    caseId,
    instance,
    ...(outcome !== undefined && { outcome }),
  });
  return done.opened[0]?.instance ?? 0;
}
/** A case whose decision was just made. */
async function sent(): Promise<string> {
  const { caseId, opened } = await office.run<'startCase'>(OFFICER, { type: 'startCase', procedure: 'send' });
  await complete(caseId, await complete(caseId, opened[0]?.instance ?? 0), 'grant');
  await delivered(office);
  return caseId;
}
const listed = async (caseId: string, state?: 'pending' | 'overdue' | 'received') =>
  (await listDeliveries(office.db, { caseId, limit: 50, now: office.services.clock(), ...(state && { state }) })).items;
const one = async (caseId: string, recipient: string) => {
  const found = (await listed(caseId)).find((delivery) => delivery.recipient === recipient);
  if (!found) throw new Error(`no delivery to ${recipient}`);
  return found;
};
async function told(caseId: string): Promise<string[]> {
  const { rows } = await office.db.pool.query<{ account: string; template: string }>(
    "select account, template from notice where case_id = $1 and template like 'delivery-%' order by 1, 2",
    [caseId],
  );
  return rows.map(({ account, template }) => `${account} ${template}`);
}

test('a task that makes a document sends it to each recipient of the law, with its term', async (t) => {
  const caseId = await sent();
  t.deepEqual(
    (await listed(caseId)).map(({ recipient, dueAt }) => [recipient, dueAt]),
    [
      // the 24th is a day off
      ['prosecutor', '2026-11-25T17:00:00.000Z'],
      ['prisoner', undefined],
    ],
  );
  t.like(await one(caseId, 'prosecutor'), {
    document: 'decision',
    name: DECISION.name,
    node: 'decide',
    producedAt: NOW,
    producedBy: 'officer',
  });
  t.deepEqual(await told(caseId), ['prosecutor delivery-sent']);
});

test('what is sent back has made nothing; done again it is sent, once', async (t) => {
  const { caseId, opened } = await office.run<'startCase'>(OFFICER, { type: 'startCase', procedure: 'send' });
  const again = await complete(caseId, await complete(caseId, opened[0]?.instance ?? 0), 'back');
  await delivered(office);
  t.deepEqual(await listed(caseId), []);
  await complete(caseId, await complete(caseId, again), 'grant');
  await office.db.pool.query(
    "insert into outbox (kind, payload, case_id, next_at) select kind, payload, case_id, next_at from outbox where kind = 'documentProduced' and case_id = $1",
    [caseId],
  );
  await delivered(office);
  t.is((await listed(caseId)).length, 2);
});

test('the recipient confirms in the application; nobody else can, and not twice', async (t) => {
  const caseId = await sent();
  const { id: delivery } = await one(caseId, 'prosecutor');
  const confirm = (by = person('prosecutor'), id = delivery) =>
    office.run<'confirmDelivery'>(by, { type: 'confirmDelivery', delivery: id });
  t.is(await refusal(confirm(STRANGER)), 'notFound deliveryNotFound');
  t.is(await refusal(confirm(OFFICER)), 'forbidden forbidden.noRule');
  t.is(await refusal(confirm(person('prosecutor'), (await one(caseId, 'prisoner')).id)), 'notFound deliveryNotFound');
  t.deepEqual(await confirm(), { received: true });
  t.like(await one(caseId, 'prosecutor'), { receivedAt: NOW, channel: 'app', receivedBy: 'person-prosecutor' });
  t.is(await refusal(confirm()), 'conflict deliveryReceived');
  t.is(await refusal(confirm(person('prosecutor'), 999_999)), 'notFound deliveryNotFound');
});

test('a clerk enters what came by post or on paper, with the real day', async (t) => {
  const caseId = await sent();
  const { id: delivery } = await one(caseId, 'prisoner');
  const record = (more: object = {}, by = OFFICER) =>
    office.run<'recordReceipt'>(by, {
      type: 'recordReceipt',
      delivery,
      on: '2026-11-23',
      channel: 'post',
      receivedBy: 'Nguyễn Văn A',
      ...more,
    });
  t.is(await refusal(record({ on: '2026-11-24' })), 'validation actInFuture');
  t.is(await refusal(record({ on: '2026-11-22' })), 'validation receivedBeforeMade');
  t.is(await refusal(record({ on: '2026-02-30' })), 'validation onInvalid');
  t.is(await refusal(record({ channel: 'dove' })), 'validation channelInvalid');
  t.is(await refusal(record({ receivedBy: ' ' })), 'validation receivedByRequired');
  t.is(await refusal(record({ scans: [{ name: 'x', sha256: 'y', pages: 1 }] })), 'validation scansInvalid');
  t.is(await refusal(record({}, STRANGER)), 'notFound deliveryNotFound');
  const slip = { name: 'giay-bao.pdf', sha256: 'c'.repeat(64), pages: 1 };
  t.is(await refusal(record({ scans: [slip] })), 'validation scanMissing', 'a receipt is a file that is there');
  const store = (by: Actor) => office.run<'storeUpload'>(by, { type: 'storeUpload', delivery, file: scanPdf({ text: 'phieu' }) });
  t.is(await refusal(store(STRANGER)), 'notFound deliveryNotFound');
  const { sha256, expiresAt } = await store(OFFICER);
  t.not(expiresAt, undefined);
  t.is(await refusal(record({ scans: [{ ...slip, sha256, pages: 2 }] })), 'validation scanMissing');
  await record({ scans: [{ ...slip, sha256 }], note: 'Ký nhận' });
  const kept = (await findUploads(office.db, { caseId, account: 'manager', now: office.services.clock() }, [sha256])).get(sha256);
  t.like(kept, { account: 'officer', expiresAt: undefined }, 'it stays, for all who see the case');
  t.like(await one(caseId, 'prisoner'), {
    channel: 'post',
    receivedBy: 'Nguyễn Văn A',
    enteredBy: 'officer',
    receivedAt: '2026-11-22T17:00:00.000Z',
    scans: [{ ...slip, sha256 }],
  });
  t.deepEqual(
    (await listed(caseId, 'received')).map(({ recipient }) => recipient),
    ['prisoner'],
  );
});

test('nobody hears of what was received; what is late is listed, reminded of, and told to the superior, once', async (t) => {
  await office.run<'nameUnitHead'>(DEPARTMENT, {
    type: 'nameUnitHead',
    unitPath: 'cuc.hanoi',
    person: 'person-manager',
    validFrom: '2026-01-01',
    reason: 'Bổ nhiệm',
  });
  const [late, intime] = [await sent(), await sent()];
  const { id } = await one(intime, 'prosecutor');
  await office.run<'confirmDelivery'>(person('prosecutor'), { type: 'confirmDelivery', delivery: id });
  office.pass(2.6 * 86_400);
  await delivered(office);
  t.true((await told(late)).includes('officer delivery-remind'));
  t.deepEqual(await listed(late, 'overdue'), []);
  office.pass(86_400);
  await delivered(office);
  await delivered(office);
  t.deepEqual(
    (await listed(late, 'overdue')).map(({ recipient }) => recipient),
    ['prosecutor'],
  );
  t.deepEqual(await told(late), [
    `${MANAGER.account} delivery-escalate`,
    'officer delivery-escalate',
    'officer delivery-remind',
    'prosecutor delivery-sent',
  ]);
  t.deepEqual(await told(intime), ['prosecutor delivery-sent']);
});

test('a document goes to a role in the unit that the module names: there it is told and confirmed, and nowhere else', async (t) => {
  const { seedAccount } = await import('../../store/repositories/accounts.ts');
  for (const unitPath of ['cuc.hanoi', 'cuc.hue']) {
    const id = `police-${unitPath.slice(4)}`;
    const holder = { id: `person-${id}`, name: id, unitPath };
    await seedAccount(
      office.db,
      { id, login: id, person: holder, grants: [{ role: 'commune-police', unitPath }] },
      '2026-01-01T00:00:00.000Z',
    );
  }
  const police = { role: 'commune-police', unit: '= units.commune' };
  const documents = [{ ...DECISION, key: 'decision', recipients: [police] }];
  const sending = { type: 'deployDocuments', module: 'send', procedures: ['send'] } as const;
  await office.run<'deployDocuments'>(INSTALLER_ACTOR, { ...sending, documents });
  const begin = { type: 'startCase', procedure: 'send', variables: { units: { commune: 'cuc.hue' } } } as const;
  const { caseId, opened } = await office.run<'startCase'>(OFFICER, begin);
  await complete(caseId, await complete(caseId, opened[0]?.instance ?? 0), 'grant');
  await delivered(office);
  const delivery = await one(caseId, 'commune-police');
  t.like(delivery, { recipientUnit: 'cuc.hue', unitPath: 'cuc.hanoi' });
  t.deepEqual(await told(caseId), ['police-hue delivery-sent']);
  const confirm = { type: 'confirmDelivery', delivery: delivery.id } as const;
  t.regex(await refusal(office.run<'confirmDelivery'>(person('police-hanoi'), confirm)), /forbidden|notFound/);
  t.true((await office.run<'confirmDelivery'>(person('police-hue'), confirm)).received);
});

test('a document whose unit the case does not know is not sent to another one: it waits to be looked into', async (t) => {
  const { caseId, opened } = await office.run<'startCase'>(OFFICER, { type: 'startCase', procedure: 'send', variables: { units: {} } });
  await complete(caseId, await complete(caseId, opened[0]?.instance ?? 0), 'grant');
  await delivered(office);
  t.deepEqual(await listed(caseId), []);
  const { rows } = await office.db.pool.query<{ last_error: string }>(
    "select last_error from outbox where kind = 'documentProduced' and case_id = $1",
    [caseId],
  );
  t.regex(rows[0]?.last_error ?? '', /path of a unit/);
});
