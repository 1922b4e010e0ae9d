import ava from 'ava';
import { INSTALLER_ACTOR } from '../../commands/actors.ts';
import { runCommand } from '../../commands/run-command.ts';
import { installParameters } from '../../store/repositories/parameters.ts';
import { bpmn, chain, task } from '../commands/fixtures.ts';
import { type Answer, useApi } from './api-server.ts';

const server = useApi(ava);
const test = ava.serial;
const PROCEDURE = bpmn(
  'timed',
  `<startEvent id="start"/>
  ${task('plain', 'tk:candidateRoles="officer" tk:due="now() + duration(&quot;PT10H&quot;)"')}
  ${task(
    'reminded',
    'tk:candidateRoles="officer" tk:due="now() + duration(&quot;PT10H&quot;)"',
    '<extensionElements><tk:escalation at="50%" notify="manager" kind="remind"/></extensionElements>',
  )}
  <parallelGateway id="fork"/><endEvent id="end1"/><endEvent id="end2"/>
  ${chain('start', 'fork', 'plain', 'end1')}${chain('fork', 'reminded', 'end2')}`,
);
let caseId = '';
/** A session each time: hours pass. */
const ask = async (path: string): Promise<Answer> =>
  await server.anyone('GET', path, { headers: { cookie: `trinh-ky=${await server.tokenOf('minh')}` } });

test.before(async () => {
  const { commands } = server.services;
  await runCommand(commands, INSTALLER_ACTOR, { type: 'deploy', name: 'test', resources: [{ name: 'timed.bpmn', content: PROCEDURE }] });
  const near = { key: 'deadline.near-share', version: '1', citation: 'test', confidence: 'B', validFrom: '2020-01-01' } as const;
  await installParameters(
    server.db,
    [{ ...near, body: { ...near, kind: 'fraction', value: '4/5' }, running: 'keep' }],
    'test',
    commands.clock(),
  );
  const started = await server.as('lan')('POST', '/api/v1/cases', { body: { procedure: 'timed', unitPath: 'cuc.hanoi' } });
  if (started.status !== 201) throw new Error(JSON.stringify(started.body));
  caseId = started.body.caseId;
});

type Item = { node: string; deadline: { state: string; explanation: { vi: string } } };
async function states(): Promise<Record<string, string>> {
  const { body } = await ask(`/api/v1/cases/${caseId}`);
  return Object.fromEntries((body.deadlines as Item[]).map(({ node, deadline }) => [node, deadline.state]));
}
async function listed(state: string): Promise<string[]> {
  const { body } = await ask(`/api/v1/tasks?list=all&deadline=${state}`);
  for (const { deadline } of body.items as Item[]) if (deadline.state !== state) throw new Error(`${deadline.state} listed as ${state}`);
  return (body.items as Item[]).map(({ node }) => node).toSorted();
}
const cases = async (state: string): Promise<number> => (await ask(`/api/v1/cases?deadline=${state}`)).body.items.length as number;

test('tasks and cases say how it stands with their deadlines, and are found by it', async (t) => {
  t.deepEqual(await states(), { plain: 'onTime', reminded: 'onTime' });
  t.deepEqual([await listed('onTime'), await listed('near')], [['plain', 'reminded'], []]);
  server.pass(5 * 3_600 + 60);
  t.deepEqual(await states(), { plain: 'onTime', reminded: 'near' });
  t.deepEqual([await listed('onTime'), await listed('near')], [['plain'], ['reminded']]);
  server.pass(3 * 3_600);
  t.deepEqual(await listed('near'), ['plain', 'reminded']);
  t.deepEqual([await cases('onTime'), await cases('near'), await cases('overdue')], [0, 1, 0]);
  server.pass(2 * 3_600);
  t.deepEqual(await states(), { plain: 'overdue', reminded: 'overdue' });
  t.deepEqual(await listed('overdue'), ['plain', 'reminded']);
  t.is(await cases('overdue'), 1);
});

test('one task says what its deadline counts and why', async (t) => {
  const { body } = await ask(`/api/v1/cases/${caseId}/tasks`);
  const item = (body.items as Item[])[0];
  t.regex(item?.deadline.explanation.vi ?? '', /^Tính từ \d\d:\d\d .+ đến \d\d:\d\d .+\. Hạn do quy trình đặt\.$/);
});

test('an unknown state is refused', async (t) => {
  t.is((await ask('/api/v1/tasks?list=all&deadline=late')).status, 400);
});
