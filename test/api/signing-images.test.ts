/** Images of signatures and seals: proposed, decided by another, shown on the page before it is signed, and never changed. */
import { execFile } from 'node:child_process';
import fs from 'node:fs';
import { promisify } from 'node:util';
import ava from 'ava';
import { PNG } from 'pngjs';
import { demoSeal, demoSignature } from '../../composition/demo/draw-images.ts';
import { required } from '../../errors.ts';
import { isValid } from '../../signing/report/is-valid.ts';
import { readSignaturePlaces } from '../../signing/pdf/read-signature-places.ts';
import { verifyPdf } from '../../signing/verify-pdf.ts';
import { seedAccount } from '../../store/repositories/accounts.ts';
import { seedAgencies } from '../../store/repositories/agency-facts.ts';
import { loadItems } from '../../store/repositories/signing-items.ts';
import { loadContent, loadDocuments } from '../../store/repositories/documents.ts';
import { saveModuleDocuments } from '../../store/repositories/module-documents.ts';
import { listActs } from '../../store/queries/list-acts.ts';
import { bpmn, chain, task } from '../commands/fixtures.ts';
import { folderOf, hasTool } from '../signing/tools/run-tool.ts';
import { useApi, type Client } from './api-server.ts';
import { letterDocument, NUMBERED } from './letter-document.ts';

const server = useApi(ava);
const test = ava.serial;
const { as } = server;
const [lan, minh, registry, local, department, second, hueAdmin] = [
  as('lan'),
  as('minh'),
  as('van-thu'),
  as('adm'),
  as('department'),
  as('department2'),
  as('adm-hue'),
];
const SINCE = '2026-01-01T00:00:00.000Z';
const PATH = '/api/v1/signing-images';

const LETTER = letterDocument('letter', NUMBERED);
const SIGNATURES = `<extensionElements><tk:document key="letter" required="true"/>
  <tk:signature document="letter" capacity="personal" level="B-B" order="1"/><tk:signature document="letter" capacity="agencySeal" level="B-B" order="2"/></extensionElements>`;

test.before(async (t) => {
  const staff = [
    ['department', 'admin-department', 'cuc'],
    ['department2', 'admin-department', 'cuc'],
    ['adm-hue', 'admin-local', 'cuc.hue'],
  ] as const;
  for (const [id, role, unitPath] of staff)
    await seedAccount(
      server.db,
      { id, login: id, person: { id: `person-${id}`, name: id, unitPath }, grants: [{ role, unitPath }] },
      SINCE,
    );
  await seedAgencies(server.db, [{ unitPath: 'cuc.hanoi', number: '0100100100', place: 'Hà Nội' }], SINCE);
  await server.db.pool.query(`update unit set abbreviation = 'CA' where path = 'cuc.hanoi'`);
  const content = bpmn(
    'letter',
    `<startEvent id="s"/>${task('sign', 'tk:candidateRoles="manager"', SIGNATURES)}<endEvent id="e"/>${chain('s', 'sign', 'e')}`,
  );
  const deployed = await as('analyst')('POST', '/api/v1/deployments', {
    body: { name: 'thử', resources: [{ name: 'letter.bpmn', content }] },
  });
  t.is(deployed.status, 201);
  await saveModuleDocuments(server.db, { module: 'thử', procedures: ['letter'], documents: [LETTER] as never }, 'analyst', SINCE);
});

const base64 = (png: Buffer): string => png.toString('base64');
const propose = async (by: Client, body: object) => await by('POST', PATH, { body: { reason: 'Mẫu chữ ký đã đăng ký', ...body } });
const decide = async (by: Client, image: string, approve = true) =>
  await by('POST', `${PATH}/${image}/decision`, { body: { approve, reason: 'Đã đối chiếu' } });
async function approved(body: object): Promise<string> {
  const { body: proposed, status } = await propose(local, body);
  if (status !== 201) throw new Error(JSON.stringify(proposed));
  const decision = await decide(department, proposed.image);
  if (decision.status !== 200) throw new Error(JSON.stringify(decision.body));
  return proposed.image;
}

