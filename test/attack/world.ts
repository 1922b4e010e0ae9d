/**
 * What is worth attacking: in `cuc.hanoi` cases of every kind with tasks, votes, a round, a job, an incident, a delivery, notices and
 * persons, marked so that a leak shows; in `cuc.hue` one account of every role, and one without any.
 */
import type { TestFn } from 'ava';
import { DEFAULT_OPTIONS, type ApiOptions } from '../../api/api-services.ts';
import type { Route } from '../../api/route.ts';
import { required } from '../../errors.ts';
import { PRODUCT_ROLES } from '../../policies/roles.ts';
import { saveNotices } from '../../store/projections/notices.ts';
import { localDate } from '../../engine/time-values.ts';
import { reserveNumber, useNumber, voidNumber } from '../../store/repositories/numbers.ts';
import { addAmendment, addReceivers } from '../../store/repositories/recalls.ts';
import { addSigningImage } from '../../store/repositories/signing-images.ts';
import { seedAccount } from '../../store/repositories/accounts.ts';
import { signTask, type TestKeys } from '../api/test-keys.ts';
import { useApi, type Answer, type ApiServer, type Client } from '../api/api-server.ts';
import { scanPdf } from '../commands/uploads/files.ts';
import { approval, bpmn, chain, flow, task } from '../commands/fixtures.ts';
import { line, ROUND } from '../commands/round-procedures.ts';

/** In every title, variable, comment and name of what is attacked. */
export const MARK = 'BIMAT4711';
export const HANOI = 'cuc.hanoi';
export const NOBODY = 'khach';
export const attackerOf = (role: string): string => `ke-${role}`;
/** One of each role in another unit, and one without a role. */
export const ATTACKERS: readonly string[] = [NOBODY, ...PRODUCT_ROLES.map(({ key }) => attackerOf(key))];

export interface Treasure {
  readonly caseId: string;
  readonly instance: number;
  readonly round: string;
  readonly line: string;
  readonly person: string;
  readonly event: string;
  readonly job: { readonly caseId: string; readonly instance: number };
  readonly incident: { readonly caseId: string; readonly instance: number };
  readonly vote: { readonly caseId: string; readonly instance: number };
  readonly adHoc: { readonly caseId: string; readonly instance: number };
  readonly delivery: string;
  /** signed and sealed; and one that is signed and waits for its seal, which is shown */
  readonly signed: { readonly caseId: string; readonly document: string };
  readonly signing: string;
  /** of a seal, and waits to be decided */
  readonly image: string;
  /** hash of a file of the main case */
  readonly upload: string;
  readonly substitution: number;
  /** a number that is reserved, and a receiver of a document that was recalled */
  readonly number: { readonly register: number; readonly ordinal: number; readonly receiver: number };
  /** of lan's, of a case that is about to begin */
  readonly draft: string;
  readonly notice: number;
  /** shared with Hanoi */
  readonly filter: string;
  readonly definition: string;
  /** of lan's, and what it is known by */
  readonly agent: string;
  readonly agentToken: string;
}
export interface World {
  readonly server: ApiServer;
  readonly treasure: Treasure;
  /** the path with the ids of what is attacked, or with ids of the same shape that are nobody's */
  path(route: Route, whose: 'theirs' | 'nobodys'): string;
  /** all that the database holds about what is attacked, by table */
  held(): Promise<ReadonlyMap<string, string>>;
}

const LIMITS = Object.fromEntries(Object.keys(DEFAULT_OPTIONS.limits).map((name) => [name, 1_000_000])) as never;

export function useWorld(test: TestFn, options: Partial<ApiOptions> = {}): World {
  const server = useApi(test, { limits: LIMITS, signInLimits: { pair: 1_000_000, network: 1_000_000, windowSeconds: 60 }, ...options });
  let treasure: Treasure | undefined;
  test.serial.before('what is worth attacking', async () => {
    for (const account of ATTACKERS) {
      const role = account.replace(/^ke-/, '');
      const grants = account === NOBODY ? [] : [{ role, unitPath: 'cuc.hue' }];
      const person = { id: `person-${account}`, name: account, unitPath: 'cuc.hue' };
      await seedAccount(server.db, { id: account, login: account, person, grants }, '2026-01-01T00:00:00.000Z');
    }
    treasure = await buried(server);
  });
  const found = (): Treasure => required(treasure, 'what is worth attacking');
  return {
    server,
    get treasure() {
      return found();
    },
    path: (route, whose) => route.path.replaceAll(/\{(\w+)\}/g, (_, name: string) => encodeURIComponent(idOf(found(), route, name, whose))),
    held: async () => await heldBy(server, found()),
  };
}

