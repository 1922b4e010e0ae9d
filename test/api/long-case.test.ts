/** A case of 5,000 steps: every list about it comes in pages. */
import ava from 'ava';
import { bpmn, chain, task } from '../commands/fixtures.ts';
import { useApi } from './api-server.ts';

const server = useApi(ava);
const test = ava;
const STEPS = 5_000;
let at = '';

test.serial.before('a case with many steps, comments, tasks and incidents', async (t) => {
  const content = bpmn(
    'dai',
    `<startEvent id="start"/>${task('work', 'tk:candidateRoles="officer"')}<endEvent id="end"/>${chain('start', 'work', 'end')}`,
  );
  await server.as('analyst')('POST', '/api/v1/deployments', { body: { name: 'x', resources: [{ name: 'a.bpmn', content }] } });
  const { body } = await server.as('lan')('POST', '/api/v1/cases', { body: { procedure: 'dai' } });
  const id = body.caseId as string;
  at = `/api/v1/cases/${id}`;
  const fill = async (sql: string) => await server.db.pool.query(sql, [id]);
  await fill(`insert into command_log select case_id, n, at, 'lan', 'person-lan', null, 1, '{"type":"comment","variables":{"x":1}}', null, null,
    json_build_array(json_build_array('+', n, 'work'), json_build_array('-', n, 'work', 'completed')), state_hash
    from command_log, generate_series(2, ${STEPS}) n where case_id = $1 and revision = 1`);
  await fill(`insert into comment select $1, n, now(), 'lan', 'person-lan', 'ý kiến ' || n from generate_series(2, 450) n`);
  await fill(`insert into user_task select (jsonb_populate_record(t, jsonb_build_object('instance', 100 + n, 'state', 'completed'))).*
    from user_task t, generate_series(1, 449) n where case_id = $1 and state = 'open'`);
  await fill(`insert into incident (case_id, instance, node, kind, message, opened_at)
    select $1, n, 'work', 'expressionFailed', 'm', now() from generate_series(1000, 1449) n`);
  t.pass();
});

interface Item {
  readonly revision: number;
  readonly instance: number;
  readonly command: object;
}
const walk = async (path: string): Promise<readonly Item[]> => {
  const items: Item[] = [];
  for (let cursor = ''; ;) {
    const { status, body } = await server.as('auditor')('GET', `${path}?limit=200${cursor && `&cursor=${cursor}`}`);
    if (status !== 200) throw new Error(JSON.stringify(body));
    if (body.items.length > 200) throw new Error('Expected at most 200 items.');
    items.push(...(body.items as Item[]));
    if (body.next === undefined) return items;
    cursor = body.next as string;
  }
};

test.serial('its history is read in pages, in order, without form data', async (t) => {
  const steps = await walk(`${at}/history`);
  t.deepEqual(steps.map(({ revision }) => revision), Array.from({ length: STEPS }, (_, i) => i + 1)); // prettier-ignore
  t.deepEqual(steps[1]?.command, { type: 'comment' });
  t.is((await server.as('auditor')('GET', `${at}/history`)).body.items.length, 50);
});

test.serial('its comments, tasks and incidents are read in pages', async (t) => {
  t.is((await walk(`${at}/comments`)).length, 449);
  t.is(new Set((await walk(`${at}/tasks`)).map(({ instance }) => instance)).size, 450);
  t.is((await walk(`${at}/incidents`)).length, 450);
  t.is((await server.as('auditor')('GET', `${at}/comments?cursor=x`)).status, 400);
});

test.serial('its path is bounded, and says when it is not all', async (t) => {
  const { body } = await server.as('auditor')('GET', `${at}/path`);
  t.true(body.complete);
  t.is(body.nodes.length, STEPS + 1);
  await server.db.pool.query(
    `insert into command_log select case_id, ${STEPS + 1}, at, account, person, null, 1, command, null, null, trace, state_hash
     from command_log where revision = 2`,
  );
  const longer = await server.as('auditor')('GET', `${at}/path`);
  t.false(longer.body.complete);
  t.is(longer.body.nodes.length, STEPS + 1);
});
