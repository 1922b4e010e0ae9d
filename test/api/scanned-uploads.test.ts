/** Files over HTTP where a scanner looks at them: malware is refused, and what nobody has looked at is given to nobody. */
import ava from 'ava';
import { createClamdScanner } from '../../scanning/clamd-scanner.ts';
import { scanUploads } from '../../worker/scan-uploads.ts';
import { bpmn, chain, task } from '../commands/fixtures.ts';
import { jpeg, scanPdf, sha256 } from '../commands/uploads/files.ts';
import { openClamdDouble } from '../scanning/clamd-double.ts';
import { EICAR, infectedPdf } from '../scanning/eicar.ts';
import { useApi, type Answer, type Client } from './api-server.ts';

const clamd = await openClamdDouble();
const server = useApi(ava, {}, { scanner: createClamdScanner(clamd.address) });
const test = ava.serial;
const [lan, minh, analyst] = ['lan', 'minh', 'analyst'].map((name) => server.as(name)) as [Client, Client, Client];
const FILES = { type: 'filepicker', key: 'files', label: 'Tệp', multiple: true };

test.before(async (t) => {
  const body = `<startEvent id="s"/>${task('fill', 'tk:candidateRoles="officer" tk:form="files"')}${task('next')}<endEvent id="e"/>`;
  const resources = [
    { name: 'filed.bpmn', content: bpmn('filed', `${body}${chain('s', 'fill', 'next', 'e')}`) },
    { name: 'files.form', content: JSON.stringify({ id: 'files', type: 'default', components: [FILES] }) },
  ];
  t.is((await analyst('POST', '/api/v1/deployments', { body: { name: 'thử', resources } })).status, 201);
});
test.after.always(async () => await clamd.down());

const send = async (by: Client, file: Buffer, caseId?: string, language = 'vi'): Promise<Answer> =>
  await by('POST', caseId === undefined ? '/api/v1/uploads' : `/api/v1/cases/${caseId}/uploads`, {
    raw: new Uint8Array(file),
    headers: { 'content-type': 'application/octet-stream', 'accept-language': language },
  });
async function begun(): Promise<{ readonly caseId: string; readonly at: string }> {
  const { body } = await lan('POST', '/api/v1/cases', { body: { procedure: 'filed' } });
  const at = `/api/v1/tasks/${body.caseId}/${body.opened[0].instance}`;
  await lan('POST', `${at}/claim`, { body: {} });
  return { caseId: body.caseId, at };
}
const attach = async (at: string, { body }: Answer) =>
  await lan('POST', `${at}/complete`, {
    body: { variables: { files: [{ id: body.id, name: 'đơn.pdf', size: body.size, type: body.type, sha256: body.sha256 }] } },
  });
const rows = async (text: string, ...values: unknown[]) => (await server.db.pool.query(text, values)).rows;

test('EICAR is refused with a remedy in both languages, nothing of it is kept, and that is on record and in the log without a name', async (t) => {
  const { caseId } = await begun();
  const file = Buffer.from(EICAR);
  const { status, body } = await send(lan, file, caseId);
  t.like({ status, ...body }, { status: 400, code: 'uploadInfected' });
  t.regex(`${body.title} ${body.detail ?? ''}`, /mã độc \(Eicar-Signature\)/);
  t.regex(body.remedy, /Báo bộ phận công nghệ thông tin/);
  t.regex((await send(lan, file, undefined, 'en')).body.remedy, /Tell your IT staff/);
  t.deepEqual(await rows('select id from upload where sha256 = sha256($1)', file), []);
  const acts = await rows(
    "select account, subject, unit_path::text as unit, outcome from administrative_act where act = 'storeUpload' order by id",
  );
  t.like(acts[0], { account: 'lan', subject: caseId, unit: 'cuc.hanoi' });
  t.like(acts[0].outcome, { refused: 'uploadInfected', finding: 'Eicar-Signature', sha256: sha256(file), scanner: clamd.version });
  t.like(acts[1], { subject: sha256(file), unit: 'cuc' });
  const line = server.log.find((entry) => String(entry['message'] ?? entry['msg']).startsWith('malware was found'));
  t.like(line, { finding: 'Eicar-Signature', sha256: sha256(file), caseId });
  t.false(JSON.stringify(line).includes('lan'));
  t.is((await lan('GET', `/api/v1/cases/${caseId}/uploads/${sha256(file)}`)).status, 404);
});

test('malware is found before the file is read: what cannot be read is refused as malware, not as unreadable', async (t) => {
  const broken = Buffer.concat([scanPdf().subarray(0, 5_000), Buffer.from(EICAR)]);
  t.is((await send(lan, broken)).body.code, 'uploadInfected');
});

