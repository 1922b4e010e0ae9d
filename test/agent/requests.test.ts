/** What the server gives agents, takes from them, and refuses them. */
import ava from 'ava';
import { ServerRefusal } from '../../agent/agent-protocol.ts';
import { isValid } from '../../signing/report/is-valid.ts';
import { verifyPdf } from '../../signing/verify-pdf.ts';
import { seedAccount } from '../../store/repositories/accounts.ts';
import { loadContent, loadDocuments } from '../../store/repositories/documents.ts';
import { signDigest } from '../keys/sign-digest.ts';
import { PIN, useSigningDesk } from './signing-desk.ts';

const desk = useSigningDesk(ava);
const test = ava.serial;
const key = async (name: string) => await desk.key(`person-${name}`);
const agentOf = async (name: string, more?: Parameters<typeof desk.agent>[2]) => desk.agent(await desk.pair(name), await key(name), more);
const refused = async (work: Promise<unknown>): Promise<string> =>
  await work.then(
    () => 'done',
    (error: unknown) => (error instanceof ServerRefusal ? error.message : String(error)),
  );

test('paired, asked, checked, agreed to, signed: the task is completed as its person', async (t) => {
  const agent = await agentOf('lan');
  const { body: asked } = await desk.ask('lan');
  t.is(asked.agent.state, 'waiting');
  t.is((await desk.signing('lan', asked.id)).agent.state, 'waiting');
  t.is(await agent.work(), 1);
  const signing = await desk.signing('lan', asked.id);
  t.like(signing, { state: 'recorded', agent: { state: 'given' } });
  const [document] = await loadDocuments(desk.server.db, signing.caseId);
  t.like(document?.revisions[0], { account: 'lan', person: 'person-lan', cause: 'signature' });
  const bytes = (await loadContent(desk.server.db, signing.caseId, document?.sha256 ?? '')) ?? Buffer.alloc(0);
  const anchors = desk.server.services.commands.signing?.anchors() ?? [];
  t.true(isValid(verifyPdf(bytes, { anchors, at: Date.now() }), true));
  t.is(await agent.work(), 0, 'nothing is left');
  t.is(agent.signed(), 1);
  t.false(agent.said.join().includes(PIN));
  t.true(
    agent.said.some((text) => text.includes(asked.signatures[0].shown)),
    'its person sees the hash that the page shows',
  );
});

test('without a fresh proof nobody asks an agent, and nobody gets a pairing code', async (t) => {
  const { body: begun } = await desk.begin('lan');
  const token = await desk.server.tokenOf('lan');
  await desk.server.db.pool.query(
    "update session set authenticated_at = now() - interval '1 hour' where token_hash = sha256(convert_to($1, 'UTF8'))",
    [token],
  );
  const headers = { cookie: `trinh-ky=${token}` };
  const shown = begun.signatures.map((item: { shown: string }) => item.shown);
  const asked = await desk.server.anyone('POST', `/api/v1/signings/${begun.id}/agent`, { body: { shown }, headers });
  t.is(asked.body.code, 'reauthenticationRequired');
  t.is((await desk.server.anyone('POST', '/api/v1/agents/codes', { body: { name: 'x' }, headers })).body.code, 'reauthenticationRequired');
  t.is((await desk.signing('lan', begun.id)).agent, undefined);
});

test('a pairing code is good once, for a short while, until the next one, and only as it is', async (t) => {
  const code = await desk.code('mai');
  t.is((await desk.pair('mai', { code: `${code.slice(0, -1)}?` })).body.code, 'pairingCodeWrong');
  t.is((await desk.pair('mai', { code: code.toLowerCase().replaceAll('-', ' ') })).status, 201, 'however it is typed');
  t.is((await desk.pair('mai', { code })).body.code, 'pairingCodeWrong', 'a second time');
  const before = await desk.code('mai');
  const after = await desk.code('mai');
  t.is((await desk.pair('mai', { code: before })).body.code, 'pairingCodeWrong', 'there is a newer one');
  await desk.server.db.pool.query("update agent_code set expires_at = now() - interval '1 second'");
  t.is((await desk.pair('mai', { code: after })).body.code, 'pairingCodeWrong', 'too old');
  const { rows } = await desk.server.db.pool.query(
    'select t::text as text from agent_code t union all select t::text from signing_agent t',
  );
  t.false(
    rows.some(({ text }) => text.includes(after) || text.includes(after.replaceAll('-', ''))),
    'it lies nowhere',
  );
});

test('a code that two agents use at once pairs one', async (t) => {
  const code = await desk.code('mai');
  const both = await Promise.all([desk.pair('mai', { code }), desk.pair('mai', { code })]);
  t.deepEqual(
    both.map(({ status }) => status).toSorted((a, b) => a - b),
    [201, 401],
  );
});

