import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import zlib from 'node:zlib';
import test, { type ExecutionContext } from 'ava';
import { auditCheckpointCommand } from '../../cli/audit-checkpoint.ts';
import { auditExportCommand } from '../../cli/audit-export.ts';
import { auditVerifyCommand } from '../../cli/audit-verify.ts';
import type { CliCommand, CliInput } from '../../cli/cli-command.ts';
import { loadConfig } from '../../config.ts';
import { createLogger } from '../../logging/logger.ts';
import type { Rejection } from '../../errors.ts';
import { recordAct } from '../../store/repositories/acts.ts';
import { saveStep } from '../../store/repositories/save-step.ts';
import { after, nextStep, NOW, startedCase, useStore } from '../store/fixtures.ts';
import { sealAll, tamper } from '../store/sealing.ts';

const store = useStore(test);
const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'trinh-ky-audit-'));
test.after.always(() => fs.rmSync(folder, { recursive: true }));

async function run(command: CliCommand, options: CliInput['options'] = {}): Promise<{ code: number; lines: readonly string[] }> {
  const lines: string[] = [];
  const config = loadConfig({ DATABASE_URL: store.db.url, DATA_DIR: folder }, false);
  const context = { config, logger: createLogger({ level: 'silent', format: 'json' }), print: (line: string) => void lines.push(line) };
  return { code: await command.run(context, { options, arguments: [] }), lines };
}
const file = (name: string): string => path.join(folder, name);
const verify = async (options: CliInput['options'] = {}) => await run(auditVerifyCommand, options);

async function someRecord(): Promise<string> {
  const id = await startedCase(store.db, { actor: { account: 'a1' } });
  await saveStep(store.db, nextStep(id, 1, [], { now: after(1), variables: { 1: { tên: 'Nguyễn Văn A' } } }));
  await recordAct(store.db, { at: NOW, actor: { account: 'a1' }, act: 'suspendTopic', subject: 'x', unitPath: 'cuc', outcome: {} });
  await sealAll(store.db, 2);
  return id;
}

test.serial('a whole record: code 0, what is not sealed by number and age', async (t) => {
  const id = await someRecord();
  await saveStep(store.db, nextStep(id, 2, [], { now: after(2) }));
  const { code, lines } = await verify();
  t.is(code, 0);
  t.true(
    lines.some((line) => /^not sealed yet: 1 rows, the oldest \d+\.\d s old$/.test(line)),
    lines.join('\n'),
  );
  t.is(lines.at(-1), 'The record is whole.');
  await sealAll(store.db);
});

test.serial('a changed record: code 1, each finding named, as JSON lines too', async (t) => {
  const id = await someRecord();
  await tamper(store.db, "update command_log set account = 'x' where case_id = $1 and revision = 2", [id]);
  const { code, lines } = await verify();
  t.is(code, 1);
  t.is(lines[0], `contentChanged: step ${id}/2`);
  t.regex(lines.at(-1) ?? '', /^1 findings/);
  const json = await verify({ json: true });
  t.is(json.code, 1);
  t.deepEqual(JSON.parse(json.lines[0] ?? ''), { kind: 'contentChanged', what: `step ${id}/2` });
  t.like(JSON.parse(json.lines.at(-1) ?? ''), { intact: false, findings: 1 });
  await tamper(store.db, "update command_log set account = 'system:test' where case_id = $1 and revision = 2", [id]);
  t.is((await verify()).code, 0);
  const { rows } = await store.db.pool.query<{ findings: number }>('select findings from record_verification order by id desc limit 3');
  t.deepEqual(
    rows.map(({ findings }) => findings),
    [0, 1, 1],
    'what verifications of the database said is kept',
  );
});

test.serial('a checkpoint on demand is signed with a key that only its owner reads, and verifies by its public part', async (t) => {
  await someRecord();
  const signed = await run(auditCheckpointCommand);
  t.is(signed.code, 0);
  t.regex(signed.lines[0] ?? '', /^checkpoint 1 signed with key [0-9a-f]{64}$/);
  t.is(fs.statSync(file('record-key.pem')).mode & 0o777, 0o600);
  fs.writeFileSync(file('public.pem'), `${signed.lines[1]}\n`);
  const trust = { 'checkpoint-key': [file('public.pem')] };
  t.is((await verify(trust)).code, 0);
  const listed = await run(auditCheckpointCommand, { list: true });
  t.like(JSON.parse(listed.lines[0] ?? ''), { number: 1, algorithm: 'Ed25519' });
  fs.chmodSync(file('record-key.pem'), 0o644);
  const refused = (await t.throwsAsync(async () => await run(auditCheckpointCommand))) as Rejection;
  t.is(refused.code, 'recordKeyUnusable');
  fs.chmodSync(file('record-key.pem'), 0o600);
  t.is(((await t.throwsAsync(async () => await verify({ 'checkpoint-key': [file('nothing.pem')] }))) as Rejection).code, 'keyUnreadable');
});