interface Pages {
  /** as it was shown to the person, to the registry, and as it is kept */
  readonly shown: Buffer;
  readonly sealing: Buffer;
  readonly kept: Buffer;
}

async function signed(): Promise<Pages> {
  const { body: begun } = await lan('POST', '/api/v1/cases', { body: { procedure: 'letter', variables: {} } });
  const at = `/api/v1/tasks/${begun.caseId}/${begun.opened[0].instance}`;
  await minh('POST', `${at}/claim`, { body: {} });
  const key = { method: 'demo' };
  const { body: first, status } = await minh('POST', `${at}/signings`, { body: { variables: {}, key } });
  if (status !== 201) throw new Error(JSON.stringify(first));
  const shown = await page(first, 0);
  await minh('POST', `/api/v1/signings/${first.id}/signatures`, { body: { shown: [first.signatures[0].shown] } });
  const { body: seal } = await registry('POST', `/api/v1/signings/${first.id}/seal`, { body: { key } });
  const sealing = await page(seal, 1);
  const given = await registry('POST', `/api/v1/signings/${first.id}/signatures`, { body: { shown: [seal.signatures[1].shown] } });
  if (given.status !== 200) throw new Error(JSON.stringify(given.body));
  const [document] = await loadDocuments(server.db, begun.caseId);
  return { shown, sealing, kept: required(await loadContent(server.db, begun.caseId, document?.sha256 ?? ''), 'the document') };
}

/** The bytes that are to be signed. */
async function page(signing: { readonly id: string }, place: number): Promise<Buffer> {
  const items = await loadItems(server.db, signing as never);
  return required(items.find((item) => item.place === place)?.ready?.prepared, 'what is shown');
}

const run = promisify(execFile);
const DPI = 100;
const ENGINES: Readonly<Record<string, (file: string, png: string) => readonly string[]>> = {
  pdftoppm: (file, png) => ['-r', String(DPI), '-png', '-singlefile', '-f', '1', '-l', '1', file, png.replace(/\.png$/, '')],
  mutool: (file, png) => ['draw', '-r', String(DPI), '-o', png, file, '1'],
};

/** Where ink of a colour lies on the first page, in points from the lower left; undefined where there is none. */
function inkOf({ width, height, data }: PNG, isInk: (red: number, green: number, blue: number) => boolean) {
  let [left, right, low, high, count] = [width, 0, 0, height, 0];
  for (let pixel = 0; pixel < width * height; pixel += 1) {
    const at = pixel * 4;
    if (!isInk(data[at] ?? 0, data[at + 1] ?? 0, data[at + 2] ?? 0)) continue;
    const [x, y] = [pixel % width, Math.floor(pixel / width)];
    [left, right, low, high, count] = [Math.min(left, x), Math.max(right, x), Math.max(low, y), Math.min(high, y), count + 1];
  }
  if (count < 50) return undefined;
  const points = (pixels: number): number => (pixels * 72) / DPI;
  return { left: points(left), right: points(right), bottom: points(height - low), top: points(height - high) };
}
const isBlue = (red: number, green: number, blue: number): boolean => blue - red > 60 && blue - green > 40;
const isRed = (red: number, green: number, blue: number): boolean => red - green > 60 && red - blue > 60;

/** Not at once, or the server would find its connections timed out. */
async function draw(t: Parameters<typeof hasTool>[0], engine: string, pdf: Buffer): Promise<PNG> {
  const at = folderOf(t, { 'page.pdf': pdf, 'page.png': '' });
  await run(engine, [...(ENGINES[engine]?.(at('page.pdf'), at('page.png')) ?? [])]);
  return PNG.sync.read(fs.readFileSync(at('page.png')));
}