/** Of the seal, among the signatures of a signing. */
const SEAL_PLACE = 1;
/** Numbers and ids of nobody, of the same shapes. */
const NOBODYS_UUID = '019bbbbb-0000-7000-8000-000000000000';
const NOBODYS_NUMBER = '2147480000';

function idOf(treasure: Treasure, { path }: Route, name: string, whose: 'theirs' | 'nobodys'): string {
  const of =
    [
      ['/jobs/', treasure.job],
      ['/incidents/', treasure.incident],
      ['/vot', treasure.vote],
      ['/recusals', treasure.vote],
      ['/ad-hoc/', treasure.adHoc],
      ['/documents', { ...treasure.signed, instance: treasure.instance }],
    ].find(([part]) => path.includes(part as string))?.[1] ?? treasure;
  const { caseId, instance } = of as { caseId: string; instance: number };
  const theirs: Readonly<Record<string, string | number>> = {
    caseId,
    instance,
    scope: instance,
    round: treasure.round,
    line: treasure.line,
    person: treasure.person,
    event: treasure.event,
    delivery: treasure.delivery,
    sha256: treasure.upload,
    document: treasure.signed.document,
    signing: treasure.signing,
    image: treasure.image,
    place: SEAL_PLACE,
    draft: treasure.draft,
    substitution: treasure.substitution,
    ...treasure.number,
    path: HANOI,
    notice: treasure.notice,
    filter: treasure.filter,
    agent: treasure.agent,
    account: 'lan',
    definition: treasure.definition,
    unit: HANOI,
    unitPath: HANOI,
    node: 'draft',
    topic: 'in-giay',
    key: 'countries',
  };
  const value = theirs[name] ?? (name === 'id' && path.includes('/definitions/') ? treasure.definition : caseId);
  if (whose === 'theirs') return String(value);
  if (['node', 'topic', 'key'].includes(name)) return String(value);
  if (name === 'sha256') return '0'.repeat(64);
  if (/^\d+$/.test(String(value))) return NOBODYS_NUMBER;
  return /^[0-9a-f]{8}-/.test(String(value)) ? NOBODYS_UUID : 'khong-co-ai';
}

async function buried(server: ApiServer): Promise<Treasure> {
  const ask = async (name: string, method: string, path: string, body?: unknown): Promise<Answer['body']> => {
    const answer = await (server.as(name) as Client)(method, path, body === undefined ? {} : { body });
    if (answer.status >= 300) throw new Error(`${method} ${path}: ${answer.status} ${JSON.stringify(answer.body)}`);
    return answer.body;
  };
  const { definitions } = await ask('analyst', 'POST', '/api/v1/deployments', { name: 'thử', resources: RESOURCES });
  const { person } = await ask('lan', 'POST', '/api/v1/persons', { kind: 'prisoner', name: MARK, fileNumber: MARK, unitPath: HANOI });
  const begun = async (procedure: string, more: object = {}) => {
    const body = { procedure, variables: { subject: MARK, months: 3 }, ...more };
    const { caseId, opened } = await ask('lan', 'POST', '/api/v1/cases', body);
    return { caseId: caseId as string, instance: (opened[0]?.instance ?? 2) as number };
  };
  const main = await begun('giu-kin', { persons: [person], businessKey: MARK });
  await ask('lan', 'POST', `/api/v1/cases/${main.caseId}/comments`, { text: MARK });
  const reported = { kind: 'newOffence', date: '2026-01-02', document: MARK, reason: MARK };
  const { event } = await ask('lan', 'POST', `/api/v1/persons/${person}/events`, reported);
  const round = await begun('round');
  const added = await ask('lan', 'POST', `/api/v1/rounds/${round.caseId}/lines`, { person, variables: { months: 3, secret: MARK } });
  const stuck = await begun('su-co');
  await ask('lan', 'POST', `/api/v1/tasks/${stuck.caseId}/${stuck.instance}/claim`, {});
  const { incidents } = await ask('lan', 'POST', `/api/v1/tasks/${stuck.caseId}/${stuck.instance}/complete`, { variables: { ok: 9 } });
  const upload = await stored(server, main.caseId);
  return {
    ...main,
    person,
    event,
    round: round.caseId,
    line: added.caseId,
    job: await begun('viec'),
    incident: { caseId: stuck.caseId, instance: incidents[0].instance },
    vote: { caseId: added.caseId, instance: added.opened[0].instance },
    adHoc: await begun('tuy-y'),
    delivery: await delivered(server, main.caseId, upload),
    upload,
    substitution: (await ask('minh', 'POST', '/api/v1/substitutions', absence())).id,
    number: await numbered(server),
    signed: await sealed(server, await begun('ky-so')),
    signing: await waitingSeal(server, await begun('ky-so')),
    image: await imageProposed(server),
    draft: (await ask('lan', 'POST', '/api/v1/drafts', { procedure: 'giu-kin', title: MARK, data: { subject: MARK } })).draft,
    notice: await told(server),
    filter: (await ask('lan', 'POST', '/api/v1/saved-filters', { screen: 'inbox', name: MARK, filters: { text: MARK }, unitPath: HANOI }))
      .id,
    ...(await pairedAgent(server)),
    definition: definitions.find(({ key }: { key: string }) => key === 'giu-kin').id,
  };
}

