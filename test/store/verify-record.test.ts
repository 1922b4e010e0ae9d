import test from 'ava';
import type { FindingKind } from '../../record/findings.ts';
import { recordAct } from '../../store/repositories/acts.ts';
import { saveStep } from '../../store/repositories/save-step.ts';
import { sealRecord } from '../../store/queues/seal-record.ts';
import { after, nextStep, NOW, startedCase, useStore } from './fixtures.ts';
import { sealAll, tamper, verifiedDatabase } from './sealing.ts';

const store = useStore(test);
const origin = { address: '198.51.100.4', agent: 'Firefox', session: 'ab' };

/** A case of three steps and two acts, sealed in batches of a few rows; found whole before it is tampered with. */
async function sealedCase(): Promise<string> {
  const id = await startedCase(store.db, { actor: { account: 'a1', person: 'p1', origin } });
  await saveStep(
    store.db,
    nextStep(id, 1, [], { now: after(1), variables: { 1: { ý: 'kiến' } }, actor: { account: 'a1', person: 'p1', origin } }),
  );
  for (const subject of ['topic-1', 'topic-2'])
    await recordAct(store.db, {
      at: NOW,
      actor: { account: 'a1', origin },
      act: 'suspendTopic',
      subject,
      unitPath: 'cuc',
      reason: 'x',
      outcome: {},
    });
  await saveStep(store.db, nextStep(id, 2, [], { now: after(2) }));
  await sealAll(store.db, 2);
  return id;
}
const kinds = async (): Promise<readonly string[]> =>
  (await verifiedDatabase(store.db)).findings.map(({ kind, what }) => `${kind}: ${what}`);
const restore = async (): Promise<void> => {
  for (const table of [
    'record_time_stamp',
    'record_checkpoint',
    'record_entry',
    'record_batch',
    'audit_link',
    'command_log',
    'administrative_act',
    'access_log',
    'process_case',
    'case_salt',
  ])
    await tamper(store.db, `delete from ${table}`);
};
test.beforeEach(restore);

test.serial('an untouched record is found whole, with what is not sealed yet by number and age', async (t) => {
  const id = await sealedCase();
  await saveStep(store.db, nextStep(id, 3, [], { now: after(3) }));
  const { findings, summary } = await verifiedDatabase(store.db);
  t.deepEqual(findings, []);
  t.like(summary, { entries: 5, tail: { rows: 1, oldest: after(3) } });
});