test('a clean file is attached and read, and says by whom it was scanned', async (t) => {
  const { caseId, at } = await begun();
  const sent = await send(lan, scanPdf({ text: 'sạch' }), caseId);
  t.like(sent, { status: 201, body: { scan: 'clean' } });
  t.is((await attach(at, sent)).status, 200);
  t.is((await minh('GET', `/api/v1/cases/${caseId}/uploads/${sent.body.sha256}/content`)).status, 200);
  const [row] = await rows('select scanned_with, scanned_at, scan_at from upload where case_id = $1', caseId);
  t.is(row.scanned_with, clamd.version);
  t.is(Date.parse(row.scan_at) - Date.parse(row.scanned_at), 168 * 3_600_000);
});

for (const [what, fail, mend] of [
  ['nobody is there', clamd.down, clamd.up],
  ['it hangs up', async () => void (clamd.manner = 'cut'), async () => void (clamd.manner = undefined)],
  ['it fails', async () => void (clamd.manner = { answer: 'stream: lstat() failed ERROR\0' }), async () => void (clamd.manner = undefined)],
] as const)
  test(`while the scanner is down (${what}) a file is kept, but given to nobody and no form is taken with it; then it is up, and both are`, async (t) => {
    const { caseId, at } = await begun();
    const file = jpeg({ width: 900 + what.length, height: 900 });
    await fail();
    const sent = await send(lan, file, caseId);
    t.like(sent, { status: 201, body: { scan: 'waiting', type: 'image/jpeg' } });
    const path = `/api/v1/cases/${caseId}/uploads/${sent.body.sha256}`;
    t.like((await lan('GET', path)).body, { scan: 'waiting' });
    const read = await lan('GET', `${path}/content`);
    t.like(read, { status: 409, body: { code: 'uploadNotScanned' } });
    t.regex(read.body.remedy, /không cần tải lại/);
    t.is(read.headers.get('retry-after'), '15');
    const refused = await attach(at, sent);
    t.is(refused.status, 400);
    t.regex(JSON.stringify(refused.body), /form\.fileNotScanned.*Không cần tải lại tệp/);
    t.is((await send(lan, file, caseId)).body.scan, 'waiting', 'the same again is the same');
    await scanUploads(server.services.commands);
    t.like((await lan('GET', path)).body, { scan: 'waiting' }, 'still down');
    await mend();
    server.pass(60);
    await scanUploads(server.services.commands);
    t.like((await lan('GET', path)).body, { scan: 'clean' });
    t.is((await attach(at, sent)).status, 200);
    t.is((await minh('GET', `${path}/content`)).status, 200);
  });

test('malware that came while the scanner was down goes into no case and is given to nobody', async (t) => {
  const { caseId, at } = await begun();
  await clamd.down();
  const file = infectedPdf('bẫy');
  const sent = await send(lan, file, caseId);
  await clamd.up();
  t.like(sent, { status: 201, body: { scan: 'waiting' } });
  await scanUploads(server.services.commands);
  const path = `/api/v1/cases/${caseId}/uploads/${sent.body.sha256}`;
  t.like((await lan('GET', path)).body, { scan: 'infected' });
  const read = await lan('GET', `${path}/content`);
  t.like(read, { status: 409, body: { code: 'uploadBlocked' } });
  t.regex(read.body.remedy, /Không mở bản đã tải về/);
  const refused = await attach(at, sent);
  t.is(refused.status, 400);
  t.regex(JSON.stringify(refused.body), /form\.fileInfected.*bản quét lại từ giấy/);
  t.like((await send(lan, file, caseId)).body, { code: 'uploadInfected' }, 'the same again is refused');
  const notices = await lan('GET', '/api/v1/notices');
  t.regex(JSON.stringify(notices.body), /SỰ CỐ: phát hiện mã độc \(Eicar-Signature\)/);
});

test('a file that the scanner takes no whole of is refused, with what to do', async (t) => {
  clamd.most = 1_000;
  t.teardown(() => void (clamd.most = 64 * 1024 * 1024));
  const { status, body } = await send(lan, scanPdf({ text: 'dài' }));
  t.like({ status, ...body }, { status: 400, code: 'uploadUnscannable' });
  t.regex(body.remedy, /tách tệp/);
});

test('a file from before there was a scanner is given to nobody until it was scanned', async (t) => {
  const { caseId, at } = await begun();
  const sent = await send(lan, scanPdf({ text: 'từ trước' }), caseId);
  t.is((await attach(at, sent)).status, 200);
  await server.db.pool.query('update upload set scanned_at = null, scanned_with = null, scan_at = now() where case_id = $1', [caseId]);
  const path = `/api/v1/cases/${caseId}/uploads/${sent.body.sha256}/content`;
  t.is((await minh('GET', path)).status, 409);
  await scanUploads(server.services.commands);
  t.is((await minh('GET', path)).status, 200);
});
