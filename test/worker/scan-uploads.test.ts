/** Files that lie here are scanned again: what is found later is blocked, told and on record; a scanner that fails delays, and loses nothing. */
import ava from 'ava';
import { installCrashHook, type CrashPoint } from '../../commands/crash-point.ts';
import { createLogger } from '../../logging/logger.ts';
import { scanUploads } from '../../worker/scan-uploads.ts';
import { bpmn, chain, deployed, MANAGER, OFFICER, person, refusal, started, task, useOffice } from '../commands/fixtures.ts';
import { scanPdf } from '../commands/uploads/files.ts';
import { infectedPdf } from '../scanning/eicar.ts';
import { toldScanner } from '../scanning/told-scanner.ts';

const OFFICER_2 = person('officer2');
const WEEK_S = 7 * 86_400;
const NEW_MALWARE = 'a text that nobody knows to be harmful yet';
const scanner = toldScanner();
const log: Record<string, unknown>[] = [];
const destination = { write: (entry: string) => void log.push(JSON.parse(entry) as Record<string, unknown>) };
const office = useOffice(ava, { scanner, logger: createLogger({ level: 'info', format: 'json', destination }) });
const test = ava.serial;
let dying: CrashPoint | undefined;
class Died extends Error {}

test.before(async () => {
  installCrashHook((point) => {
    if (point !== dying) return;
    dying = undefined;
    throw new Died(point);
  });
  const form = { id: 'with-files', type: 'default', components: [{ type: 'filepicker', key: 'files', label: 'Tệp', multiple: true }] };
  const body = `<startEvent id="s"/>${task('draft', 'tk:candidateRoles="officer" tk:form="with-files"')}${task('again', 'tk:candidateRoles="officer" tk:form="with-files"')}<endEvent id="e"/>`;
  const atStart = `<startEvent id="s" tk:form="with-files"/>${task('next')}<endEvent id="e"/>${chain('s', 'next', 'e')}`;
  await deployed(
    office,
    ['filed.bpmn', bpmn('filed', `${body}${chain('s', 'draft', 'again', 'e')}`)],
    ['at-start.bpmn', bpmn('at-start', atStart)],
    ['with-files.form', JSON.stringify(form)],
  );
});
test.beforeEach(async () => {
  Object.assign(scanner, { isDown: false, failing: undefined, beyond: undefined, scans: 0 });
  scanner.known.delete(NEW_MALWARE);
  log.length = 0;
  await office.db.pool.query("update upload set scan_at = '2099-01-01'");
});

const rows = async (text: string, ...values: unknown[]) => (await office.db.pool.query(text, values)).rows;
const store = async (file: Buffer, caseId?: string) =>
  await office.run<'storeUpload'>(OFFICER, { type: 'storeUpload', file, ...(caseId !== undefined && { caseId }) });
const reference = ({ id, sha256, size, type }: Awaited<ReturnType<typeof store>>) => ({ id, name: 'đơn.pdf', type, size, sha256 });

/** A case that keeps a file. */
async function kept(file: Buffer) {
  const at = await started(office, 'filed');
  await office.run<'claimTask'>(OFFICER, { type: 'claimTask', ...at });
  const stored = await store(file, at.caseId);
  const { opened } = await office.run<'completeTask'>(OFFICER, { type: 'completeTask', ...at, variables: { files: [reference(stored)] } });
  return { caseId: at.caseId, instance: opened[0]?.instance ?? 0, stored };
}

test('a stored file is scanned again after a week, with the signatures of then, and not before', async (t) => {
  const { caseId } = await kept(scanPdf({ text: 'một tuần' }));
  const seen = async () => (await rows('select scanned_with from upload where case_id = $1', caseId))[0].scanned_with;
  t.is(scanner.scans, 1, 'at the door');
  office.pass(WEEK_S - 60);
  await scanUploads(office.services);
  t.is(scanner.scans, 1);
  scanner.signatures = '27507';
  office.pass(120);
  t.false(await scanUploads(office.services));
  t.is(scanner.scans, 2);
  t.is(await seen(), 'ClamAV 1.4.6/27507');
  await scanUploads(office.services);
  t.is(scanner.scans, 2, 'once');
});

