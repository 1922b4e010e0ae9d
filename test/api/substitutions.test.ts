import ava from 'ava';
import { approval } from '../commands/fixtures.ts';
import { useApi, type Client } from './api-server.ts';

const server = useApi(ava);
const test = ava.serial;
const ABSENT = { 'on-behalf-of': 'person-minh' };
const inDays = (days: number): string => new Date(Date.now() + days * 86_400_000).toISOString();
const asked = (more: object = {}): object => ({
  substitute: 'person-hung',
  validFrom: inDays(0),
  validTo: inDays(3),
  reason: 'Nghỉ phép',
  ...more,
});

test.before(async () => {
  const resources = [{ name: 'approval.bpmn', content: approval('approval') }];
  const { status } = await server.as('analyst')('POST', '/api/v1/deployments', { body: { name: 'test', resources } });
  if (status !== 201) throw new Error(`deployment: ${status}`);
});

/** A case whose review is open. */
async function reviewed(): Promise<string> {
  const lan = server.as('lan');
  const { body } = await lan('POST', '/api/v1/cases', { body: { procedure: 'approval', variables: { subject: 'x' } } });
  const at = `/api/v1/tasks/${body.caseId}/${body.opened[0].instance}`;
  await lan('POST', `${at}/claim`);
  const done = await lan('POST', `${at}/complete`, { body: {} });
  return `/api/v1/tasks/${body.caseId}/${done.body.opened[0].instance}`;
}

const appointed = async (more?: object, who: Client = server.as('minh')): Promise<number> =>
  (await who('POST', '/api/v1/substitutions', { body: asked(more) })).body.id as number;
const ended = async (id: number, who: Client = server.as('minh')) =>
  await who('POST', `/api/v1/substitutions/${id}/end`, { body: { reason: 'Đã trở lại' } });

test('lists show what one may do as a substitute, and it is done over the same routes', async (t) => {
  const hung = server.as('hung');
  const task = await reviewed();
  const list = async (name: string, headers = {}) =>
    (await hung('GET', `/api/v1/tasks?list=${name}`, { headers })).body.items.map(
      ({ caseId, instance }: { caseId: string; instance: number }) => `/api/v1/tasks/${caseId}/${instance}`,
    ) as string[];
  t.deepEqual(await list('claimable'), []);
  t.is((await hung('GET', '/api/v1/tasks?list=claimable', { headers: ABSENT })).body.code, 'substitutionUnknown');
  const id = await appointed();
  const current = await hung('GET', '/api/v1/substitutions?substitute=person-hung&current=true');
  t.like(current.body.items, [{ id, absent: 'person-minh', absentName: 'minh', substituteName: 'hung', procedures: [] }]);
  t.deepEqual(await list('claimable'), []);
  t.deepEqual(await list('claimable', ABSENT), [task]);
  t.is((await hung('GET', '/api/v1/tasks/counts', { headers: ABSENT })).body.claimable, 1);
  t.true((await list('all', ABSENT)).includes(task));
  t.like((await hung('GET', '/api/v1/session', { headers: ABSENT })).body, { person: 'person-hung', onBehalfOf: 'person-minh' });
  t.is((await hung('POST', `${task}/claim`, { headers: ABSENT })).status, 200);
  t.deepEqual([await list('mine'), await list('mine', ABSENT)], [[], [task]]);
  t.is((await hung('POST', `${task}/complete`, { headers: ABSENT, body: { outcome: 'approve' } })).status, 200);
  t.is((await ended(id)).status, 200);
  t.is((await hung('GET', '/api/v1/tasks?list=mine', { headers: ABSENT })).status, 403);
});

test('a substitution over some procedures shows no others', async (t) => {
  const task = await reviewed();
  const resources = [{ name: 'other.bpmn', content: approval('other') }];
  await server.as('analyst')('POST', '/api/v1/deployments', { body: { name: 'other', resources } });
  const id = await appointed({ procedures: ['other'] });
  const { body } = await server.as('hung')('GET', '/api/v1/tasks?list=claimable', { headers: ABSENT });
  t.deepEqual(body.items, []);
  t.is((await server.as('hung')('GET', task, { headers: ABSENT })).status, 404);
  await ended(id);
});

