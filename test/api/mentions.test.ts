/** Whoever is mentioned in a comment hears of it; nobody is told of a case that they may not see. */
import ava from 'ava';
import { deliverOutbox } from '../../worker/deliver-outbox.ts';
import { approval } from '../commands/fixtures.ts';
import { useApi } from './api-server.ts';

const server = useApi(ava);
const test = ava.serial;

async function begun(): Promise<string> {
  const { body } = await server.as('lan')('POST', '/api/v1/cases', { body: { procedure: 'duyet', variables: { subject: 'kín' } } });
  return body.caseId as string;
}
const say = async (caseId: string, mentions: readonly string[]) =>
  await server.as('lan')('POST', `/api/v1/cases/${caseId}/comments`, { body: { text: '@Minh xem giúp', mentions } });
const noticesOf = async (name: string) => (await server.as(name)('GET', '/api/v1/notices')).body.items as readonly Notice[];
interface Notice {
  readonly template: string;
  readonly caseId: string;
  readonly text: { readonly vi: string };
}

test.before(async (t) => {
  const resources = [{ name: 'duyet.bpmn', content: approval('duyet') }];
  t.is((await server.as('analyst')('POST', '/api/v1/deployments', { body: { name: 'thử', resources } })).status, 201);
});

test('a colleague who sees the case is told who spoke to them in which case, once, and not what was said', async (t) => {
  const caseId = await begun();
  t.is((await say(caseId, ['person-minh', 'minh'])).status, 200);
  while (await deliverOutbox(server.services.commands));
  while (await deliverOutbox(server.services.commands));
  const told = await noticesOf('minh');
  t.is(told.length, 1);
  t.like(told[0], { template: 'case-mention', caseId });
  t.regex(told[0]?.text.vi ?? '', /nhắc đến bạn.*Hồ sơ kín/su);
  t.notRegex(told[0]?.text.vi ?? '', /xem giúp/);
  t.deepEqual((await server.as('lan')('GET', `/api/v1/cases/${caseId}/comments`)).body.items[0].text, '@Minh xem giúp');
});

test('who may not see the case, or is nobody, cannot be mentioned: nothing is said and nobody is told', async (t) => {
  const caseId = await begun();
  for (const mentions of [['person-hoa'], ['khong-co-ai'], ['person-minh', 'hoa']]) {
    const { status, body } = await say(caseId, mentions);
    t.is(status, 400);
    t.is(body.code, 'mentionInvalid');
  }
  while (await deliverOutbox(server.services.commands));
  t.deepEqual((await server.as('lan')('GET', `/api/v1/cases/${caseId}/comments`)).body.items, []);
  t.deepEqual(await noticesOf('hoa'), []);
});
