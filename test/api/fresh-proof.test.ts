import ava from 'ava';
import { bpmn, chain, outcomes, task } from '../commands/fixtures.ts';
import { signTask } from './test-keys.ts';
import { useApi } from './api-server.ts';
import { addAccount, browserOf, PASSWORD, type Browser } from './signing-in.ts';

const server = useApi(ava);
const test = ava.serial;
const MINUTE = 60;
const signature = (kind: string): string =>
  `<extensionElements><tk:signature document="quyet-dinh" capacity="personal" level="B-LT" kind="${kind}"/></extensionElements>`;
const sign = outcomes('id="approve" name="Duyệt"');

/** One task each: that signs, that says it needs a proof, that signs on paper, and one that is plain. */
const PROCEDURES: Readonly<Record<string, string>> = {
  'ky-so': task('act', 'tk:candidateRoles="officer"', signature('digital')),
  'duyet-tai-khoan': task('act', 'tk:candidateRoles="officer" tk:reauthenticate="true"', sign),
  'ky-giay': task('act', 'tk:candidateRoles="officer"', signature('paper')),
  'viec-thuong': task('act', 'tk:candidateRoles="officer"'),
};

test.before('procedures', async () => {
  await addAccount(server, 'an', 'officer', 'cuc.hanoi');
  const resources = Object.entries(PROCEDURES).map(([key, act]) => ({
    name: `${key}.bpmn`,
    content: bpmn(key, `<startEvent id="s"/>${act}<endEvent id="e"/>${chain('s', 'act', 'e')}`),
  }));
  const deployed = await server.as('analyst')('POST', '/api/v1/deployments', { body: { name: 'thử', resources } });
  if (deployed.status >= 400) throw new Error(JSON.stringify(deployed.body));
});

async function claimed(browser: Browser, procedure: string): Promise<string> {
  const { body } = await browser.ask('POST', '/api/v1/cases', { body: { procedure } });
  const at = `/api/v1/tasks/${body.caseId}/${body.opened[0].instance}`;
  await browser.ask('POST', `${at}/claim`);
  return at;
}
/** By signing, where the diagram asks for that. */
async function finish(browser: Browser, at: string, body: object = {}) {
  const plain = await browser.ask('POST', `${at}/complete`, { body });
  return plain.body.code === 'signatureRequired' ? await signTask(async (...ask) => await browser.ask(...ask), at, body) : plain;
}
const prove = async (browser: Browser) =>
  await browser.ask('POST', '/api/v1/session/reauthentication', { body: { method: 'password', password: PASSWORD } });

for (const [procedure, body] of [
  ['ky-so', {}],
  ['duyet-tai-khoan', { outcome: 'approve' }],
] as const)
  test(`${procedure}: who finishes it has proved who they are in the last ten minutes, as the diagram asks`, async (t) => {
    const browser = browserOf(server);
    await browser.signIn('an');
    const [first, second] = [await claimed(browser, procedure), await claimed(browser, procedure)];
    server.pass(9 * MINUTE);
    t.is((await finish(browser, first, body)).status, 200, 'signing in was a proof');
    server.pass(2 * MINUTE);
    const refused = await finish(browser, second, body);
    t.is(refused.status, 403);
    t.is(refused.body.code, 'reauthenticationRequired');
    t.regex(refused.body.detail, /10 phút/);
    t.regex(refused.body.remedy, /mật khẩu/);
    const [, caseId = '', instance = ''] = /tasks\/([^/]+)\/(\d+)/.exec(second) ?? [];
    const commands = [{ type: 'completeTask', caseId, instance: Number(instance), ...body }];
    const bulk = await browser.ask('POST', '/api/v1/tasks/bulk', { body: { commands } });
    t.is(bulk.body.items[0].refusal.code, 'reauthenticationRequired', 'in a list too');
    t.is((await prove(browser)).status, 200);
    t.is((await finish(browser, second, body)).status, 200);
  });

for (const procedure of ['ky-giay', 'viec-thuong'])
  test(`${procedure}: nothing is asked for that the diagram does not ask for`, async (t) => {
    const browser = browserOf(server);
    await browser.signIn('an');
    const at = await claimed(browser, procedure);
    server.pass(25 * MINUTE);
    t.is((await finish(browser, at)).status, 200);
  });

test('who may not finish the task hears that, not that a proof is missing', async (t) => {
  const browser = browserOf(server);
  await browser.signIn('an');
  const at = await claimed(browser, 'ky-so');
  server.pass(11 * MINUTE);
  await addAccount(server, 'hue', 'officer', 'cuc.hue');
  const stranger = browserOf(server);
  await stranger.signIn('hue');
  server.pass(11 * MINUTE);
  t.is((await finish(stranger, at)).status, 404);
});
