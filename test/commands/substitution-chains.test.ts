/** Over random positions and chains of substitutions: duties stay separated by person, and lists say what single checks say. */
import test from 'ava';
import fc from 'fast-check';
import type { Actor } from '../../engine/command.ts';
import { actingOf } from '../../commands/rights/acting.ts';
import { Rejection } from '../../errors.ts';
import { allowedSql } from '../../policies/allowed-sql.ts';
import { can } from '../../policies/can.ts';
import { listHistory } from '../../store/queries/case-history.ts';
import { listOpenTasks } from '../../store/queries/list-tasks.ts';
import { TASK_COLUMNS } from '../../store/queries/policy-columns.ts';
import { seedAccount } from '../../store/repositories/accounts.ts';
import { loadRights } from '../../store/repositories/rights.ts';
import { approval, deployed, NOW, OFFICER, person, useOffice } from './fixtures.ts';

const office = useOffice(test);
const SIX = [0, 1, 2, 3, 4, 5] as const;
const positions = fc.array(
  fc.record({ role: fc.constantFrom('officer', 'manager'), unitPath: fc.constantFrom('cuc', 'cuc.hanoi', 'cuc.hue') }),
  {
    minLength: 1,
    maxLength: 3,
  },
);
const who = fc.constantFrom(...SIX);
/** by one of the six for itself, for anybody, or as one of the substitutes that were asked for */
const act = fc.record({
  by: who,
  for: fc.option(who, { nil: undefined, freq: 1 }),
  cover: fc.option(fc.nat({ max: 7 }), { nil: undefined }),
});
const world = fc.record({
  people: fc.tuple(positions, positions, positions, positions, positions, positions),
  covers: fc.array(fc.tuple(who, who), { minLength: 2, maxLength: 8 }),
  acts: fc.array(act, { minLength: 10, maxLength: 24 }),
});

test.serial.before(async () => void (await deployed(office, ['approval.bpmn', approval('approval')])));

let worlds = 0;
const quietly = async <T>(work: Promise<T>): Promise<T | undefined> => {
  try {
    return await work;
  } catch (error) {
    if (error instanceof Rejection) return undefined;
    throw error;
  }
};

async function settle({
  people,
  covers,
}: {
  people: readonly { role: string; unitPath: string }[][];
  covers: readonly (readonly [number, number])[];
}) {
  worlds += 1;
  const names = SIX.map((one) => `w${worlds}-${one}`);
  for (const [one, id] of names.entries()) {
    const holder = { id: `person-${id}`, name: id, unitPath: 'cuc' };
    await seedAccount(office.db, { id, login: id, person: holder, grants: people[one] ?? [] }, '2026-01-01T00:00:00.000Z');
  }
  let made = 0;
  for (const [absent, substitute] of covers) {
    const time = { validFrom: NOW, validTo: '2026-12-01T00:00:00Z', reason: 'x' };
    const asked = { type: 'appointSubstitute', substitute: `person-${names[substitute]}`, ...time } as const;
    if (await quietly(office.run<'appointSubstitute'>(person(names[absent] ?? ''), asked))) made += 1;
  }
  return { names, made };
}

const actorOf = (names: readonly string[], by: number, onBehalf: number | undefined): Actor => ({
  ...person(names[by] ?? ''),
  ...(onBehalf !== undefined && onBehalf !== by && { onBehalfOf: `person-${names[onBehalf]}` }),
});

/** Tries the open task of the case; false when it was refused. */
async function tryTask(actor: Actor, caseId: string): Promise<boolean> {
  const { items } = await listOpenTasks(office.db, { limit: 5, filter: { caseId } });
  const [open] = items;
  if (!open) return false;
  const on = { caseId, instance: open.instance };
  await quietly(office.run<'claimTask'>(actor, { type: 'claimTask', ...on }));
  const more = open.node === 'review' ? { outcome: 'approve' } : {};
  return (await quietly(office.run<'completeTask'>(actor, { type: 'completeTask', ...on, ...more }))) !== undefined;
}

test('duties stay separated by person over any chain of substitutions, and lists agree with single checks', async (t) => {
  const seen = { covers: 0, done: 0, onBehalf: 0, told: 0 };
  await fc.assert(
    fc.asyncProperty(world, async ({ people, covers, acts }) => {
      const { names, made } = await settle({ people, covers });
      seen.covers += made;
      const { caseId } = await office.run<'startCase'>(OFFICER, { type: 'startCase', procedure: 'approval', variables: { subject: 'x' } });
      for (const { by, for: anybody, cover } of acts) {
        const [absent, substitute] = cover === undefined ? [anybody, by] : (covers[cover % covers.length] ?? [anybody, by]);
        const actor = actorOf(names, substitute, absent);
        if (await tryTask(actor, caseId)) seen.done += 1;
        const rights = await loadRights(office.db, actor.account, NOW);
        const acting = await quietly(actingOf(office.services, actor, rights, NOW));
        if (!acting) continue;
        const { items } = await listOpenTasks(office.db, { limit: 60 });
        const single = items.filter((task) => can(acting.ability, 'claim', 'Task', { ...task }).allowed).map((task) => task.caseId);
        const predicate = allowedSql(acting.ability, 'claim', 'Task', TASK_COLUMNS, () => '?');
        const listed = await listOpenTasks(office.db, { limit: 60, predicate });
        t.deepEqual(
          listed.items.map((task) => task.caseId),
          single,
        );
        if (single.length > 0) seen.told += 1;
      }
      const { items } = await listHistory(office.db, caseId, { limit: 50 });
      const doers = items.filter(({ command }) => command.type === 'completeUserTask').map(({ actor }) => [actor.person, actor.onBehalfOf]);
      if (doers.flat().some((one, at) => at % 2 === 1 && one !== undefined)) seen.onBehalf += 1;
      const [draft = [], review = []] = doers;
      t.false(
        draft.some((one) => one !== undefined && review.includes(one)),
        JSON.stringify(doers),
      );
    }),
    { numRuns: 20 },
  );
  t.true(seen.covers > 10 && seen.done > 10 && seen.onBehalf > 1 && seen.told > 10, JSON.stringify(seen));
  const { rows } = await office.db.pool.query('select from substitution a join substitution b on a.absent = b.substitute');
  t.deepEqual(rows, [], 'nobody is absent and a substitute at once');
});
