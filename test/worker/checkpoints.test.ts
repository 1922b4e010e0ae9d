import { generateKeyPairSync, sign } from 'node:crypto';
import ava, { type TestFn } from 'ava';
import { openServices } from '../../commands/open-services.ts';
import type { Services } from '../../commands/contract.ts';
import { newId } from '../../composition/new-id.ts';
import { createLogger } from '../../logging/logger.ts';
import { createExchange } from '../../keys/evidence/exchange.ts';
import type { RecordSigner } from '../../record/checkpoint.ts';
import { stampFault } from '../../record/stamp-fault.ts';
import { readSignedData } from '../../signing/cms/read-signed-data.ts';
import { recordAct } from '../../store/repositories/acts.ts';
import { signCheckpoint } from '../../store/queues/checkpoints.ts';
import { checkpointTurn } from '../../worker/checkpoints.ts';
import { timeStampClient } from '../../worker/time-stamp-client.ts';
import { NOW, useStore } from '../store/fixtures.ts';
import { sealAll, tamper, verifiedDatabase } from '../store/sealing.ts';
import { hasOpenssl, startTestTsa, type TestTsa } from './test-tsa.ts';

const test: TestFn = ava;
const store = useStore(test);
const exchange = createExchange();
/** without openssl there is no authority to test against */
const stamped = hasOpenssl() ? test.serial : test.serial.skip;
let tsa: TestTsa;
test.serial.before(async () => {
  if (hasOpenssl()) tsa = await startTestTsa();
});
test.after.always(async () => {
  exchange.close();
  if (hasOpenssl()) await tsa.close();
});

function signer(kind: 'ed25519' | 'P-256' = 'ed25519'): RecordSigner {
  const pair = kind === 'ed25519' ? generateKeyPairSync('ed25519') : generateKeyPairSync('ec', { namedCurve: kind });
  return {
    algorithm: kind,
    publicKey: pair.publicKey.export({ type: 'spki', format: 'pem' }).toString(),
    sign: (statement) => sign(kind === 'ed25519' ? null : 'sha256', Buffer.from(statement), pair.privateKey),
  };
}
const log: string[] = [];
let now = Date.parse(NOW);
function servicesWith(more: Partial<Services>): Services {
  const logger = createLogger({ level: 'debug', format: 'json', destination: { write: (line: string) => void log.push(line) } });
  const given = {
    db: store.db,
    clock: () => new Date(now).toISOString(),
    newId,
    random: () => 0,
    wait: async () => {},
    logger,
    rootUnit: 'cuc',
  };
  return { ...openServices(given), ...more };
}
async function sealedAct(subject: string): Promise<void> {
  await recordAct(store.db, { at: NOW, actor: { account: 'a1' }, act: 'suspendTopic', subject, unitPath: 'cuc', outcome: {} });
  await sealAll(store.db);
}
const kinds = async (options = {}) => (await verifiedDatabase(store.db, options)).findings.map(({ kind, what }) => `${kind}: ${what}`);
test.beforeEach(async () => {
  for (const table of ['record_time_stamp', 'record_checkpoint']) await tamper(store.db, `delete from ${table}`);
});

test.serial('the record is signed once a day, each checkpoint after the one before, and verifies with the key', async (t) => {
  await sealedAct('daily');
  const recordSigner = signer();
  const turn = checkpointTurn(servicesWith({ recordSigner }));
  const count = async () => Number((await store.db.pool.query<{ n: string }>('select count(*) as n from record_checkpoint')).rows[0]?.n);
  await turn();
  await turn();
  t.is(await count(), 1);
  now += 23 * 3_600_000;
  await turn();
  t.is(await count(), 1);
  now += 2 * 3_600_000;
  await sealedAct('next day');
  await Promise.all([turn(), checkpointTurn(servicesWith({ recordSigner }))()]);
  t.is(await count(), 2, 'two nodes sign one checkpoint');
  t.deepEqual(await kinds({ keys: [recordSigner.publicKey] }), []);
  const { summary } = await verifiedDatabase(store.db);
  t.like(summary, { checkpoints: 2, unstamped: 2 });
});

test.serial('a P-256 key signs as well', async (t) => {
  await sealedAct('p256');
  const recordSigner = signer('P-256');
  t.truthy(await signCheckpoint(store.db, recordSigner, { now: NOW }));
  t.deepEqual(await kinds({ keys: [recordSigner.publicKey] }), []);
});

test.serial('a checkpoint of another key is named where the key is known', async (t) => {
  await sealedAct('other key');
  await signCheckpoint(store.db, signer(), { now: NOW });
  t.deepEqual(await kinds(), []);
  t.deepEqual(await kinds({ keys: [signer().publicKey] }), ['checkpointOfOtherKey: checkpoint 1']);
});

