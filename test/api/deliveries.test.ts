import ava from 'ava';
import { randomUUID } from 'node:crypto';
import { bpmn, chain, task } from '../commands/fixtures.ts';
import { scanPdf, sha256 } from '../commands/uploads/files.ts';
import { scanUploads } from '../../worker/scan-uploads.ts';
import { infectedPdf } from '../scanning/eicar.ts';
import { toldScanner } from '../scanning/told-scanner.ts';
import { useApi, type Client } from './api-server.ts';

const scanner = toldScanner();
const server = useApi(ava, {}, { scanner });
const test = ava.serial;

test.before(async () => {
  const rows = [
    ['cuc.hanoi', '2020-01-01T00:00:00Z'],
    ['cuc.hanoi', '2099-01-01T00:00:00Z'],
    ['cuc.hue', '2020-01-01T00:00:00Z'],
  ];
  for (const [unit, due] of rows)
    await server.db.pool.query(
      `insert into document_delivery (case_id, instance, node, procedure, unit_path, document, name, recipient, recipient_unit, produced_at, produced_by, due_at)
       values ($1, 1, 'decide', 'p', $2, 'd', '{"vi":"Quyết định","en":"Decision"}', 'manager', $2, '2019-12-01T00:00:00Z', 'lan', $3)`,
      [randomUUID(), unit, due],
    );
});

test('each sees the deliveries of the own units, how they stand, and can give receipts', async (t) => {
  const { body } = await server.as('lan')('GET', '/api/v1/deliveries');
  t.deepEqual(
    body.items.map(({ deadline }: { deadline: { state: string } }) => deadline.state),
    ['overdue', 'onTime'],
  );
  const overdue = await server.as('lan')('GET', '/api/v1/deliveries?state=overdue');
  t.is(overdue.body.items.length, 1);
  const [{ id }] = overdue.body.items;
  t.is((await server.as('minh')('POST', `/api/v1/deliveries/${id}/confirm`, { body: {} })).body.received, true);
  t.is((await server.as('minh')('POST', `/api/v1/deliveries/${id}/confirm`, { body: {} })).status, 409);
  t.deepEqual((await server.as('lan')('GET', '/api/v1/deliveries?state=overdue')).body.items, []);
  const second = body.items[1].id;
  const receipt = { on: '2020-01-05', channel: 'paper', receivedBy: 'Văn thư' };
  t.is((await server.as('hoa')('POST', `/api/v1/deliveries/${second}/receipt`, { body: receipt })).status, 404);
  t.is((await server.as('lan')('POST', `/api/v1/deliveries/${second}/receipt`, { body: receipt })).body.received, true);
  t.is((await server.as('lan')('POST', `/api/v1/deliveries/${second}/receipt`, { body: { ...receipt, on: 'soon' } })).status, 400);
});

/** A delivery of a case that has ended: the postal slip comes back weeks later. */
async function sentOfEndedCase(): Promise<{ readonly path: string; readonly caseId: string }> {
  const content = bpmn(
    'sent',
    `<startEvent id="s"/>${task('send', 'tk:candidateRoles="officer"')}<endEvent id="e"/>${chain('s', 'send', 'e')}`,
  );
  const resources = [{ name: 'sent.bpmn', content }];
  await server.as('analyst')('POST', '/api/v1/deployments', { body: { name: 'thử', resources } });
  const { body } = await server.as('lan')('POST', '/api/v1/cases', { body: { procedure: 'sent' } });
  const at = `/api/v1/tasks/${body.caseId}/${body.opened[0].instance}`;
  await server.as('lan')('POST', `${at}/claim`, { body: {} });
  await server.as('lan')('POST', `${at}/complete`, { body: {} });
  const { rows } = await server.db.pool.query(
    `insert into document_delivery (case_id, instance, node, procedure, unit_path, document, name, recipient, recipient_unit, produced_at, produced_by)
     values ($1, 1, 'send', 'sent', 'cuc.hanoi', 'd', '{"vi":"Quyết định","en":"Decision"}', 'manager', 'cuc.hanoi', '2019-12-01T00:00:00Z', 'lan')
     returning id`,
    [body.caseId],
  );
  return { path: `/api/v1/deliveries/${rows[0].id}`, caseId: body.caseId };
}
const send = async (by: Client, path: string, file: Buffer) =>
  await by('POST', `${path}/uploads`, { raw: new Uint8Array(file), headers: { 'content-type': 'application/octet-stream' } });

test('a postal slip is scanned, looked at for malware, given with the receipt, and seen later by who may see the delivery', async (t) => {
  const { path, caseId } = await sentOfEndedCase();
  const [lan, minh, hoa] = [server.as('lan'), server.as('minh'), server.as('hoa')];
  const file = scanPdf({ text: 'bao phat', pages: 2 });
  const late = await lan('POST', `/api/v1/cases/${caseId}/uploads`, {
    raw: new Uint8Array(file),
    headers: { 'content-type': 'application/octet-stream' },
  });
  t.is(late.status, 409, 'the case itself takes nothing more');
  t.is((await send(hoa, path, file)).status, 404);
  t.like(await send(lan, path, infectedPdf('doc')), { status: 400, body: { code: 'uploadInfected' } });
  t.like(await send(lan, path, Buffer.from('MZ no paper')), { status: 400, body: { code: 'uploadType' } });
  const sent = await send(lan, path, file);
  t.is(sent.status, 201, JSON.stringify(sent.body));
  const slip = { name: 'Giấy báo phát.pdf', sha256: sha256(file), pages: 2 };
  const receipt = { on: '2020-01-05', channel: 'post', receivedBy: 'Văn thư', scans: [slip] };
  const record = async (more: object) => await lan('POST', `${path}/receipt`, { body: { ...receipt, ...more } });
  t.like(await record({ scans: [{ ...slip, sha256: '0'.repeat(64) }] }), { status: 400, body: { code: 'scanMissing' } });
  t.is((await lan('GET', `${path}/scans/${slip.sha256}`)).status, 404, 'no receipt names it yet');
  t.is((await record({})).body.received, true);
  const { body: list } = await lan('GET', '/api/v1/deliveries?state=received');
  t.deepEqual(list.items.find((one: { caseId: string }) => one.caseId === caseId).scans, [slip]);
  for (const by of [lan, minh]) {
    const seen = await by('GET', `${path}/scans/${slip.sha256}`);
    t.is(seen.status, 200);
    t.is(seen.headers.get('content-type'), 'application/pdf');
  }
  t.is((await hoa('GET', `${path}/scans/${slip.sha256}`)).status, 404);
  t.is((await lan('GET', `${path}/scans/${'1'.repeat(64)}`)).status, 404);
});

test('while the scanner does not answer no receipt refers to what waits; the recipient confirms with a scan of the own', async (t) => {
  const { path } = await sentOfEndedCase();
  const minh = server.as('minh');
  scanner.isDown = true;
  const file = scanPdf({ text: 'bien ban giao' });
  const sent = await send(minh, path, file);
  scanner.isDown = false;
  t.is(sent.body.scan, 'waiting');
  const confirm = async () =>
    await minh('POST', `${path}/confirm`, { body: { scans: [{ name: 'Biên bản giao.pdf', sha256: sha256(file), pages: 1 }] } });
  t.like(await confirm(), { status: 409, body: { code: 'uploadNotScanned' } });
  await scanUploads(server.services.commands);
  t.is((await confirm()).body.received, true);
  t.is((await minh('GET', `${path}/scans/${sha256(file)}`)).status, 200);
});
