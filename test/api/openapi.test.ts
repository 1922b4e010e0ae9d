import { Ajv2020 } from 'ajv/dist/2020.js';
import ava from 'ava';
import { compileCheck } from '../../api/compile-schema.ts';
import { Rejection } from '../../errors.ts';
import { can } from '../../policies/can.ts';
import { abilityFor } from '../../policies/ability.ts';
import { SHIPPED_RULES } from '../../policies/shipped-rules.ts';
import { SUBJECTS } from '../../policies/subjects.ts';
import { useApi } from './api-server.ts';

const server = useApi(ava);
const test = ava;

type Json = Record<string, any>; // oxlint-disable-line typescript/no-explicit-any

async function document(): Promise<Json> {
  return (await server.anyone('GET', '/api/openapi.json')).body as Json;
}

function* nodes(value: unknown, path = ''): Generator<[string, Json]> {
  if (typeof value !== 'object' || value === null) return;
  yield [path, value as Json];
  for (const [key, inner] of Object.entries(value)) yield* nodes(inner, `${path}/${key}`);
}

function at(root: Json, pointer: string): unknown {
  return pointer
    .slice(2)
    .split('/')
    .reduce<unknown>((value, part) => (value as Json | undefined)?.[part.replaceAll('~1', '/').replaceAll('~0', '~')], root);
}

test('the document is OpenAPI 3.1 and every route of the registry is in it', async (t) => {
  const { openapi, info, paths } = await document();
  t.is(openapi, '3.1.0');
  t.truthy(info.title);
  t.truthy(info.version);
  const documented = Object.entries(paths as Json).flatMap(([path, item]) =>
    Object.keys(item as Json).map((method) => `${method.toUpperCase()} ${path}`),
  );
  t.deepEqual(documented.sort(), server.api.routes.map(({ method, path }) => `${method} ${path}`).sort());
});

test('what every route asks of requests compiles, which is done when the first one comes', (t) => {
  for (const { id, params, query, body, ownBody } of server.api.routes) {
    for (const [schema, place] of [
      [params, '/path'],
      [query, '/query'],
      [body, ''],
    ] as const) {
      if (!schema || (place === '' && ownBody)) continue;
      const check = compileCheck(schema, place);
      t.true(t.throws(() => check(null), { any: true }) instanceof Rejection, `${id} ${place}`);
    }
  }
});

test('every reference resolves', async (t) => {
  const root = await document();
  for (const [path, node] of nodes(root)) {
    if (typeof node['$ref'] === 'string') t.truthy(at(root, node['$ref']), `${path}: ${node['$ref']}`);
  }
});

test('every operation is whole: a unique id, a summary, its path parameters, an answer with a description, and what is refused', async (t) => {
  const { paths } = await document();
  const ids = new Set<string>();
  for (const [path, item] of Object.entries(paths as Json)) {
    for (const [method, operation] of Object.entries(item as Json) as [string, Json][]) {
      const where = `${method} ${path}`;
      t.false(ids.has(operation['operationId']), where);
      ids.add(operation['operationId']);
      t.truthy(operation['summary'], where);
      const inPath = [...path.matchAll(/\{(\w+)\}/g)].map(([, name]) => name);
      const declared = (operation['parameters'] as Json[]).filter((parameter) => parameter['in'] === 'path');
      t.deepEqual(new Set(declared.map((parameter) => parameter['name'])), new Set(inPath), where);
      t.true(declared.every((parameter) => parameter['required'] === true));
      for (const parameter of operation['parameters'] as Json[]) t.truthy(parameter['schema'], `${where} ${parameter['name']}`);
      const [success] = Object.keys(operation['responses']).filter((status) => /^2\d\d$/.test(status));
      t.truthy(operation['responses'][success ?? '']?.description, where);
      t.truthy(operation['responses'].default, where);
    }
  }
});

test('no schema says less than JSON Schema allows it to: types are known, and required properties are there', async (t) => {
  const types = new Set(['object', 'array', 'string', 'integer', 'number', 'boolean', 'null']);
  const { components, paths } = await document();
  for (const [path, node] of [...nodes(components.schemas), ...nodes(paths)]) {
    if (typeof node['type'] === 'string' && !('in' in node) && !path.endsWith('/properties'))
      t.true(types.has(node['type']), `${path}: ${node['type']}`);
    if (Array.isArray(node['required']) && node['properties'])
      for (const name of node['required']) t.truthy(node['properties'][name], `${path}: ${name}`);
  }
});

test('every schema is a valid JSON Schema 2020-12, the dialect of OpenAPI 3.1', async (t) => {
  const { components, paths } = await document();
  const ajv = new Ajv2020({ strict: false });
  const schemas: [string, unknown][] = Object.entries(components.schemas as Json);
  for (const [path, node] of nodes(paths)) if (node['schema']) schemas.push([path, node['schema']]);
  t.true(schemas.length > 50);
  for (const [where, schema] of schemas) t.true(ajv.validateSchema(schema as object) === true, `${where}: ${ajv.errorsText(ajv.errors)}`);
});