test('without images the page says in words who signed and when, in their colours', async (t) => {
  t.timeout(90_000);
  const pages = await signed();
  for (const engine of Object.keys(ENGINES)) {
    if (!hasTool(t, engine)) continue;
    t.truthy(inkOf(await draw(t, engine, pages.shown), isBlue), 'before it is signed');
    const kept = await draw(t, engine, pages.kept);
    const [person, agency] = [isBlue, isRed].map((colour) => inkOf(kept, colour));
    t.true(required(agency, 'red').right <= required(person, 'blue').left, 'one does not cover the other');
  }
});

test('nothing stands on a page that nobody else has approved', async (t) => {
  const person = 'person-minh';
  const proposed = await propose(local, { person, png: base64(demoSignature('minh')) });
  t.is(proposed.status, 201, JSON.stringify(proposed.body));
  const { image } = proposed.body;
  t.like(await decide(local, image), { status: 403 });
  t.like(await decide(hueAdmin, image), { status: 403 });
  t.like(await decide(minh, image), { status: 403 });
  const own = await propose(department, { unitPath: 'cuc.hanoi', png: base64(demoSeal()) });
  t.like(await decide(department, own.body.image), { status: 403, body: { code: 'ownProposal' } });
  t.like(await decide(second, own.body.image, false), { status: 200, body: { approved: false } });
  t.like(await decide(second, own.body.image), { status: 409, body: { code: 'imageDecided' } });
  const { body } = await local('GET', `${PATH}?person=${person}`);
  t.like(body.images, [{ id: image, person, account: 'adm' }]);
  t.is(body.images[0].decision, undefined);
  t.like(await hueAdmin('GET', `${PATH}?person=${person}`), { status: 404 });
  const seen = await department('GET', `${PATH}/${image}`);
  t.is(PNG.sync.read(Buffer.from(seen.body.png, 'base64')).data.subarray(0, 3).toString('hex'), '000000', 'ink alone, without its colour');
  const acts = (await listActs(server.db, { limit: 9 })).items.map(({ act }) => act);
  t.deepEqual(acts.slice(0, 3), ['refuseSigningImage', 'proposeSigningImage', 'proposeSigningImage']);
});

test('what waits is listed to who may see it, the longest waiting first, until it is decided', async (t) => {
  const waiting = async (by: Client): Promise<readonly string[]> => {
    const { body, status } = await by('GET', `${PATH}?undecided=true`);
    t.is(status, 200);
    return body.images.map(({ id }: { id: string }) => id);
  };
  const before = await waiting(department);
  const { body: one } = await propose(local, { person: 'person-lan', png: base64(demoSignature('lan')) });
  const { body: other } = await propose(local, { unitPath: 'cuc.hanoi', png: base64(demoSeal()) });
  t.deepEqual(await waiting(department), [...before, one.image, other.image]);
  t.deepEqual((await waiting(local)).slice(-2), [one.image, other.image], 'those of the own agency, of its people too');
  t.deepEqual(await waiting(hueAdmin), []);
  t.is((await minh('GET', `${PATH}?undecided=true`)).status, 403);
  const ofOne = await department('GET', `${PATH}?undecided=true&person=person-lan`);
  t.deepEqual(ofOne.body.images.map(({ id }: { id: string }) => id), [one.image]); // prettier-ignore
  t.is((await decide(department, one.image, false)).status, 200);
  t.is((await decide(department, other.image, false)).status, 200);
  t.deepEqual(await waiting(department), before);
  t.deepEqual((await department('GET', `${PATH}?undecided=true&person=person-lan`)).body.images, []);
});