async function stored(server: ApiServer, caseId: string): Promise<string> {
  const file = { raw: new Uint8Array(scanPdf({ text: MARK, drawn: true })), headers: { 'content-type': 'application/pdf' } };
  await server.as('lan')('POST', '/api/v1/uploads', file);
  const answer = await server.as('lan')('POST', `/api/v1/cases/${caseId}/uploads`, file);
  if (answer.status !== 201) throw new Error(`upload: ${answer.status} ${JSON.stringify(answer.body)}`);
  await server.db.pool.query('update upload set expires_at = null where case_id = $1', [caseId]);
  return answer.body.sha256;
}

const taskPath = ({ caseId, instance }: { readonly caseId: string; readonly instance: number }): string =>
  `/api/v1/tasks/${caseId}/${instance}`;

async function signedByLan(server: ApiServer, at: Treasure['job'], registry?: string): Promise<Answer['body']> {
  await server.as('lan')('POST', `${taskPath(at)}/claim`, { body: {} });
  const { body } = await signTask(server.as('lan'), taskPath(at), {}, registry === undefined ? undefined : server.as(registry));
  return body;
}

async function sealed(server: ApiServer, at: Treasure['job']): Promise<Treasure['signed']> {
  const { signatures } = await signedByLan(server, at, 'van-thu');
  return { caseId: at.caseId, document: signatures[0].document };
}

async function waitingSeal(server: ApiServer, at: Treasure['job']): Promise<string> {
  const { id } = await signedByLan(server, at);
  await server.as('van-thu')('POST', `/api/v1/signings/${id}/seal`, { body: { key: { method: 'demo' } } });
  return id as string;
}

/** Of Hanoi's manager, for the year after the next: nobody acts by it. */
const absence = (): object => {
  const year = new Date().getUTCFullYear() + 2;
  return { substitute: 'person-hung', validFrom: `${year}-01-01T00:00:00Z`, validTo: `${year}-02-01T00:00:00Z`, reason: MARK };
};

/** It waits for its receipt, and has a scan already. */
async function delivered({ db }: ApiServer, caseId: string, sha256: string): Promise<string> {
  const { rows } = await db.pool.query<{ id: string }>(
    `insert into document_delivery (case_id, instance, node, procedure, unit_path, document, name, recipient, recipient_unit, produced_at, produced_by, due_at, scans)
     values ($1, 1, 'decide', 'giu-kin', $2, 'd', $3, 'manager', $2, '2019-12-01T00:00:00Z', 'lan', '2099-01-01T00:00:00Z', $4) returning id`,
    [caseId, HANOI, { vi: MARK, en: MARK }, JSON.stringify([{ name: MARK, sha256, pages: 1 }])],
  );
  return String(required(rows[0], 'a delivery').id);
}

async function numbered({ db }: ApiServer): Promise<Treasure['number']> {
  await db.pool.query("update unit set abbreviation = 'BM' where path = $1", [HANOI]);
  const by = { account: 'lan', now: new Date().toISOString() };
  const asked = { unitPath: HANOI, kind: 'QĐ', day: localDate(Date.now()), subject: MARK };
  const [free, recalled, letter] = [
    await reserveNumber(db, asked, by),
    await reserveNumber(db, asked, by),
    await reserveNumber(db, asked, by),
  ];
  for (const entry of [recalled, letter]) await useNumber(db, entry, { signedOn: asked.day }, by);
  await voidNumber(db, recalled, MARK, by);
  const { id } = await addAmendment(db, { kind: 'recall', amended: recalled, by: letter, reason: MARK }, by);
  await addReceivers(db, id, recalled, [{ receiver: 'manager', unit: HANOI }], by.now);
  const { rows } = await db.pool.query<{ id: string }>('select max(id) as id from recall_receiver');
  return { register: free.register, ordinal: free.ordinal, receiver: Number(required(rows[0], 'a receiver').id) };
}

