import test from 'ava';
import fc from 'fast-check';
import { canonical } from '../../commands/idempotency.ts';
import { loadCase } from '../../store/repositories/load-case.ts';
import { approval, deployed, NOW, OFFICER, person, refusal, started, useOffice } from './fixtures.ts';

const office = useOffice(test);
test.serial.before(async () => void (await deployed(office, ['approval.bpmn', approval('approval')])));

const start = { type: 'startCase', procedure: 'approval', variables: { subject: 'A' } } as const;

test('the same key again gets the first answer, and nothing happens twice', async (t) => {
  const first = await office.run<'startCase'>(OFFICER, start, { idempotencyKey: 'start-1' });
  t.deepEqual(await office.run<'startCase'>(OFFICER, start, { idempotencyKey: 'start-1' }), first);
  const claim = { type: 'claimTask', caseId: first.caseId, instance: first.opened[0]?.instance ?? 0 } as const;
  const claimed = await office.run<'claimTask'>(OFFICER, claim, { idempotencyKey: 'claim-1' });
  t.deepEqual(await office.run<'claimTask'>(OFFICER, claim, { idempotencyKey: 'claim-1' }), claimed);
  t.is((await loadCase(office.db, first.caseId, { now: NOW }))?.case.revision, 2);
});

test('the same key with another payload is refused', async (t) => {
  await office.run<'startCase'>(OFFICER, start, { idempotencyKey: 'start-2' });
  const other = { ...start, variables: { subject: 'B' } };
  t.is(await refusal(office.run<'startCase'>(OFFICER, other, { idempotencyKey: 'start-2' })), 'conflict idempotencyKeyReused');
  const on = await started(office, 'approval', { subject: 'x' });
  t.is(
    await refusal(office.run<'claimTask'>(OFFICER, { type: 'claimTask', ...on }, { idempotencyKey: 'start-2' })),
    'conflict idempotencyKeyReused',
  );
});

test("somebody else's key is a key of one's own: it gives away nothing", async (t) => {
  const first = await office.run<'startCase'>(OFFICER, start, { idempotencyKey: 'start-3' });
  const other = await office.run<'startCase'>(person('officer2'), start, { idempotencyKey: 'start-3' });
  t.not(other.caseId, first.caseId);
});

test('a key that is no key is refused', async (t) => {
  for (const idempotencyKey of ['', 'a b', 'ấ', 'x'.repeat(201)])
    t.is(await refusal(office.run<'startCase'>(OFFICER, start, { idempotencyKey })), 'validation idempotencyKeyInvalid');
});

test('two requests with one key at the same time are one case', async (t) => {
  const answers = await Promise.all(
    Array.from({ length: 4 }, async () => await office.run<'startCase'>(OFFICER, start, { idempotencyKey: 'start-4' })),
  );
  t.is(new Set(answers.map(({ caseId }) => caseId)).size, 1);
});

test('a refused request leaves its key free for a better one', async (t) => {
  const on = await started(office, 'approval', { subject: 'x' });
  const complete = { type: 'completeTask', ...on } as const;
  t.is(await refusal(office.run<'completeTask'>(OFFICER, complete, { idempotencyKey: 'c-1' })), 'conflict taskNotClaimed');
  await office.run<'claimTask'>(OFFICER, { type: 'claimTask', ...on });
  t.is((await office.run<'completeTask'>(OFFICER, complete, { idempotencyKey: 'c-1' })).revision, 3);
});

test('the payload hash does not depend on the order in which a client writes its fields', (t) => {
  fc.assert(
    fc.property(fc.jsonValue(), (value) => {
      const turned = JSON.parse(JSON.stringify(value), (_, inner: unknown) =>
        typeof inner === 'object' && inner !== null && !Array.isArray(inner)
          ? Object.fromEntries(Object.entries(inner).toReversed())
          : inner,
      ) as unknown;
      return canonical(turned) === canonical(JSON.parse(JSON.stringify(value)));
    }),
    { numRuns: 200 },
  );
  t.not(canonical({ a: 1 }), canonical({ a: '1' }));
});