test('what is found later is blocked, on record, and told to its sender and to who answers for the installation', async (t) => {
  const { caseId, instance, stored } = await kept(infectedPdf('sau này', NEW_MALWARE));
  scanner.known.set(NEW_MALWARE, 'Pdf.Trojan.Later-1');
  office.pass(WEEK_S);
  await scanUploads(office.services);
  t.is((await rows('select finding from upload where case_id = $1', caseId))[0].finding, 'Pdf.Trojan.Later-1');
  const [act] = await rows(
    "select account, subject, procedure, unit_path::text as unit, outcome from administrative_act where act = 'blockUpload'",
  );
  t.like(act, { account: 'system:worker', subject: caseId, procedure: 'filed', unit: 'cuc.hanoi' });
  t.like(act.outcome, { sha256: stored.sha256, size: stored.size, finding: 'Pdf.Trojan.Later-1' });
  const told = await rows("select account, text ->> 'vi' as vi from notice where template = 'upload-infected' order by account");
  t.deepEqual(
    told.map(({ account }) => account),
    ['officer', 'steward', 'sysadmin'],
  );
  t.regex(told[0].vi, /Pdf\.Trojan\.Later-1.*đã bị chặn/s);
  t.regex(JSON.stringify(log), /malware was found in a stored file/);
  t.notRegex(JSON.stringify(log), /officer/);
  await scanUploads(office.services);
  office.pass(2 * WEEK_S);
  scanner.scans = 0;
  await scanUploads(office.services);
  t.is(scanner.scans, 0, 'what is blocked is not looked at again');
  await office.run<'claimTask'>(OFFICER_2, { type: 'claimTask', caseId, instance });
  const again = { type: 'completeTask', caseId, instance, variables: { files: [reference(stored)] } } as const;
  t.truthy(await office.run<'completeTask'>(OFFICER_2, again), 'a case that refers to it already is not stuck');
});

test('a file that waits for its case to begin waits for its scan too, and is not taken over before', async (t) => {
  scanner.isDown = true;
  const stored = await store(scanPdf({ text: 'trước hồ sơ' }));
  t.is(stored.scan, 'waiting');
  const start = { type: 'startCase', procedure: 'at-start', variables: { files: [reference(stored)] } } as const;
  t.is(await refusal(office.run<'startCase'>(OFFICER, start)), 'validation formInvalid');
  scanner.isDown = false;
  await scanUploads(office.services);
  const { caseId } = await office.run<'startCase'>(OFFICER, start);
  const [own] = await rows('select scanned_at is not null as scanned, scan_at - scanned_at as next from upload where case_id = $1', caseId);
  t.true(own.scanned);
  t.is(own.next.days * 24 + (own.next.hours ?? 0), 168);
});

test('while the scanner is down nothing is claimed; when it is up, what waits comes before what is looked at again', async (t) => {
  const old = await Promise.all(Array.from({ length: 10 }, async (_, i) => await store(scanPdf({ text: `old ${i}`, drawn: true }))));
  await office.db.pool.query("update upload set scan_at = '2020-01-01' where scan_at < '2099-01-01'");
  scanner.isDown = true;
  const stored = await store(scanPdf({ text: 'new', drawn: true }));
  t.false(await scanUploads(office.services));
  t.deepEqual(await rows("select distinct scan_tries from upload where scan_at < '2099-01-01'"), [{ scan_tries: 0 }]);
  Object.assign(scanner, { isDown: false, failing: 'old', scans: 0 });
  t.true(await scanUploads(office.services));
  t.is(scanner.scans, 10);
  const of = async (hashes: readonly string[]) =>
    (await rows("select scan_tries from upload where encode(sha256, 'hex') = any($1) order by 1", hashes)).map(
      ({ scan_tries: tries }) => tries,
    );
  t.deepEqual(await of([stored.sha256]), [0]);
  t.truthy((await rows("select scanned_at from upload where encode(sha256, 'hex') = $1", stored.sha256))[0].scanned_at);
  t.deepEqual(await of(old.map(({ sha256 }) => sha256)), [0, ...Array.from({ length: 9 }, () => 1)]);
});