for (const name of ['record.ndjson', 'record.ndjson.gz'])
  test.serial(`an export verifies without the database: ${name}`, async (t) => {
    await someRecord();
    t.is((await run(auditExportCommand, { out: file(name) })).code, 0);
    t.is(fs.statSync(file(name)).mode & 0o777, 0o600);
    const { code, lines } = await verify({ export: file(name), 'checkpoint-key': [file('public.pem')] });
    t.is(code, 0, lines.join('\n'));
    const { rows } = await store.db.pool.query<{ n: number }>('select count(*)::int as n from record_entry');
    t.regex(lines[0] ?? '', new RegExp(`^${rows[0]?.n} entries`));
  });

test.serial('a part of the record verifies by itself', async (t) => {
  await tamper(store.db, 'update record_batch set sealed_at = sealed_at where number = 1');
  t.is((await run(auditExportCommand, { out: file('part.ndjson'), from: '2026-11-23', to: '2026-11-24' })).code, 0);
  t.is((await verify({ export: file('part.ndjson') })).code, 0);
  t.is((await run(auditExportCommand, { out: file('none.ndjson'), from: '2030-01-01' })).code, 0);
  t.is((await verify({ export: file('none.ndjson') })).code, 0);
});

const changed = (t: ExecutionContext, change: (lines: string[]) => string[]): string => {
  const lines = fs.readFileSync(file('record.ndjson'), 'utf8').trimEnd().split('\n');
  const out = file(`changed-${t.title.length}.ndjson`);
  fs.writeFileSync(out, `${change(lines).join('\n')}\n`);
  return out;
};
for (const [what, change, found] of [
  [
    'a changed command',
    (lines: string[]) => lines.map((line) => line.replaceAll('completeUserTask', 'completeOtherTask')),
    /contentChanged: step/,
  ],
  ['a changed account', (lines: string[]) => lines.map((line) => line.replace('"account":"a1"', '"account":"a2"')), /contentChanged: step/],
  ['a line that is gone', (lines: string[]) => lines.filter((_, index) => index !== 3), /batchMissing: batch/],
  [
    'lines in another order',
    (lines: string[]) => [lines[0] ?? '', lines[1] ?? '', lines[3] ?? '', lines[2] ?? '', ...lines.slice(4)],
    /batchMissing|headerDiffers/,
  ],
  ['an end that is cut off', (lines: string[]) => lines.slice(0, -1), /exportIncomplete/],
  ['a line that is no JSON', (lines: string[]) => [...lines.slice(0, 3), '{', ...lines.slice(3)], /exportChanged/],
] as const)
  test.serial(`verification of an export finds ${what}`, async (t) => {
    const { code, lines } = await verify({ export: changed(t, change) });
    t.is(code, 1);
    t.regex(lines.join('\n'), found);
  });

test.serial('a file that is no export, and one that is cut within its compression, are refused or found', async (t) => {
  fs.writeFileSync(file('other.json'), '{"a":1}\n');
  for (const name of ['other.json', 'nowhere.json'])
    t.is(((await t.throwsAsync(async () => await verify({ export: file(name) }))) as Rejection).code, 'exportUnreadable', name);
  const bytes = fs.readFileSync(file('record.ndjson.gz'));
  fs.writeFileSync(file('cut.ndjson.gz'), bytes.subarray(0, Math.floor(bytes.length * 0.8)));
  const { code, lines } = await verify({ export: file('cut.ndjson.gz') });
  t.is(code, 1);
  t.regex(lines.join('\n'), /exportIncomplete/);
  t.true(zlib.gunzipSync(bytes).length > bytes.length);
});

test.serial('an export needs a name and instants that are such', async (t) => {
  t.is(((await t.throwsAsync(async () => await run(auditExportCommand))) as Rejection).code, 'optionMissing');
  const wrong = { out: file('x'), from: 'gestern' };
  t.is(((await t.throwsAsync(async () => await run(auditExportCommand, wrong))) as Rejection).code, 'instantInvalid');
  t.false(fs.existsSync(file('x')));
});