test('who guesses codes has to wait, and whoever pairs rightly does not count', async (t) => {
  const answers: string[] = [];
  for (let time = 0; time < 40; time += 1) answers.push((await desk.pair('hoa', { code: 'AAAA-BBBB-CCCC-DDDD' })).body.code);
  t.true(answers.includes('tooManyPairings'));
  await desk.server.db.pool.query("delete from rate_limit where key like 'agent-pair%'");
  for (let time = 0; time < 35; time += 1) t.is((await desk.pair('hoa')).status, 201);
});

test('a stolen code gets a thief nothing to sign with: the key must be its person’s', async (t) => {
  await desk.server.db.pool.query("update signing_agent set ended_at = now() where account = 'hung'");
  const thief = await key('hoa');
  t.is((await desk.pair('hung', { key: thief })).status, 201);
  await desk.server.db.pool.query(
    "insert into role_grant (account, role, unit_path, valid_from) values ('hung', 'officer', 'cuc.hanoi', now() - interval '1 day')",
  );
  t.is((await desk.begin('hung')).body.code, 'certificateOfOther');
});

test('without an agent the choice of one is refused', async (t) => {
  await desk.server.db.pool.query("update signing_agent set ended_at = now() where account = 'mai'");
  t.is((await desk.begin('mai')).body.code, 'agentMissing');
});

test('another person’s request reaches no agent but theirs, by no address', async (t) => {
  const [own, other] = [await agentOf('lan', { answers: [] }), await agentOf('mai')];
  const { body: asked } = await desk.ask('lan');
  const [request] = await own.client.requests(0);
  if (!request) throw new Error('It waits for its own agent.');
  t.deepEqual(await other.client.requests(0), []);
  t.is(await refused(other.client.document(request.id, 0)), 'refused agentRequestNotFound');
  t.is(await refused(other.client.shown(request.id)), 'refused agentRequestNotFound');
  t.is(await refused(other.client.refuse(request.id, 'declined')), 'refused agentRequestNotFound');
  t.is(await refused(other.client.deliver(request.id, ['AAAA'])), 'refused agentRequestNotFound');
  t.is((await desk.signing('lan', asked.id)).agent.state, 'waiting');
  t.is(
    await refused(own.client.deliver(request.id, ['AAAA'])),
    'refused agentRequestSettled',
    'nor is anything taken that nobody was shown',
  );
});

test('a session opens nothing of an agent, and an agent’s token nothing of a session', async (t) => {
  const paired = await desk.pair('lan');
  const headers = { authorization: `Bearer ${paired.body.token}` };
  t.is((await desk.server.as('lan')('GET', '/api/v1/agent/requests')).status, 401);
  for (const route of desk.server.api.routes.filter(({ rule, method }) => rule !== 'public' && rule !== 'agent' && method === 'GET')) {
    const path = route.path.replaceAll(/\{\w+\}/g, '019aaaaa-0000-7000-8000-000000000000');
    t.is((await desk.server.anyone('GET', path, { headers })).status, 401, route.id);
  }
  t.is((await desk.server.anyone('GET', '/api/v1/agent/requests', { headers: { cookie: `trinh-ky=${paired.body.token}` } })).status, 401);
  t.is((await desk.server.anyone('GET', '/api/v1/agent/requests', { headers })).status, 200);
});

test('an agent that was ended is nobody, and so is that of an account that is locked', async (t) => {
  const paired = await desk.pair('lan');
  const agent = desk.agent(paired, await key('lan'));
  const { agents } = (await desk.server.as('lan')('GET', '/api/v1/agents')).body;
  t.true(agents.some(({ id, name }: { id: string; name: string }) => id === paired.body.agent && name === 'máy ở phòng 12'));
  await desk.ask('lan');
  t.is((await desk.server.as('mai')('DELETE', `/api/v1/agents/${paired.body.agent}`)).status, 404, 'somebody else ends none of it');
  t.is((await agent.client.requests(0)).length > 0, true);
  t.is((await desk.server.as('lan')('DELETE', `/api/v1/agents/${paired.body.agent}`)).status, 204);
  t.is(await refused(agent.work()), 'ended notSignedIn');
  t.is((await desk.server.as('lan')('DELETE', `/api/v1/agents/${paired.body.agent}`)).status, 404);
  const hoa = await agentOf('hoa');
  await desk.server.db.pool.query("update account set state = 'locked' where id = 'hoa'");
  t.is(await refused(hoa.work()), 'ended notSignedIn');
  await desk.server.db.pool.query("update account set state = 'active' where id = 'hoa'");
});