type Tampering = readonly [what: string, sql: string, found: (id: string) => readonly `${FindingKind}: ${string}`[]];
const last = '(select max(number) from record_batch)';
const TAMPERINGS: readonly Tampering[] = [
  [
    'a changed command',
    "update command_log set command = '{}' where case_id = $1 and revision = 2",
    (id) => [`contentChanged: step ${id}/2`],
  ],
  ['a changed actor', "update command_log set account = 'x' where case_id = $1 and revision = 3", (id) => [`contentChanged: step ${id}/3`]],
  [
    'a changed address',
    `update command_log set origin = '{"address":"x"}' where case_id = $1 and revision = 1`,
    (id) => [`contentChanged: step ${id}/1`],
  ],
  [
    'a changed salt',
    "update case_salt set salt = sha256('x') where case_id = $1",
    (id) => [`contentChanged: step ${id}/1`, `contentChanged: step ${id}/2`, `contentChanged: step ${id}/3`],
  ],
  [
    'contents blanked without an act',
    `update command_log set command = '{}', trace = '[]', state_hash = '' where case_id = $1 and revision = 2`,
    (id) => [`contentDestroyedWithoutAct: step ${id}/2`],
  ],
  ['a step gone from the log', 'delete from command_log where case_id = $1 and revision = 2', (id) => [`contentMissing: step ${id}/2`]],
  [
    'a step gone from the chain',
    'delete from audit_link where case_id = $1 and revision = 2',
    (id) => [`rowMissing: step ${id}/2`, `chainBroken: step ${id}/3`, `stepWithoutLink: step ${id}/2`],
  ],
  [
    'a last step gone from everywhere',
    'with l as (delete from command_log where case_id = $1 and revision = 3) delete from audit_link where case_id = $1 and revision = 3',
    (id) => [`rowMissing: step ${id}/3`, `headDiffers: case ${id}`],
  ],
  [
    'a changed link',
    "update audit_link set hash = sha256('x') where case_id = $1 and revision = 2",
    (id) => [`rowChanged: step ${id}/2`, `chainBroken: step ${id}/2`, `chainBroken: step ${id}/3`],
  ],
  [
    'a step in another transaction',
    `update audit_link set tx = (select tx from administrative_act where subject = 'topic-1' and $1::text <> '') where case_id = $1::uuid and revision = 1`,
    (id) => [`rowMissing: step ${id}/1`, `rowInserted: step ${id}/1`],
  ],
  [
    'a step that was put in',
    'insert into audit_link (case_id, revision, at, digest, hash, tx, version) select case_id, 9, at, digest, hash, tx, 2 from audit_link where case_id = $1 and revision = 2',
    (id) => [`rowInserted: step ${id}/9`, `contentMissing: step ${id}/9`, `headDiffers: case ${id}`],
  ],
  ['a changed head', "update process_case set head = sha256('x') where id = $1", (id) => [`headDiffers: case ${id}`]],
  ['a case that is gone', 'delete from process_case where id = $1', (id) => [`headDiffers: case ${id}`]],
  [
    'a changed act',
    "update administrative_act set reason = 'y' where subject = 'topic-1' and $1::uuid is not null",
    () => ['rowChanged: act *'],
  ],
  ['an act that is gone', "delete from administrative_act where subject = 'topic-1' and $1::uuid is not null", () => ['rowMissing: act *']],
  [
    'an act that was put in',
    "insert into administrative_act (at, account, act, subject, unit_path, outcome, tx) select at, account, act, 'z', unit_path, outcome, tx from administrative_act where subject = 'topic-1' and $1::uuid is not null",
    () => ['rowInserted: act *'],
  ],
  [
    'a changed entry',
    "update record_entry set leaf = sha256('x') where key = $1::text || '/1'",
    (id) => [`rootDiffers: batch *`, `rowChanged: step ${id}/1`],
  ],
  [
    'an entry that no search finds',
    "update record_entry set person = null where key = $1::text || '/1'",
    (id) => [`entryChanged: step ${id}/1`],
  ],
  [
    'an entry that is gone',
    "delete from record_entry where key = $1::text || '/1'",
    (id) => ['entryMissing: entry *', `rowInserted: step ${id}/1`],
  ],
  [
    'entries in another order',
    'update record_entry set position = case position when 0 then 1 else 0 end where position < 2 and $1::uuid is not null',
    (id) => [`rootDiffers: batch 1`, `rowMoved: step ${id}/1`],
  ],
  [
    'a batch of another root',
    `update record_batch set root = sha256('x') where number = ${last} and $1::uuid is not null`,
    () => ['headerDiffers: batch *', 'rootDiffers: batch *'],
  ],
  [
    'a batch of another header',
    `update record_batch set header = sha256('x') where number = 1 and $1::uuid is not null`,
    () => ['headerDiffers: batch 1', 'headerDiffers: batch 2'],
  ],
  ['a batch that is gone', 'delete from record_batch where number = 2 and $1::uuid is not null', () => ['batchMissing: batch 2']],
];
for (const [what, sql, found] of TAMPERINGS)
  test.serial(`verification finds ${what}, and names it`, async (t) => {
    const id = await sealedCase();
    t.deepEqual(await kinds(), []);
    await tamper(store.db, sql, [id]);
    const all = await kinds();
    for (const expected of found(id)) {
      const pattern = expected.endsWith('*') ? expected.slice(0, -1) : undefined;
      t.true(
        all.some((each) => (pattern === undefined ? each === expected : each.startsWith(pattern))),
        `${expected}, but found ${all.join(' | ')}`,
      );
    }
    // nothing else is suspected
    t.is(all.length, found(id).length, all.join(' | '));
  });

test.serial('a step that is forged before it is sealed is found too', async (t) => {
  const id = await sealedCase();
  await saveStep(store.db, nextStep(id, 3, [], { now: after(3) }));
  await tamper(store.db, "update command_log set command = '{}' where case_id = $1 and revision = 4", [id]);
  t.deepEqual(await kinds(), [`contentChanged: step ${id}/4 (not sealed yet)`]);
});

test.serial('steps of before salted contents verify as they were written', async (t) => {
  const id = await startedCase(store.db);
  // as save_step wrote them until then
  await tamper(
    store.db,
    `with d as (select l.*, sha256(convert_to(concat_ws(E'\\x1f', case_id, revision, (extract(epoch from at) * 1000000)::bigint, account, coalesce(person, ''),
        coalesce(on_behalf_of, ''), coalesce(epoch::text, ''), command::text, coalesce(created::text, ''), coalesce(resolved::text, ''), trace::text,
        encode(state_hash, 'hex')), 'UTF8')) as digest_1 from command_log l where case_id = $1),
      a as (update audit_link a set version = 1, digest = digest_1, hash = sha256(sha256(uuid_send(a.case_id)) || digest_1) from d where a.case_id = d.case_id returning a.hash, a.case_id),
      l as (update command_log set content_hash = null where case_id = $1)
    update process_case c set head = a.hash from a where c.id = a.case_id`,
    [id],
  );
  await saveStep(store.db, nextStep(id, 1, [], { now: after(1) }));
  await sealAll(store.db);
  t.deepEqual(await kinds(), []);
  await tamper(store.db, "update command_log set command = '{}' where case_id = $1 and revision = 1", [id]);
  t.deepEqual(await kinds(), [`contentChanged: step ${id}/1`]);
});

test.serial('a record of many batches is read in one pass', async (t) => {
  for (let index = 0; index < 30; index += 1) {
    await recordAct(store.db, {
      at: NOW,
      actor: { account: 'a1' },
      act: 'suspendTopic',
      subject: `s${index}`,
      unitPath: 'cuc',
      outcome: {},
    });
    await sealRecord(store.db, { now: NOW, most: 1 });
  }
  await sealAll(store.db, 1);
  const { findings, summary } = await verifiedDatabase(store.db);
  t.deepEqual(findings, []);
  t.is(summary.entries, 30);
});