test('the document has an entity tag, and is not sent again to who has it', async (t) => {
  const first = await server.anyone('GET', '/api/openapi.json');
  const again = await server.anyone('GET', '/api/openapi.json', { headers: { 'if-none-match': first.headers.get('etag') ?? '' } });
  t.is(again.status, 304);
});

test('every route has a rule, and the only public ones are health, this document, signing in, the pairing of agents and the look-up of citizens', (t) => {
  const open = server.api.routes.filter(({ rule }) => rule === 'public').map(({ id }) => id);
  const signingIn = ['beginIdentity', 'finishIdentity', 'identityLogout', 'offerPasskey', 'passFactor', 'signIn', 'signInMethods'];
  t.deepEqual(open.sort(), ['health', 'live', 'lookUpProgress', 'openapi', 'pairAgent', 'ready', ...signingIn].sort());
  for (const { id, rule } of server.api.routes) {
    if (typeof rule === 'string') t.true(['public', 'signedIn', 'agent'].includes(rule), id);
    else t.true((SUBJECTS[rule.subject].actions as readonly string[]).includes(rule.action), `${id}: ${rule.action} ${rule.subject}`);
  }
});

test('the rule of every route is one that somebody has', (t) => {
  const roles = SHIPPED_RULES.map(({ role }) => role);
  const abilities = roles.map((role) => abilityFor({ account: 'a', person: 'p', roles: [{ role, unitPath: 'cuc' }] }, SHIPPED_RULES));
  const closed = server.api.routes.filter(
    ({ rule }) => typeof rule === 'object' && !abilities.some((ability) => can(ability, rule.action, rule.subject).allowed),
  );
  t.deepEqual(
    closed.map(({ id }) => id),
    [],
  );
});

test('every list has a limit and a cursor', (t) => {
  const lists = server.api.routes.filter(({ method, response }) => method === 'GET' && Object.hasOwn(propertiesOf(response), 'items'));
  t.true(lists.length > 10);
  for (const { id, query, response } of lists) {
    t.like(propertiesOf(query)['limit'], { maximum: 200, default: 50 }, id);
    t.truthy(propertiesOf(query)['cursor'], id);
    t.truthy(propertiesOf(response)['next'], id);
  }
});

const propertiesOf = (schema: unknown): Json => ((schema as Json | undefined)?.['properties'] ?? {}) as Json;

test('every write but those about one’s own access takes an idempotency key: their answers are secrets, never kept', (t) => {
  const without = server.api.routes.filter(({ method, idempotent }) => method !== 'GET' && !idempotent).map(({ id }) => id);
  const signingIn = [
    'signIn',
    'passFactor',
    'offerPasskey',
    'offerPasskeyProof',
    'beginIdentity',
    'identityLogout',
    'signOut',
    'reauthenticate',
  ];
  const factors = [
    'beginOtp',
    'confirmOtp',
    'offerPasskeyEnrolment',
    'enrolPasskey',
    'enrolCertificate',
    'removeFactor',
    'renewRecoveryCodes',
  ];
  const agents = ['beginAgentPairing', 'pairAgent', 'endAgent', 'announceAgentKey'];
  const own = ['changePassword', 'endMySession', 'endOtherSessions', 'issuePassword'];
  // known by the hash of what is sent
  const byContent = ['storeCaseUpload', 'storeDeliveryUpload', 'storeUpload'];
  const secrets = ['exportCases', 'exportNumbers', 'exportPersons', 'exportStatistics', 'lookUpProgress', 'renewLookupCode'];
  // the same signing once more gets what came of it, and its PIN must not be guessed from a hash that is kept
  const byItself = ['giveSignatures', 'deliverSignatures', 'showAgentRequest', 'refuseAgentRequest', 'verifyFile'];
  // on top of the revision that they name
  const byRevision = ['saveDraft', 'saveTaskDraft'];
  t.deepEqual(without.sort(), [...signingIn, ...factors, ...agents, ...own, ...secrets, ...byContent, ...byItself, ...byRevision].sort());
});

test('without a session every route but the public ones is 401, also for things that are not there', async (t) => {
  const id = '019aaaaa-0000-7000-8000-000000000000';
  for (const { method, path, rule } of server.api.routes.filter((route) => route.rule !== 'public')) {
    const answer = await server.anyone(
      method,
      path.replaceAll(/\{(caseId|id)\}/g, id).replaceAll(/\{\w+\}/g, '1'),
      method === 'GET' ? {} : { body: {} },
    );
    t.is(answer.status, 401, `${method} ${path} ${JSON.stringify(rule)}`);
    t.is(answer.body.code, 'notSignedIn');
  }
});