test('what is no image, too large, of nobody or backdated is refused, and nothing is kept', async (t) => {
  const count = async () => (await server.db.pool.query('select count(*)::int as n from signing_image')).rows[0].n;
  const before = await count();
  const png = base64(demoSignature('x'));
  const person = 'person-minh';
  const code = async (body: object, by = local): Promise<string> => {
    const answer = await propose(by, body);
    return `${answer.status} ${answer.body.code}`;
  };
  t.is(await code({ person, png: base64(Buffer.from('%PDF-1.7')) }), '400 documents.image');
  const bomb = Buffer.from(demoSignature('x'));
  bomb.writeUInt32BE(60_000, 16);
  t.is(await code({ person, png: base64(bomb) }), '400 documents.image');
  t.is(await code({ person, png: base64(Buffer.concat([demoSeal(), Buffer.alloc(600_000)])) }), '400 documents.image');
  t.is(await code({ person, png: base64(PNG.sync.write(new PNG({ width: 20, height: 20 }))) }), '400 documents.image');
  t.is(await code({ person, png, validFrom: '2020-01-01' }), '400 imageBackdated');
  t.is(await code({ person, unitPath: 'cuc.hanoi', png }), '400 imageHolder');
  t.is(await code({ png }), '400 imageHolder');
  t.is(await code({ person: 'nobody', png }), '404 personNotFound');
  t.is(await code({ unitPath: 'cuc.hanoi.nowhere', png }), '400 unitUnknown');
  t.is(await code({ person, png, reason: ' ' }), '400 invalidInput');
  t.is((await propose(minh, { person, png })).status, 403);
  t.is((await propose(hueAdmin, { person, png })).status, 404);
  t.is(await count(), before);
});

test('the signature is blue and the red seal covers a third of it on its left, in two engines, before it is signed and after', async (t) => {
  t.timeout(90_000);
  await approved({ person: 'person-minh', png: base64(demoSignature('minh')) });
  await approved({ unitPath: 'cuc.hanoi', png: base64(demoSeal()) });
  const pages = await signed();
  const places = readSignaturePlaces(pages.kept);
  const [left, , right] = required(places.get('personal-1'), 'the place of the signature');
  const [sealLeft, , sealRight] = required(places.get('agencySeal-2'), 'the place of the seal');
  for (const engine of Object.keys(ENGINES)) {
    if (!hasTool(t, engine)) continue;
    const before = inkOf(await draw(t, engine, pages.shown), isBlue);
    t.true(required(before, 'blue ink').left >= left - 1 && required(before, 'blue ink').right <= right + 1);
    t.truthy(inkOf(await draw(t, engine, pages.sealing), isRed), 'the seal is shown before it is given');
    const kept = await draw(t, engine, pages.kept);
    const [person, seal] = [required(inkOf(kept, isBlue), 'blue ink'), required(inkOf(kept, isRed), 'red ink')];
    t.true(Math.abs(seal.left - sealLeft) < 1.5 && Math.abs(seal.right - sealRight) < 1.5, `${engine}: as large as the real one`);
    const covered = (seal.right - person.left) / (person.right - person.left);
    t.true(covered > 0.25 && covered < 0.42, `${engine}: ${covered}`);
    t.true(seal.left < person.left);
  }
  const report = verifyPdf(pages.kept, { anchors: server.services.commands.signing?.anchors() ?? [], at: Date.now() });
  t.true(isValid(report, true), JSON.stringify(report.findings));
});

test('a later image takes the place of an earlier one from its day, an empty one ends it, and neither changes what is there', async (t) => {
  t.timeout(90_000);
  const tomorrow = new Date(Date.now() + 31 * 3_600_000).toISOString().slice(0, 10);
  await approved({ person: 'person-minh', validFrom: tomorrow });
  if (hasTool(t, 'mutool')) t.truthy(inkOf(await draw(t, 'mutool', (await signed()).shown), isBlue), 'not before its day');
  const unseal = await approved({ unitPath: 'cuc.hanoi' });
  t.is((await department('GET', `${PATH}/${unseal}`)).body.png, undefined);
  const { kept } = await signed();
  t.false(kept.includes(Buffer.from('/Width 720')), 'the seal stands there no more');
  await t.throwsAsync(server.db.pool.query(`update signing_image set valid_from = '2020-01-01'`), { message: /append-only/ });
  await t.throwsAsync(server.db.pool.query('delete from signing_image_decision'), { message: /append-only/ });
});
