import ava from 'ava';
import { line, ROUND } from '../commands/round-procedures.ts';
import { useApi } from './api-server.ts';

const server = useApi(ava);
const test = ava;
const { as } = server;
const [lan, hoa, minh, analyst] = [as('lan'), as('hoa'), as('minh'), as('analyst')];

test.serial.before('procedures are deployed', async (t) => {
  const judges = line()
    .replaceAll('person-manager2', 'person-hung')
    .replaceAll('person-manager', 'person-minh')
    .replaceAll('person-analyst', 'person-hoa');
  const resources = [
    { name: 'line.bpmn', content: judges },
    { name: 'round.bpmn', content: ROUND },
  ];
  const answer = await analyst('POST', '/api/v1/deployments', { body: { name: 'thử', resources } });
  t.is(answer.status, 201);
});

let files = 0;
const row = (months = 3) => ({
  facts: { kind: 'prisoner', name: 'Đỗ Thị E', fileNumber: `HS-${++files}`, unitPath: 'cuc.hanoi' },
  variables: { months },
});
const begun = async (): Promise<string> => (await lan('POST', '/api/v1/cases', { body: { procedure: 'round' } })).body.caseId;

test('a list is imported, read in its order, voted on, decided, struck and put off', async (t) => {
  const [round, later] = [await begun(), await begun()];
  const at = `/api/v1/rounds/${round}`;
  const answer = await lan('POST', `${at}/lines/import`, { body: { lines: [row(), row(0), row(), row(), row()] } });
  t.is(answer.status, 200);
  t.deepEqual(
    answer.body.items.map(({ ok }: { ok: boolean }) => ok),
    [true, false, true, true, true],
  );
  t.like(answer.body.items[1].refusal, { code: 'startFailed', kind: 'conflict' });
  const lines: string[] = (await lan('GET', `${at}/lines?limit=3`)).body.items.map((item: { line: string }) => item.line);
  t.is(lines.length, 3);
  const [a = '', b = '', c = ''] = lines;
  const votes = { node: 'vote', votes: [a, b, 'x'].map((id) => ({ line: id, choice: 'grant' })) };
  const codes = (items: { result: { ok: boolean; refusal?: { code: string } } }[]) =>
    items.map(({ result }) => result.refusal?.code ?? 'ok');
  t.deepEqual(codes((await minh('POST', `${at}/lines/votes`, { body: votes })).body.items), ['ok', 'ok', 'lineNotFound']);
  t.deepEqual(codes((await lan('POST', `${at}/lines/votes`, { body: votes })).body.items), [
    'notInCouncil',
    'notInCouncil',
    'lineNotFound',
  ]);
  const decisions = { node: 'decide', lines: [{ line: a, outcome: 'grant' }] };
  t.deepEqual(codes((await lan('POST', `${at}/lines/decide`, { body: decisions })).body.items), ['lineElsewhere']);
  const strike = { lines: [{ line: b, reason: 'bị kỷ luật' }] };
  t.deepEqual(codes((await lan('POST', `${at}/lines/strike`, { body: strike })).body.items), ['ok']);
  const move = { to: later, lines: [c], reason: 'hồ sơ chưa đủ' };
  t.deepEqual(codes((await lan('POST', `${at}/lines/move`, { body: move })).body.items), ['ok']);
  t.like((await lan('GET', at)).body, { open: true, lineProcedure: 'line', states: { active: 2, struck: 1, moved: 1 } });
  t.deepEqual(
    (await lan('GET', `${at}/lines?state=struck`)).body.items.map((item: { reason: string }) => item.reason),
    ['bị kỷ luật'],
  );
  t.is((await lan('GET', `/api/v1/rounds/${later}`)).body.states.active, 1);
});

test('one line joins by itself; rounds of others are not there, and not every case is a round', async (t) => {
  const round = await begun();
  const person = (await lan('POST', '/api/v1/persons', { body: row().facts })).body.person;
  const added = await lan('POST', `/api/v1/rounds/${round}/lines`, { body: { person, variables: { months: 2 } } });
  t.is(added.status, 201);
  t.is((await lan('POST', `/api/v1/rounds/${round}/lines`, { body: { person, variables: { months: 2 } } })).body.code, 'personInRound');
  t.is((await hoa('GET', `/api/v1/rounds/${round}`)).status, 404);
  t.is((await hoa('POST', `/api/v1/rounds/${round}/lines`, { body: {} })).status, 404);
  t.is((await lan('GET', `/api/v1/rounds/${added.body.caseId}`)).body.code, 'roundNotFound');
  t.is((await lan('POST', `/api/v1/rounds/${round}/lines/decide`, { body: { node: 'decide', lines: [] } })).status, 400);
});

test('that lines may be managed is told of rounds and their lines, and of no other case', async (t) => {
  const round = await begun();
  const { body } = await lan('POST', `/api/v1/rounds/${round}/lines/import`, { body: { lines: [row()] } });
  const line = body.items[0].outcome.caseId as string;
  const manages = async (caseId: string): Promise<boolean> =>
    (await lan('GET', `/api/v1/cases/${caseId}`)).body.permissions.includes('manageLines');
  t.deepEqual([await manages(round), await manages(line)], [true, true]);
  const strike = { lines: [{ line, reason: 'bị kỷ luật' }] };
  await lan('POST', `/api/v1/rounds/${round}/lines/strike`, { body: strike });
  t.false(await manages(line), 'struck off, it is a line no more');
});
