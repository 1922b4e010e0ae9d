import ava from 'ava';
import { bpmn, chain, task } from '../commands/fixtures.ts';
import { useApi } from './api-server.ts';

const server = useApi(ava);
const test = ava;
const { as } = server;
const [lan, mai, minh, hung, analyst] = [as('lan'), as('mai'), as('minh'), as('hung'), as('analyst')];
const COUNCIL = '[{person: &quot;person-minh&quot;, role: &quot;chair&quot;}, &quot;person-hung&quot;, &quot;person-hoa&quot;]';
const vote = (attributes: string): string =>
  task(
    'decide',
    'tk:candidateRoles="officer"',
    `<extensionElements><tk:outcomes><tk:outcome id="grant" name="Chấp nhận"/><tk:outcome id="refuse" name="Không chấp nhận" reasonRequired="true"/></tk:outcomes>
    <tk:vote council="${COUNCIL}" quorum="present = members" majority="votes &gt; members / 2" otherwise="refuse" ${attributes}/></extensionElements>`,
  );
const procedure = (key: string, attributes: string): string =>
  bpmn(key, `<startEvent id="start"/>${vote(attributes)}<endEvent id="end"/>${chain('start', 'decide', 'end')}`);

test.serial.before('procedures are deployed', async (t) => {
  const resources = [
    { name: 'open.bpmn', content: procedure('open', '') },
    { name: 'secret.bpmn', content: procedure('secret', 'secret="true"') },
    { name: 'paper.bpmn', content: procedure('paper', 'entry="minutes"') },
  ];
  const answer = await analyst('POST', '/api/v1/deployments', { body: { name: 'thử', resources } });
  t.is(answer.status, 201);
});

async function begun(key: string): Promise<string> {
  const { body } = await lan('POST', '/api/v1/cases', { body: { procedure: key } });
  return `/api/v1/tasks/${body.caseId}/${body.opened[0].instance}`;
}
const caseOf = (at: string): string => at.split('/')[4] ?? '';
const result = async (at: string) => (await lan('GET', `/api/v1/cases/${caseOf(at)}/variables`)).body.scopes['1'];

test('members vote and see the vote, also while somebody has the task; the outcome is what they voted', async (t) => {
  const at = await begun('open');
  await lan('POST', `${at}/claim`);
  t.is((await minh('POST', `${at}/votes`, { body: { choice: 'grant' } })).status, 200);
  t.is((await hung('POST', `${at}/votes`, { body: { choice: 'refuse' } })).body.code, 'reasonRequired');
  t.is((await hung('POST', `${at}/votes`, { body: { choice: 'refuse', reason: 'chưa đủ' } })).status, 200);
  const view = (await hung('GET', `${at}/vote`)).body;
  t.like(view, { mine: 'refuse', secret: false, entry: 'members' });
  t.deepEqual(
    view.council.map(({ person, voted }: { person: string; voted: boolean }) => [person, voted]),
    [
      ['person-minh', true],
      ['person-hung', true],
      ['person-hoa', false],
    ],
  );
  t.is((await lan('POST', `${at}/complete`, { body: {} })).body.code, 'quorumMissing');
  t.is((await lan('POST', `${at}/votes`, { body: { choice: 'grant' } })).body.code, 'notInCouncil');
  const recusal = { body: { member: 'person-hoa', substitute: 'person-mai', reason: 'thân thích' } };
  t.is((await hung('POST', `${at}/recusals`, recusal)).status, 403);
  t.is((await lan('POST', `${at}/recusals`, recusal)).status, 200);
  t.is((await mai('POST', `${at}/votes`, { body: { choice: 'grant' } })).status, 200);
  t.is((await lan('POST', `${at}/complete`, { body: { outcome: 'refuse' } })).body.code, 'outcomeByVote');
  t.is((await lan('POST', `${at}/complete`, { body: {} })).body.status, 'ended');
  t.like(await result(at), { outcome: 'grant', vote: { counts: { grant: 2, refuse: 1 } } });
  t.is((await lan('GET', `${at}/vote`)).body.code, 'voteNotFound');
});

test('who voted how in a secret vote is shown to nobody, also not in the history', async (t) => {
  const at = await begun('secret');
  await minh('POST', `${at}/votes`, { body: { choice: 'refuse', reason: 'bí mật của tôi' } });
  t.is((await minh('GET', `${at}/vote`)).body.mine, 'refuse');
  t.false(JSON.stringify((await hung('GET', `${at}/vote`)).body.council).includes('refuse'));
  const history = JSON.stringify((await lan('GET', `/api/v1/cases/${caseOf(at)}/history`)).body);
  t.true(history.includes('castVote'));
  t.false(history.includes('bí mật của tôi'));
});

test('a vote on paper is entered member by member with its minutes, by who has the task', async (t) => {
  const at = await begun('paper');
  t.is((await minh('POST', `${at}/votes`, { body: { choice: 'grant' } })).body.code, 'votesByMinutes');
  const ballot = (member: string) => ({ body: { member: `person-${member}`, choice: 'grant', minutes: 'BB 3/2026' } });
  t.is((await lan('POST', `${at}/votes`, ballot('minh'))).body.code, 'taskNotClaimed');
  await lan('POST', `${at}/claim`);
  for (const member of ['minh', 'hung', 'hoa']) t.is((await lan('POST', `${at}/votes`, ballot(member))).status, 200);
  t.is((await lan('POST', `${at}/votes`, ballot('adm'))).body.code, 'notInCouncil');
  t.is((await lan('POST', `${at}/complete`, { body: {} })).status, 200);
  t.like((await result(at)).vote, { outcome: 'grant', minutes: 'BB 3/2026' });
});

test('who has no part in it does not see the vote', async (t) => {
  const at = await begun('open');
  t.is((await as('adm')('GET', `${at}/vote`)).status, 404);
  t.is((await as('adm')('POST', `${at}/votes`, { body: { choice: 'grant' } })).status, 404);
});

test('a vote that lacks its rules is not deployed', async (t) => {
  const content = procedure('bad', 'abstain="other" entry="fax"').replace(/quorum="[^"]*"/, '');
  const answer = await analyst('POST', '/api/v1/deployments', { body: { name: 'thử', resources: [{ name: 'bad.bpmn', content }] } });
  t.is(answer.status, 422);
  const codes = answer.body.errors.map(({ code }: { code: string }) => code);
  for (const code of ['voteIncomplete', 'voteOutcomeUnknown', 'requirementValue']) t.true(codes.includes(code), code);
});