test('who says no is told to the page, and asking again is another request', async (t) => {
  const { body: asked } = await desk.ask('lan');
  const unwilling = await agentOf('lan', { answers: ['no'] });
  await unwilling.work();
  t.like(await desk.signing('lan', asked.id), { state: 'prepared', agent: { state: 'refused', refusal: 'declined' } });
  t.is(unwilling.signed(), 0);
  t.is((await desk.askAgain('lan', asked)).body.agent.state, 'waiting');
  const willing = await agentOf('lan');
  await willing.work();
  t.is((await desk.signing('lan', asked.id)).state, 'recorded');
});

test('asked twice it is one request; what was begun anew withdraws it', async (t) => {
  const { body: asked } = await desk.ask('lan');
  await desk.askAgain('lan', asked);
  const { rows } = await desk.server.db.pool.query('select count(*)::int as n from agent_request where signing_id = $1', [asked.id]);
  t.is(rows[0].n, 1);
  await desk.server.as('lan')('POST', `/api/v1/signings/${asked.id}/drop`, { body: { reason: 'Sửa lại' } });
  const agent = await agentOf('lan');
  t.is((await agent.client.requests(0)).filter(({ id }) => id === asked.id).length, 0);
  await agent.work();
  t.is(agent.signed(), 0);
});

test('a request ends with its signing', async (t) => {
  const agent = await agentOf('lan');
  const { body: asked } = await desk.ask('lan');
  const [request] = await agent.client.requests(0);
  await desk.server.db.pool.query("update signing set expires_at = now() - interval '1 second' where id = $1", [asked.id]);
  t.deepEqual(await agent.client.requests(0), []);
  t.is(await refused(agent.client.shown(request?.id ?? '')), 'refused signingExpired');
});

test('of two agents of one person the one that showed it signs, and no other', async (t) => {
  const [one, other] = [await agentOf('lan'), await agentOf('lan')];
  await desk.ask('lan');
  const [request] = await one.client.requests(0);
  await one.client.shown(request?.id ?? '');
  t.deepEqual(await other.client.requests(0), []);
  t.is(await refused(other.client.shown(request?.id ?? '')), 'refused agentRequestNotFound');
  t.is(await one.work(), 1);
  t.deepEqual([one.signed(), other.signed()], [1, 0]);
});

test('a signature that came twice is one; another in its place is refused', async (t) => {
  const paired = await desk.pair('lan');
  const { client } = desk.agent(paired, await key('lan'));
  const brought: (readonly [string, readonly string[]])[] = [];
  const deliver = async (request: string, signatures: readonly string[]): Promise<void> => {
    brought.push([request, signatures]);
    await client.deliver(request, signatures);
  };
  const { body: asked } = await desk.ask('lan');
  await desk.agent(paired, await key('lan'), { server: { deliver } }).work();
  t.is(brought.length, 1);
  const [request, signatures] = brought[0] ?? ['', []];
  t.is(await refused(client.deliver(request, signatures)), 'done', 'its answer was lost, and it comes again');
  t.is(await refused(client.deliver(request, ['AAAA'])), 'refused agentRequestSettled');
  const signing = await desk.signing('lan', asked.id);
  t.is(signing.state, 'recorded');
  t.is((await loadDocuments(desk.server.db, signing.caseId))[0]?.revisions.length, 1);
});

test('a signature by another key is refused, and nothing is kept', async (t) => {
  const paired = await desk.pair('lan');
  const { client } = desk.agent(paired, await key('lan'));
  const { body: asked } = await desk.ask('lan');
  const [request] = await client.requests(0);
  await client.shown(request?.id ?? '');
  const forged = signDigest((await key('mai')).privateKey, Buffer.from(request?.documents[0]?.digest ?? '', 'base64')).toString('base64');
  t.is(await refused(client.deliver(request?.id ?? '', [forged])), 'refused signing.wrongSignature');
  t.like(await desk.signing('lan', asked.id), { state: 'prepared', agent: { state: 'shown' } });
  await client.refuse(request?.id ?? '', 'deviceFailed');
});

test('the person signs by the agent, and the seal is asked for; the page cannot sign in its place', async (t) => {
  const agent = await agentOf('lan');
  const { body: asked } = await desk.ask('lan', 'ky-dau');
  const given = await desk.server.as('lan')('POST', `/api/v1/signings/${asked.id}/signatures`, {
    body: { shown: [asked.signatures[0].shown], pin: '1' },
  });
  t.is(given.body.code, 'agentChosen');
  await agent.work();
  t.like(await desk.signing('lan', asked.id), { state: 'prepared', sealAsked: true, agent: { state: 'given' } });
});

