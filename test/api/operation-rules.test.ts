/** Every operation says what it asks of who calls it, and asks it: a new one joins by itself. */
import ava from 'ava';
import type { Route } from '../../api/route.ts';
import { PRODUCT_ROLES } from '../../policies/roles.ts';
import { can } from '../../policies/can.ts';
import { seedAccount } from '../../store/repositories/accounts.ts';
import { abilityOfRole, NO_ROLE } from '../policies/matrix/compute-matrix.ts';
import { sampleOf, schemaOf } from '../attack/sample.ts';
import { DEFAULT_OPTIONS } from '../../api/api-services.ts';
import reasons from './open-operations.json' with { type: 'json' };
import { useApi } from './api-server.ts';

const limits = Object.fromEntries(Object.keys(DEFAULT_OPTIONS.limits).map((name) => [name, 1_000_000])) as never;
const server = useApi(ava, { limits });
const test = ava.serial;
const ROLES = [NO_ROLE, ...PRODUCT_ROLES.map(({ key }) => key)];
const accountOf = (role: string): string => `one-${role.replace(' ', '-')}`;

test.before('one of each role', async () => {
  for (const role of ROLES) {
    const id = accountOf(role);
    const grants = role === NO_ROLE ? [] : [{ role, unitPath: 'cuc' }];
    await seedAccount(
      server.db,
      { id, login: id, person: { id: `p-${id}`, name: id, unitPath: 'cuc' }, grants },
      '2026-01-01T00:00:00.000Z',
    );
  }
});

const withRule = (rule: string): readonly string[] => server.api.routes.filter((route) => route.rule === rule).map(({ id }) => id);
const addressOf = ({ path, params }: Route): string => {
  const values = sampleOf(schemaOf(params)) as Readonly<Record<string, unknown>>;
  return path.replaceAll(/\{(\w+)\}/g, (_, name: string) => encodeURIComponent(String(values[name])));
};

test('an operation without a right to ask for is open for a reason that somebody wrote down', (t) => {
  for (const rule of ['public', 'signedIn', 'agent'] as const) {
    t.deepEqual(withRule(rule).toSorted(), Object.keys(reasons[rule]).toSorted(), rule);
    for (const reason of Object.values(reasons[rule])) t.true(reason.length > 10);
  }
});

test('without a session no operation but the public ones answers, whatever is sent', async (t) => {
  for (const route of server.api.routes.filter(({ rule }) => rule !== 'public')) {
    const answer = await server.anyone(route.method, addressOf(route), route.body ? { body: sampleOf(schemaOf(route.body)) } : {});
    t.is(answer.status, 401, route.id);
  }
});

for (const role of ROLES)
  test(`${role} is refused every operation whose right it does not have, before anything is read`, async (t) => {
    const ability = abilityOfRole(role, 'cuc');
    let refused = 0;
    for (const route of server.api.routes) {
      const { rule } = route;
      if (typeof rule === 'string' || can(ability, rule.action, rule.subject).allowed) continue;
      for (const ask of [{}, ...(route.body ? [{ body: sampleOf(schemaOf(route.body)) }, { body: { never: 'said' } }] : [])]) {
        const answer = await server.as(accountOf(role))(route.method, addressOf(route), ask);
        t.is(answer.status, 403, route.id);
        t.regex(answer.body.code, /^forbidden\.(noRule|rule)$/, route.id);
      }
      refused += 1;
    }
    t.true(refused > 5, `only ${refused}`);
  });

test('whoever has the right gets past it, to be asked about the very thing', async (t) => {
  for (const route of server.api.routes) {
    const { rule } = route;
    if (typeof rule === 'string' || route.method === 'GET') continue;
    const role = ROLES.find((one) => can(abilityOfRole(one, 'cuc'), rule.action, rule.subject).allowed);
    t.truthy(role, `${route.id}: nobody has this right`);
    const answer = await server.as(accountOf(role ?? ''))(route.method, addressOf(route), { body: { never: 'said' } });
    t.not(answer.status, 401, route.id);
    if (answer.status === 403) t.notRegex(answer.body.code, /^forbidden\.noRule$/, `${route.id} ${role}`);
  }
});