async function pairedAgent(server: ApiServer): Promise<Pick<Treasure, 'agent' | 'agentToken'>> {
  const { body: begun } = await server.as('lan')('POST', '/api/v1/agents/codes', { body: { name: MARK } });
  const { certificate } = await (server.services.commands.signing as TestKeys).keyFor({ capacity: 'personal', person: 'person-lan' });
  const body = { code: begun.code, platform: MARK, certificate: certificate.der.toString('base64') };
  const { agent, token } = (await server.anyone('POST', '/api/v1/agents', { body })).body;
  return { agent, agentToken: token };
}

async function told(server: ApiServer): Promise<number> {
  const notice = { id: MARK, template: 'task-remind', to: { accounts: ['lan'] }, data: { subject: MARK } };
  await saveNotices(server.db, notice, '2026-11-23T02:00:00.000Z');
  const { rows } = await server.db.pool.query<{ id: string }>('select max(id) as id from notice');
  return Number(required(rows[0], 'a notice').id);
}

async function imageProposed({ db, services }: ApiServer): Promise<string> {
  const id = services.commands.newId();
  const by = { account: 'adm', proposedBy: 'person-adm', reason: MARK, at: new Date().toISOString() };
  await addSigningImage(db, { id, unitPath: HANOI, validFrom: localDate(Date.now()), ...by }, undefined);
  return id;
}

/** Not about anybody's case: who comes and goes, how often, and what was answered before. */
const BOOKKEEPING = /^(session|rate_limit|agenda|idempotency|knex_|notice_preference|spatial)/;

async function heldBy({ db }: ApiServer, treasure: Treasure): Promise<ReadonlyMap<string, string>> {
  const ids = Object.values(treasure).flatMap((value: unknown) => (typeof value === 'object' ? Object.values(value as object) : [value]));
  const words = [MARK, 'cuc\\.hanoi', 'person-lan', ...ids.filter((id): id is string => typeof id === 'string' && id.length > 20)];
  const tables = await db.pool.query<{ name: string }>(
    `select c.relname as name from pg_class c join pg_namespace n on n.oid = c.relnamespace
     where n.nspname = 'public' and c.relkind in ('r', 'p') and not c.relispartition order by 1`,
  );
  const held = new Map<string, string>();
  for (const { name } of tables.rows.filter((table) => !BOOKKEEPING.test(table.name))) {
    const sql = `select md5(coalesce(string_agg(t::text, '|' order by t::text), '')) as sum from "${name}" t where t::text ~ $1`;
    const { rows } = await db.pool.query<{ sum: string }>(sql, [words.join('|')]);
    held.set(name, rows[0]?.sum ?? '');
  }
  return held;
}

const FORM = {
  id: 'don',
  schemaVersion: 1,
  type: 'default',
  components: [{ type: 'textfield', key: 'subject', label: 'Về việc', validate: { maxLength: 500 } }],
};
const OFFICER = 'tk:candidateRoles="officer"';
const RESOURCES = [
  ['giu-kin.bpmn', approval('giu-kin').replace('id="draft" name="draft"', 'id="draft" name="draft" tk:form="don"')],
  ['don.form', JSON.stringify(FORM)],
  [
    'line.bpmn',
    line()
      .replaceAll('person-manager2', 'person-mai')
      .replaceAll('person-manager', 'person-minh')
      .replaceAll('person-analyst', 'person-lan'),
  ],
  ['round.bpmn', ROUND],
  [
    'su-co.bpmn',
    bpmn(
      'su-co',
      `<startEvent id="start"/>${task('draft', OFFICER)}<exclusiveGateway id="which"/><endEvent id="yes"/>${chain('start', 'draft', 'which')}
      ${flow('which', 'yes', '<conditionExpression>ok = 1</conditionExpression>')}`,
    ),
  ],
  [
    'ky-so.bpmn',
    bpmn(
      'ky-so',
      `<startEvent id="start"/>${task(
        'draft',
        OFFICER,
        '<extensionElements><tk:signature document="d" capacity="personal" level="B-B" order="1"/><tk:signature document="d" capacity="agencySeal" level="B-B" order="2"/></extensionElements>',
      )}<endEvent id="end"/>${chain('start', 'draft', 'end')}`,
    ),
  ],
  [
    'viec.bpmn',
    bpmn('viec', `<startEvent id="start"/><serviceTask id="send" tk:topic="in-giay"/><endEvent id="end"/>${chain('start', 'send', 'end')}`),
  ],
  [
    'tuy-y.bpmn',
    bpmn(
      'tuy-y',
      `<startEvent id="start"/><adHocSubProcess id="free" ordering="Parallel"><userTask id="draft" name="draft" ${OFFICER}/></adHocSubProcess>
       <endEvent id="end"/>${chain('start', 'free', 'end')}`,
    ),
  ],
].map(([name, content]) => ({ name, content }));