test('wrong input is refused with its field, and nothing is recorded', async (t) => {
  const minh = server.as('minh');
  const before = (await minh('GET', '/api/v1/substitutions')).body.items.length as number;
  const bad: readonly (readonly [object, string])[] = [
    [{ substitute: 'nobody' }, '/substitute'],
    [{ substitute: 'person-lan' }, '/substitute'],
    [{ validTo: inDays(-1) }, '/validTo'],
    [{ validFrom: 'mai' }, '/validFrom'],
    [{ roles: ['sysadmin'] }, '/roles'],
    [{ procedures: ['account-approval'] }, '/procedures'],
    [{ units: ['cuc.nowhere'] }, '/units'],
    [{ reason: ' ' }, '/reason'],
  ];
  for (const [more, pointer] of bad) {
    const { status, body } = await minh('POST', '/api/v1/substitutions', { body: asked(more) });
    t.is(status, 400, pointer);
    t.true(
      body.errors.some((one: { pointer: string }) => one.pointer === pointer),
      JSON.stringify(body),
    );
  }
  t.is((await minh('GET', '/api/v1/substitutions')).body.items.length, before);
});

test('who may not see it hears that it is not there; nobody appoints themselves', async (t) => {
  const id = await appointed();
  t.is((await server.as('lan')('GET', `/api/v1/substitutions/${id}`)).status, 404);
  t.is((await ended(id, server.as('lan'))).status, 404);
  t.is((await server.as('auditor')('GET', `/api/v1/substitutions/${id}`)).status, 200);
  t.is((await ended(id, server.as('auditor'))).status, 403);
  t.is((await server.as('minh')('GET', '/api/v1/substitutions/999999')).status, 404);
  const self = await server.as('adm')('POST', '/api/v1/substitutions', {
    body: asked({ absent: 'person-minh', substitute: 'person-adm' }),
  });
  t.is(self.status, 403);
  t.is((await server.anyone('GET', '/api/v1/substitutions')).status, 401);
  t.is((await ended(id)).status, 200);
  const again = await ended(id);
  t.like([again.status, again.body.code], [409, 'substitutionEnded']);
});

test('the same key again gets the first answer, and with other content is refused', async (t) => {
  const headers = { 'idempotency-key': 'cover-1' };
  const body = asked();
  const minh = server.as('minh');
  const first = await minh('POST', '/api/v1/substitutions', { body, headers });
  t.deepEqual((await minh('POST', '/api/v1/substitutions', { body, headers })).body, first.body);
  t.is((await minh('POST', '/api/v1/substitutions', { body: { ...body, reason: 'Khác' }, headers })).body.code, 'idempotencyKeyReused');
  await ended(first.body.id);
});

test('what is one’s own is refused with the header', async (t) => {
  const id = await appointed();
  const hung = server.as('hung');
  t.is((await hung('GET', '/api/v1/events', { headers: ABSENT })).body.code, 'notOnBehalf');
  const more = { headers: ABSENT, body: asked({ substitute: 'person-lan' }) };
  t.is((await hung('POST', '/api/v1/substitutions', more)).status, 403);
  await ended(id);
});

test('who may be appointed is found by name: those whom an appointment would accept, and nobody else', async (t) => {
  const found = async (who: Client, query = '') => {
    const { status, body } = await who('GET', `/api/v1/substitutes${query}`);
    return status === 200 ? (body.candidates as { person: string; roles: string[] }[]).map(({ person }) => person) : status;
  };
  t.deepEqual(await found(server.as('minh')), ['person-hung'], 'the other manager below the same unit, not oneself, no officer');
  t.deepEqual(await found(server.as('minh'), '?text=HU'), ['person-hung']);
  t.deepEqual(await found(server.as('minh'), '?text=khong-co'), []);
  const { body } = await server.as('lan')('GET', '/api/v1/substitutes');
  const mai = body.candidates.find(({ person }: { person: string }) => person === 'person-mai');
  t.like(mai, { name: 'mai', unitPath: 'cuc.hanoi', roles: ['officer'] });
  t.deepEqual(await found(server.as('root')), [], 'nobody covers an administrator');
  t.deepEqual(await found(server.as('adm'), '?absent=person-minh'), ['person-hung'], 'the administrator for somebody of the unit');
  t.is(await found(server.as('lan'), '?absent=person-minh'), 404);
  t.is(await found(server.as('minh'), '?absent=nobody'), 404);
});