test('a file whose scan fails is tried again ever more rarely; while it waits a person is told, once; others do not wait for it', async (t) => {
  scanner.isDown = true;
  const [stuck, other] = [await store(scanPdf({ text: 'stuck', drawn: true })), await store(scanPdf({ text: 'other', drawn: true }))];
  scanner.isDown = false;
  scanner.beyond = 'stuck';
  const of = async ({ sha256 }: { readonly sha256: string }) =>
    (await rows("select scanned_at, scan_tries, scan_at from upload where sha256 = decode($1, 'hex')", sha256))[0];
  const notices = async () => (await rows("select from notice where template = 'uploads-unscanned' and account = 'sysadmin'")).length;
  for (let tries = 1; tries <= 6; tries += 1) {
    t.is(await notices(), tries > 5 ? 1 : 0);
    await scanUploads(office.services);
    t.is((await of(stuck)).scan_tries, tries);
    office.pass(3_600);
  }
  t.is(await notices(), 1);
  t.truthy((await of(other)).scanned_at);
  t.regex(JSON.stringify(log), /beyond the limits of the scanner: let it take files of upload\.bytes/);
  scanner.beyond = undefined;
  office.pass(7_200);
  await scanUploads(office.services);
  t.like(await of(stuck), { scan_tries: 0 });
  t.truthy((await of(stuck)).scanned_at);
});

test('a clean file stays in use while a later scan fails', async (t) => {
  const { caseId } = await kept(scanPdf({ text: 'in use' }));
  office.pass(WEEK_S);
  scanner.failing = 'in use';
  await scanUploads(office.services);
  const [row] = await rows('select scanned_at, scan_tries, finding from upload where case_id = $1', caseId);
  t.truthy(row.scanned_at);
  t.like(row, { scan_tries: 1, finding: null });
});

test('one turn takes ten files, and says that there may be more', async (t) => {
  scanner.isDown = true;
  for (let i = 0; i < 12; i += 1) await store(scanPdf({ text: `many ${i}`, drawn: true }));
  scanner.isDown = false;
  scanner.scans = 0;
  t.true(await scanUploads(office.services));
  t.is(scanner.scans, 10);
  t.false(await scanUploads(office.services));
  t.is(scanner.scans, 12);
});

for (const point of ['scansClaimed', 'scanSaved', 'findingTold', 'uploadBlocked'] as const)
  test(`died at ${point}: the file is looked at by who comes after, and its finding is told and recorded once`, async (t) => {
    const isFound = point === 'findingTold' || point === 'uploadBlocked';
    scanner.isDown = true;
    const { sha256 } = await store(infectedPdf(point, isFound ? undefined : 'harmless'));
    scanner.isDown = false;
    dying = point;
    await scanUploads(office.services).catch((error: unknown) => t.true(error instanceof Died));
    t.is(dying as CrashPoint | undefined, undefined);
    office.pass(3_600);
    await scanUploads(office.services);
    const [row] = await rows("select id, scanned_at is not null as clean, finding from upload where sha256 = decode($1, 'hex')", sha256);
    t.like(row, isFound ? { clean: false, finding: 'Eicar-Signature' } : { clean: true, finding: null });
    t.is((await rows("select from administrative_act where act = 'blockUpload' and subject = $1", sha256)).length, isFound ? 1 : 0);
    t.is((await rows("select from notice where account = 'officer' and data ->> 'sha256' = $1", sha256)).length, isFound ? 1 : 0);
  });

test('nobody but the product blocks a file', async (t) => {
  const [row] = await rows('select id from upload limit 1');
  const block = { type: 'blockUpload', upload: row.id, finding: 'x', scanner: 'y' } as const;
  t.is(await refusal(office.run<'blockUpload'>(MANAGER, block)), 'forbidden wrongCaller');
});
