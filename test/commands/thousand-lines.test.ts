import test, { type ExecutionContext } from 'ava';
import type { CommandOf, CommandType, OutcomeOf, Services } from '../../commands/contract.ts';
import type { Actor } from '../../engine/command.ts';
import { openServices } from '../../commands/open-services.ts';
import { runCommand } from '../../commands/run-command.ts';
import { newId } from '../../composition/new-id.ts';
import { openDatabase } from '../../store/connection.ts';
import { testVault } from '../test-vault.ts';
import { countLines } from '../../store/queries/list-lines.ts';
import { deliverOutbox } from '../../worker/deliver-outbox.ts';
import { deployed, done, MANAGER, MANAGER_2, OFFICER, person, started, useOffice } from './fixtures.ts';
import { line, ROUND } from './round-procedures.ts';

const office = useOffice(test, { newId });
const LINES = 1_000;
const MEMBERS = [MANAGER, MANAGER_2, person('analyst')];

/** Another node of the same installation: its own connections and caches. */
function anotherNode(): Services {
  const { clock, random, wait, logger, rootUnit, db } = office.services;
  return openServices({ db: openDatabase(db.url, { max: 6, vault: testVault() }), clock, newId, random, wait, logger, rootUnit });
}

const facts = (number: number) => ({ kind: 'prisoner', name: `Phạm nhân ${number}`, fileNumber: `N-${number}`, unitPath: 'cuc.hanoi' });

async function work(nodes: readonly Services[], until: () => Promise<boolean>): Promise<void> {
  while (!(await until())) await Promise.all(nodes.map(async (node) => await deliverOutbox(node)));
}

test('a round of 1,000 lines on two nodes: none is lost or doubled, a bad one holds up nobody, and the round takes a few steps', async (t: ExecutionContext) => {
  t.timeout(600_000);
  await deployed(office, ['line.bpmn', line()], ['round.bpmn', ROUND]);
  const nodes = [office.services, anotherNode()] as const;
  const [a, b] = nodes;
  t.teardown(async () => await b.db.close());
  const run = async <K extends CommandType>(node: Services, actor: Actor, command: CommandOf<K>): Promise<OutcomeOf<K>> =>
    await runCommand<K>(node, actor, command);
  const { caseId: round, instance } = await started(office, 'round');
  const { caseId: later } = await started(office, 'round');
  let last = performance.now();
  const lap = (what: string): void => {
    t.log(`${what}: ${Math.round(performance.now() - last)} ms`);
    last = performance.now();
  };

  // both nodes import the same list, whose row 500 is wrong
  const rows = Array.from({ length: LINES }, (_, row) => ({ facts: facts(row), variables: { months: row === 500 ? 0 : 3 } }));
  const command = { type: 'importLines', round, lines: rows } as const;
  const imports = await Promise.all(nodes.map(async (node) => await run<'importLines'>(node, OFFICER, command)));
  lap(`${LINES} rows imported by two nodes at once`);
  const lines = rows.flatMap((_, row) => imports.flatMap(({ items }) => (items[row]?.ok ? [items[row].outcome.caseId] : [])));
  t.is(lines.length, LINES - 1);
  t.is(new Set(lines).size, LINES - 1);
  const refused = imports.flatMap(({ items }) => items.flatMap((item) => (item.ok ? [] : [item.refusal.code])));
  t.deepEqual(Object.fromEntries(['startFailed', 'personInRound'].map((code) => [code, refused.filter((one) => one === code).length])), {
    startFailed: 2,
    personInRound: LINES - 1,
  });

  await done(office, OFFICER, { caseId: round, instance });
  // the file of one line is not complete: nobody votes on it
  const poisoned = lines[700] ?? '';
  const voted = lines.filter((of) => of !== poisoned);
  const half = voted.length / 2;
  const halves = [voted.slice(0, half), voted.slice(half)] as const;
  const ballots = (of: readonly string[]) =>
    ({
      type: 'castVotes',
      round,
      node: 'vote',
      votes: of.map((id) => ({ line: id, choice: 'grant' })),
    }) as const satisfies CommandOf<'castVotes'>;
  for (const member of MEMBERS) {
    const results = await Promise.all(nodes.map(async (node, i) => await run<'castVotes'>(node, member, ballots(halves[i] ?? []))));
    t.true(results.every(({ items }) => items.every(({ result }) => result.ok)));
  }
  lap(`${voted.length * MEMBERS.length} ballots`);
  const quiet = async (): Promise<boolean> => (await office.db.pool.query('select from outbox limit 1')).rowCount === 0;
  await work(nodes, quiet);
  lap('news of the lines handled');
  t.is((await countLines(office.db, round)).gates['council'], LINES - 2);
  const waiting = async (): Promise<number> =>
    (await office.db.pool.query("select from subscription where name = 'round.linesReady'")).rowCount ?? 0;
  t.is(await waiting(), 1, 'the round waits for the line that is not complete');

  await run<'moveLine'>(a, OFFICER, { type: 'moveLine', caseId: poisoned, to: later, reason: 'hồ sơ chưa đủ' });
  await work(nodes, quiet);
  lap('the bad line put off, the round goes on');
  const open = await office.db.pool.query("select instance from user_task where case_id = $1 and state = 'open' and node = 'session'", [
    round,
  ]);
  await done(office, OFFICER, { caseId: round, instance: open.rows[0]?.instance as number });
  const decisions = halves.map(
    (of) => ({ type: 'decideLines', round, node: 'decide', lines: of.map((id) => ({ line: id, outcome: 'grant' })) }) as const,
  );
  const decided = await Promise.all(
    nodes.map(async (node, i) => await run<'decideLines'>(node, OFFICER, decisions[i] as CommandOf<'decideLines'>)),
  );
  t.true(decided.every(({ items }) => items.every(({ result }) => result.ok)));
  lap(`${voted.length} decisions`);
  await work(nodes, quiet);
  lap('news of the lines handled');

  const { states, results } = await countLines(office.db, round);
  t.deepEqual([states, results], [{ active: 0, ended: LINES - 2, struck: 0, moved: 1, express: 0 }, { grant: LINES - 2 }]);
  t.is((await countLines(office.db, later)).states.active, 1);
  const { rows: cases } = await office.db.pool.query(
    "select (select revision from process_case where id = $1) as steps, (select count(*)::int from user_task where case_id = $1 and node = 'publish') as published",
    [round],
  );
  t.like(cases[0], { published: 1 });
  t.true(cases[0]?.steps <= 9, `the round took ${cases[0]?.steps} steps`);
  t.log(`steps of the round: ${cases[0]?.steps}`);
});
