import test from 'ava';
import { grouped, type GroupWork } from '../../store/grouped.ts';

const LIMITS = { most: 3, atOnce: 2, patience: 60_000 };
const later = <T>() => Promise.withResolvers<T>();
const turn = async (): Promise<void> => await new Promise((done) => setImmediate(done));

/** Groups that end when the test says so. */
function held() {
  const groups: { readonly inputs: readonly number[]; answer(): void; fail(fault: unknown): void }[] = [];
  const work: GroupWork<number, string> = {
    async run(inputs) {
      const { promise, resolve, reject } = later<readonly string[]>();
      groups.push({ inputs, answer: () => resolve(inputs.map(String)), fail: reject });
      return await promise;
    },
    undone: (fault) => fault === 'refused',
  };
  const sizes = (): readonly (readonly number[])[] => groups.map(({ inputs }) => inputs);
  return { groups, work, sizes };
}

test('a call alone goes at once, those that come meanwhile go together, at most so many', async (t) => {
  const { groups, work, sizes } = held();
  const call = grouped(work, LIMITS);
  const answers = Promise.all([1, 2, 3, 4, 5].map(async (input) => await call(input)));
  t.deepEqual(sizes(), [[1]]);
  groups[0]?.answer();
  await turn();
  t.deepEqual(sizes(), [[1], [2, 3, 4]]);
  groups[1]?.answer();
  await turn();
  groups[2]?.answer();
  t.deepEqual(await answers, ['1', '2', '3', '4', '5']);
});

test('when a group takes long the next one goes beside it, and no more than the limit', async (t) => {
  const { groups, work, sizes } = held();
  const call = grouped(work, { ...LIMITS, patience: 1 });
  const answers = [1, 2].map(async (input) => await call(input));
  while (groups.length < 2) await turn();
  answers.push(call(3));
  await new Promise((done) => setTimeout(done, 10));
  t.deepEqual(sizes(), [[1], [2]]);
  groups[1]?.answer();
  await turn();
  groups[0]?.answer();
  while (groups.length < 3) await turn();
  groups[2]?.answer();
  t.deepEqual(await Promise.all(answers), ['1', '2', '3']);
});

test('a group that was refused is tried one by one, and only the call at fault hears of it', async (t) => {
  const tried: (readonly number[])[] = [];
  const call = grouped<number, number>(
    {
      async run(inputs) {
        tried.push(inputs);
        await turn();
        if (inputs.includes(3)) throw new Error('three');
        return inputs;
      },
      undone: () => true,
    },
    LIMITS,
  );
  const results = await Promise.allSettled([1, 2, 3, 4].map(async (input) => await call(input)));
  t.deepEqual(tried, [[1], [2, 3, 4], [2], [3], [4]]);
  t.deepEqual(
    results.map(({ status }) => status),
    ['fulfilled', 'fulfilled', 'rejected', 'fulfilled'],
  );
});

test('a group of which nobody knows what was done is not tried again', async (t) => {
  const { groups, work, sizes } = held();
  const call = grouped(work, LIMITS);
  const results = Promise.allSettled([1, 2, 3].map(async (input) => await call(input)));
  groups[0]?.answer();
  await turn();
  groups[1]?.fail('lost');
  t.deepEqual(
    (await results).map(({ status }) => status),
    ['fulfilled', 'rejected', 'rejected'],
  );
  t.deepEqual(sizes(), [[1], [2, 3]]);
});
