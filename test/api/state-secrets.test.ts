/** What is marked with a grade that the installation may not hold comes in nowhere, and leaves no trace. */
import ava from 'ava';
import { markedBeyond } from '../../forms/state-secrets.ts';
import { bpmn, chain, task } from '../commands/fixtures.ts';
import { dumpDatabase } from '../protection/dump-database.ts';
import { scanPdf, sha256 } from '../commands/uploads/files.ts';
import { useApi, type Answer } from './api-server.ts';

const server = useApi(ava);
const test = ava;
const { as } = server;
const [lan, analyst] = [as('lan'), as('analyst')];
const SECRET = 'kế hoạch áp giải K-17';

test.serial.before('a procedure with a secret field', async (t) => {
  const components = [
    { type: 'textfield', key: 'plan', label: 'plan', properties: { confidentiality: 'secret' } },
    { type: 'textfield', key: 'note', label: 'note' },
    { type: 'filepicker', key: 'files', label: 'files', multiple: true },
  ];
  const form = JSON.stringify({ id: 'plan', type: 'default', components });
  const wait = '<receiveTask id="wait" name="wait" messageRef="m"/>';
  const resources = [
    { name: 'plan.form', content: form },
    {
      name: 'move.bpmn',
      content: bpmn(
        'move',
        `<startEvent id="start" tk:form="plan"/>${task('fill', 'tk:candidateRoles="officer" tk:form="plan"')}<endEvent id="end"/>${chain('start', 'fill', 'end')}`,
      ),
    },
    {
      name: 'wait.bpmn',
      content: bpmn(
        'waiting',
        `<startEvent id="start"/>${wait}${task('fill', 'tk:candidateRoles="officer" tk:form="plan"')}<endEvent id="end"/>${chain('start', 'wait', 'fill', 'end')}`,
        undefined,
        '<message id="m" name="order"/>',
      ),
    },
  ];
  const answer = await analyst('POST', '/api/v1/deployments', { body: { name: 'thử', resources } });
  t.is(answer.status, 201, JSON.stringify(answer.body));
});

const FILE = scanPdf({ drawn: true });
const file = { id: 'f1', name: 'a.pdf', type: 'application/pdf', size: FILE.length, sha256: sha256(FILE) };

async function traceless(
  t: { is: (a: unknown, b: unknown, m?: string) => unknown; false: (a: unknown, m?: string) => unknown },
  answer: Answer,
): Promise<void> {
  t.is(answer.status, 400);
  t.is(answer.body.code, 'gradeNotHeld', JSON.stringify(answer.body));
  t.false(JSON.stringify(answer.body).includes(SECRET), 'not said again');
  t.false((await dumpDatabase(server.db.pool)).includes(SECRET), 'not stored');
  t.false(JSON.stringify(server.log).includes(SECRET), 'not logged');
}

test.serial('a start is refused: by its field, by its mark as a whole, and by what is in it', async (t) => {
  const start = async (body: object): Promise<Answer> => await lan('POST', '/api/v1/cases', { body: { procedure: 'move', ...body } });
  await traceless(t, await start({ variables: { plan: SECRET } }));
  await traceless(t, await start({ variables: { note: SECRET }, confidentiality: 'topSecret' }));
  await traceless(
    t,
    await start({ variables: { note: 'x', files: [{ ...file, name: `${SECRET}.pdf`, confidentiality: 'confidential' }] } }),
  );
  const { rows } = await server.db.pool.query('select count(*)::int as n from process_case');
  t.is(rows[0]?.n, 0);
});

test.serial('a form is refused, and the task stays as it was', async (t) => {
  const { body } = await lan('POST', '/api/v1/cases', {
    body: { procedure: 'move', variables: { note: 'x' }, confidentiality: 'personal' },
  });
  t.is((await lan('GET', `/api/v1/cases/${body.caseId}`)).body.confidentiality, 'personal');
  const at = `/api/v1/tasks/${body.caseId}/${body.opened[0].instance}`;
  await lan('POST', `${at}/claim`, { body: {} });
  const headers = { 'idempotency-key': 'k-1' };
  await traceless(t, await lan('POST', `${at}/complete`, { body: { variables: { plan: SECRET } }, headers }));
  await traceless(
    t,
    await lan('POST', `${at}/complete`, { body: { variables: { files: [{ ...file, confidentiality: 'secret', name: SECRET }] } } }),
  );
  t.is((await lan('GET', at)).body.state, 'open');
  const upload = { raw: new Uint8Array(FILE), headers: { 'content-type': 'application/pdf' } };
  t.is((await lan('POST', `/api/v1/cases/${body.caseId}/uploads`, upload)).status, 201);
  t.is(
    (await lan('POST', `${at}/complete`, { body: { variables: { note: 'xong', files: [{ ...file, confidentiality: 'personal' }] } } }))
      .status,
    200,
  );
});

test.serial('a message is refused, marked or not, and is not kept', async (t) => {
  await lan('POST', '/api/v1/cases', { body: { procedure: 'waiting' } });
  const send = async (more: object): Promise<Answer> => await lan('POST', '/api/v1/messages', { body: { name: 'order', ...more } });
  await traceless(t, await send({ variables: { note: SECRET }, confidentiality: 'secret' }));
  await traceless(t, await send({ variables: { paper: { confidentiality: 'confidential', text: SECRET } } }));
  await traceless(t, await send({ variables: { plan: SECRET } }));
  const kept = await server.db.pool.query('select (select count(*)::int from message_buffer) + (select count(*)::int from outbox) as n');
  t.is(kept.rows[0]?.n, 0);
});

test('a grade that is held comes in', (t) => {
  const graded = new Map([['plan', 'secret' as const]]);
  t.deepEqual(markedBeyond({ plan: 'x' }, [], graded), { grade: 'secret', field: 'plan' });
  t.is(markedBeyond({ plan: 'x' }, ['secret'], graded), undefined);
  t.is(markedBeyond({ plan: '' }, [], graded), undefined);
  t.is(markedBeyond({ a: [{ b: { confidentiality: 'sensitive' } }] }, []), undefined);
  t.like(markedBeyond({ a: [{ b: { confidentiality: 'topSecret' } }] }, ['secret']), { grade: 'topSecret' });
});
