import test from 'ava';
import fc from 'fast-check';
import { required } from '../../errors.ts';
import { useApi } from './api-server.ts';

const server = useApi(test);

/** Text that breaks things: quotes, NUL, half characters, very long, numbers at their ends, dates that are none. */
const nasty = fc.oneof(
  fc.string({ unit: 'binary', maxLength: 40 }),
  fc.constantFrom(
    '\0',
    "'",
    '"',
    '\\',
    '%',
    '_',
    '0000-01-01T00:00:00Z',
    '2026-02-30T00:00:00Z',
    '9999-12-31T23:59:60Z',
    '-1',
    '1e400',
    'NaN',
    'null',
    '{}',
    '[]',
  ),
  fc.constantFrom('2026-01-01T00:00:00+05:30[Asia/Kolkata]', '+012026-01-01T00:00:00Z', 'a..b', '.', 'cuc.hanoi', 'x'.repeat(300)),
  fc.array(fc.string(), { maxLength: 5 }).map((values) => Buffer.from(JSON.stringify(values)).toString('base64url')),
);

const LISTS = ['listTasks', 'listCases', 'listDefinitions', 'listIncidents', 'listJobs'];

for (const id of LISTS) {
  test(`whatever is asked of ${id}, the answer is a page or says what is wrong`, async (t) => {
    const route = required(
      server.api.routes.find((one) => one.id === id),
      id,
    );
    const names = Object.keys((route.query as unknown as { properties: object }).properties);
    await fc.assert(
      fc.asyncProperty(
        fc.uniqueArray(fc.tuple(fc.constantFrom(...names), nasty), { selector: ([name]) => name, minLength: 1, maxLength: 3 }),
        async (pairs) => {
          const query = new URLSearchParams(pairs).toString();
          const { status } = await server.as('root')('GET', `${route.path}?${query}`);
          t.true([200, 400, 429].includes(status), `${status} ${query}`);
        },
      ),
      { numRuns: 60 },
    );
  });
}

for (const id of LISTS) {
  test(`a forged cursor of ${id} is refused`, async (t) => {
    const path = server.api.routes.find((one) => one.id === id)?.path;
    const forged = fc.array(
      fc.oneof(fc.string({ unit: 'binary' }), fc.integer().map(String), fc.uuid(), fc.constantFrom('infinity', '2026-01-01', '', '\0')),
      {
        minLength: 1,
        maxLength: 4,
      },
    );
    await fc.assert(
      fc.asyncProperty(forged, async (values) => {
        const cursor = Buffer.from(JSON.stringify(values)).toString('base64url');
        const { status } = await server.as('root')('GET', `${path}?cursor=${cursor}${id === 'listTasks' ? '&list=all' : ''}`);
        t.true([200, 400, 429].includes(status), `${status} ${JSON.stringify(values)}`);
      }),
      { numRuns: 60 },
    );
  });
}

test('whatever is sent to start a case, the answer says so or says what is wrong', async (t) => {
  await fc.assert(
    fc.asyncProperty(
      fc.record(
        { procedure: nasty, businessKey: nasty, title: nasty, variables: fc.dictionary(fc.string(), fc.jsonValue()) },
        { requiredKeys: [] },
      ),
      async (body) => {
        const { status } = await server.as('lan')('POST', '/api/v1/cases', { body });
        t.true([400, 404, 429].includes(status), `${status} ${JSON.stringify(body)}`);
      },
    ),
    { numRuns: 80 },
  );
});