test('the registry seals by its own agent, whose token holds the agency’s key', async (t) => {
  const { body: asked } = await desk.ask('lan', 'ky-dau');
  await (await agentOf('lan')).work();
  const seal = await desk.seal('cuc.hanoi');
  const paired = await desk.pair('van-thu', { key: seal });
  const begun = await desk.server.as('van-thu')('POST', `/api/v1/signings/${asked.id}/seal`, { body: { key: { method: 'agent' } } });
  t.is(begun.status, 200, JSON.stringify(begun.body));
  t.is((await desk.askAgain('lan', begun.body)).body.code, 'nothingToSign', 'who does not keep the seal asks nobody');
  t.is((await desk.askAgain('van-thu', begun.body)).body.agent.state, 'waiting');
  const agent = desk.agent(paired, seal);
  await agent.work();
  t.true(agent.said.some((text) => text.includes('seal of the agency')));
  const signing = await desk.signing('lan', asked.id);
  t.is(signing.state, 'recorded');
  const [document] = await loadDocuments(desk.server.db, signing.caseId);
  t.deepEqual(
    document?.revisions.map(({ capacity, account }) => [capacity, account]),
    [
      ['personal', 'lan'],
      ['agencySeal', 'van-thu'],
    ],
  );
});

test('a substitute signs with their own agent and key, for the absent person, as long as the substitution is in force', async (t) => {
  const validTo = new Date(Date.now() + 86_400_000).toISOString();
  const absence = { substitute: 'person-mai', validFrom: new Date().toISOString(), validTo, reason: 'Nghỉ phép' };
  const { body: appointed } = await desk.server.as('lan')('POST', '/api/v1/substitutions', { body: absence });
  const headers = { 'on-behalf-of': 'person-lan' };
  const mai = desk.server.as('mai');
  const post = async (path: string, body: object) => await mai('POST', path, { body, headers });
  const agent = await agentOf('mai');
  const ask = async () => {
    const started = await desk.server.as('lan')('POST', '/api/v1/cases', { body: { procedure: 'ky', variables: {} } });
    const at = `/api/v1/tasks/${started.body.caseId}/${started.body.opened[0].instance}`;
    await post(`${at}/claim`, {});
    const { body: begun } = await post(`${at}/signings`, { key: { method: 'agent' } });
    const { body } = await post(`/api/v1/signings/${begun.id}/agent`, { shown: [begun.signatures[0].shown] });
    return body;
  };
  const asked = await ask();
  t.is(asked.agent.state, 'waiting');
  await agent.work();
  const signing = (await mai('GET', `/api/v1/signings/${asked.id}`, { headers })).body;
  t.is(signing.state, 'recorded');
  const [document] = await loadDocuments(desk.server.db, signing.caseId);
  t.like(document?.revisions[0], { account: 'mai', person: 'person-mai', onBehalfOf: 'person-lan' });
  await ask();
  const [request] = await agent.client.requests(0);
  await agent.client.shown(request?.id ?? '');
  await desk.server.as('lan')('POST', `/api/v1/substitutions/${appointed.id}/end`, { body: { reason: 'Đã trở lại' } });
  t.deepEqual(await agent.client.requests(0), []);
  t.is(await refused(agent.client.deliver(request?.id ?? '', ['AAAA'])), 'refused substitutionUnknown');
});

test('with the reset of an account’s factors its agents end', async (t) => {
  const agent = await agentOf('minh');
  t.deepEqual(await agent.client.requests(0), []);
  const holder = { id: 'person-department', name: 'department', unitPath: 'cuc' };
  const grants = [{ role: 'admin-department', unitPath: 'cuc' }];
  await seedAccount(desk.server.db, { id: 'department', login: 'department', person: holder, grants }, '2026-01-01T00:00:00.000Z');
  const reset = await desk.server.as('department')('POST', '/api/v1/accounts/minh/factors/reset', { body: { reason: 'Mất máy tính' } });
  t.is(reset.status, 200, JSON.stringify(reset.body));
  t.is(await refused(agent.client.requests(0)), 'ended notSignedIn');
});

test('a wrong PIN is asked for once more, then refused, and never leaves the computer', async (t) => {
  const agent = await agentOf('lan', { answers: ['yes', '111111', '222222'] });
  const { body: asked } = await desk.ask('lan');
  await agent.work();
  t.like((await desk.signing('lan', asked.id)).agent, { state: 'refused', refusal: 'wrongPin' });
  t.false(JSON.stringify(desk.server.log).includes('111111'));
  await desk.askAgain('lan', asked);
  const right = await agentOf('lan', { answers: ['yes', '111111', PIN] });
  await right.work();
  t.is((await desk.signing('lan', asked.id)).state, 'recorded');
});

test('waiting for work ends when there is some', async (t) => {
  const agent = await agentOf('lan');
  const waiting = agent.client.requests(20);
  const { body: asked } = await desk.ask('lan');
  t.deepEqual(
    (await waiting).map(({ documents }) => documents[0]?.shown),
    [asked.signatures[0].shown],
  );
  await agent.work();
});
