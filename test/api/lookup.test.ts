/** A citizen follows a case by the code on the receipt and a year of birth, and learns nothing else. */
import ava from 'ava';
import { newLookupCode, plainLookupCode } from '../../protection/lookup-code.ts';
import { approval } from '../commands/fixtures.ts';
import { dumpDatabase } from '../protection/dump-database.ts';
import { useApi, type Answer, type Client } from './api-server.ts';

const server = useApi(ava, { lookupLimits: { code: 4, network: 20, windowSeconds: 3_600 }, trustedProxies: 1 });
const test = ava;
const { as } = server;
const [lan, minh, hoa, analyst, auditor] = [as('lan'), as('minh'), as('hoa'), as('analyst'), as('auditor')];

test.serial.before('a procedure', async (t) => {
  const resources = [{ name: 'giam.bpmn', content: approval('giam') }];
  t.is((await analyst('POST', '/api/v1/deployments', { body: { name: 'thử', resources } })).status, 201);
});

const newCase = async (): Promise<string> =>
  (await lan('POST', '/api/v1/cases', { body: { procedure: 'giam', variables: { subject: 'mật khẩu' }, title: 'Nguyễn Văn Kín' } })).body
    .caseId;
const issue = async (caseId: string, by: Client = lan, birthYear = 1979): Promise<Answer> =>
  await by('POST', `/api/v1/cases/${caseId}/lookup-code`, { body: { birthYear } });
let networks = 0;
const lookUp = async (code: string, birthYear: number, from = `203.0.113.${++networks}`): Promise<Answer> =>
  await server.anyone('POST', '/api/v1/lookup', { body: { code, birthYear }, headers: { 'x-forwarded-for': from } });

test.serial(
  'code and year show what the case is called, who has it, the names of the steps and their days, and nothing else',
  async (t) => {
    const caseId = await newCase();
    const { code } = (await issue(caseId)).body;
    t.regex(code, /^([0-9A-HJKMNP-TV-Z]{4}-){4}[0-9A-HJKMNP-TV-Z]{4}$/);
    const { status, body } = await lookUp(code, 1979);
    t.is(status, 200);
    t.deepEqual(Object.keys(body).toSorted(), ['agency', 'procedure', 'startedOn', 'status', 'steps']);
    const { body: names } = await lan('GET', '/api/v1/names?procedures=giam&units=cuc.hanoi');
    t.like(body, { procedure: names.procedures.giam, agency: names.units['cuc.hanoi'] });
    t.deepEqual(Object.keys(body.steps[0]).toSorted(), ['from', 'name']);
    for (const secret of ['Kín', 'mật khẩu', caseId]) t.false(JSON.stringify(body).includes(secret), secret);
    t.is(
      (await lookUp(` ${code.toLowerCase().replaceAll('-', ' ').replaceAll('0', 'o').replaceAll('1', 'l')}`, 1979)).status,
      200,
      'typed as people type',
    );
  },
);

test.serial('a wrong code, a wrong year and what is no code are answered alike', async (t) => {
  const { code } = (await issue(await newCase())).body;
  const answers = [await lookUp(code, 1980), await lookUp(newLookupCode(), 1979), await lookUp('x', 1979)];
  for (const { status, body } of answers)
    t.like({ status, code: body.code, detail: body.detail }, { status: 404, code: 'progressNotFound', detail: answers[0]?.body.detail });
});

test.serial('a code is renewed by an official of the unit, on record, and the old one finds nothing', async (t) => {
  const caseId = await newCase();
  const first = (await issue(caseId)).body.code;
  const second = (await issue(caseId, minh)).body.code;
  t.is((await lookUp(first, 1979)).status, 404);
  t.is((await lookUp(second, 1979)).status, 200);
  t.is((await issue(caseId, hoa)).status, 404);
  t.is((await issue(caseId, auditor)).status, 403);
  t.is((await issue(caseId, lan, 2_190)).body.code, 'birthYearInvalid');
  const acts = await server.db.pool.query(
    `select account from administrative_act where act = 'renewLookupCode' and subject = $1 order by at, id`,
    [caseId],
  );
  t.deepEqual(
    acts.rows.map(({ account }) => account),
    ['lan', 'minh'],
  );
});

test.serial('a code stands nowhere in plain text', async (t) => {
  const { code } = (await issue(await newCase())).body;
  await lookUp(code, 1979);
  const everything = `${await dumpDatabase(server.db.pool)}${JSON.stringify(server.log)}`;
  t.false(everything.includes(code) || everything.includes(plainLookupCode(code)));
});

test.serial('guessing years for a code, or codes from a network, has to wait', async (t) => {
  const { code } = (await issue(await newCase())).body;
  for (let year = 1970; year < 1974; year += 1) t.is((await lookUp(code, year)).status, 404);
  t.like(await lookUp(code, 1979), { status: 429, body: { code: 'tooManyLookups' } });
  const statuses: number[] = [];
  for (let tries = 0; tries < 21; tries += 1) statuses.push((await lookUp(newLookupCode(), 1979, '198.51.100.7')).status);
  t.deepEqual([statuses.slice(0, 20).every((status) => status === 404), statuses[20]], [true, 429]);
});

test('codes have a hundred bits, and no two are alike', (t) => {
  const codes = new Set(Array.from({ length: 10_000 }, newLookupCode));
  t.is(codes.size, 10_000);
  const signs = new Set([...codes].flatMap((code) => [...code.replaceAll('-', '')]));
  t.is(signs.size, 32);
});