const last = '(select max(number) from record_batch)';
for (const [what, sql, found] of [
  [
    'a changed statement',
    `update record_checkpoint set statement = replace(statement, '"entries":', '"entries":1') where number = 1`,
    ['checkpointInvalid: checkpoint 1', 'checkpointContradicts: checkpoint 2'],
  ],
  ['a changed signature', "update record_checkpoint set signature = sha256('x') where number = 1", ['checkpointInvalid: checkpoint 1']],
  ['a checkpoint that is gone', 'delete from record_checkpoint where number = 1', ['checkpointMissing: checkpoint 1']],
  [
    'a last batch that is gone with its entries',
    `with b as (delete from record_batch where number = ${last} returning first) delete from record_entry e using b where e.position >= b.first`,
    ['checkpointContradicts: checkpoint 2'],
  ],
] as const)
  test.serial(`verification finds ${what} by the checkpoints`, async (t) => {
    const recordSigner = signer();
    await sealedAct(`${what} 1`);
    await signCheckpoint(store.db, recordSigner, { now: NOW });
    await sealedAct(`${what} 2`);
    await signCheckpoint(store.db, recordSigner, { now: NOW });
    t.deepEqual(await kinds(), []);
    await tamper(store.db, sql);
    t.deepEqual(await kinds(), [...found]);
  });

stamped('a checkpoint is time-stamped by the authority, and the stamp proves its signature', async (t) => {
  tsa.mode = 'answers';
  await sealedAct('stamped');
  const timeStamp = timeStampClient({ urls: [tsa.url], exchange, authorities: [tsa.authority] });
  await checkpointTurn(servicesWith({ recordSigner: signer(), timeStamp }))();
  t.deepEqual(await kinds({ authorities: [tsa.authority] }), []);
  t.is((await verifiedDatabase(store.db)).summary.unstamped, 0);
  t.deepEqual(await kinds({ authorities: [tsa.stranger] }), ['timeStampInvalid: checkpoint 1']);
  const { rows } = await store.db.pool.query<{ stamped_at: string }>('select stamped_at from record_time_stamp');
  t.true(Math.abs(Date.now() - Date.parse(rows[0]?.stamped_at ?? '')) < 60_000);
});

for (const mode of ['down', 'refuses', 'answersAnother', 'talksNonsense'] as const)
  stamped(`while the authority ${mode}, the checkpoint waits for its stamp and gets it later`, async (t) => {
    await sealedAct(mode);
    const timeStamp = timeStampClient({ urls: [tsa.url], exchange, authorities: [tsa.authority] });
    const turn = checkpointTurn(servicesWith({ recordSigner: signer(), timeStamp }));
    tsa.mode = 'answers';
    await timeStamp(Buffer.from('something else'));
    tsa.mode = mode;
    log.length = 0;
    await turn();
    t.is((await verifiedDatabase(store.db)).summary.unstamped, 1);
    t.true(log.some((line) => line.includes('no time stamp yet')));
    tsa.mode = 'answers';
    await turn();
    t.is((await verifiedDatabase(store.db)).summary.unstamped, 1, 'it is not asked again at once');
    now += 301_000;
    await turn();
    t.is((await verifiedDatabase(store.db)).summary.unstamped, 0);
    t.deepEqual(await kinds({ authorities: [tsa.authority] }), []);
  });

stamped('a time stamp of something else, a changed one and one that is no token are told apart', async (t) => {
  tsa.mode = 'answers';
  const { token } = await timeStampClient({ urls: [tsa.url], exchange })(Buffer.from('a'));
  const text = token.toString('base64');
  t.is(stampFault(text, Buffer.from('a')), undefined);
  t.is(stampFault(text, Buffer.from('a'), [tsa.authority]), undefined);
  t.is(stampFault(text, Buffer.from('a'), [tsa.stranger]), 'untrusted');
  t.is(stampFault(text, Buffer.from('b')), 'otherImprint');
  t.is(stampFault('AAAA', Buffer.from('a')), 'notAToken');
  const forged = Buffer.from(token);
  // the last byte of the signature
  forged[forged.length - 1] = (forged.at(-1) ?? 0) ^ 1;
  t.is(stampFault(forged.toString('base64'), Buffer.from('a')), 'badSignature');
  const { content, signer: stamper } = readSignedData(token);
  for (const part of [content ?? Buffer.alloc(0), stamper.signature, stamper.attributesDer.subarray(1)]) {
    t.true(part.length > 0);
    const from = token.indexOf(part);
    for (let index = from; index < from + part.length; index += 1) {
      const changed = Buffer.from(token);
      changed[index] = (changed[index] ?? 0) ^ 0x40;
      t.truthy(stampFault(changed.toString('base64'), Buffer.from('a'), [tsa.authority]), `a change of byte ${index} is noticed`);
    }
  }
});
