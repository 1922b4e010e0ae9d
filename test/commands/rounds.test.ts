import test from 'ava';
import type { CommandOf } from '../../commands/contract.ts';
import type { LineResult } from '../../commands/round-contract.ts';
import { countLines, listLines } from '../../store/queries/list-lines.ts';
import { loadCase } from '../../store/repositories/load-case.ts';
import { deliverOutbox } from '../../worker/deliver-outbox.ts';
import { deployed, done, MANAGER, MANAGER_2, OFFICER, refusal, STRANGER, started, useOffice } from './fixtures.ts';
import { line, REPORTING, ROUND } from './round-procedures.ts';

const office = useOffice(test);
const officer2 = { account: 'officer2', person: 'person-officer2' };

test.serial.before(async () => {
  await deployed(office, ['line.bpmn', line()], ['round.bpmn', ROUND]);
});

let numbers = 0;
const facts = () => ({ kind: 'prisoner', name: 'Trần Văn C', fileNumber: `HS-${++numbers}`, unitPath: 'cuc.hanoi' });
const rows = (count: number) => Array.from({ length: count }, () => ({ facts: facts(), variables: { months: 3 } }));
const round = async () => await started(office, 'round');
async function imported(roundId: string, count: number): Promise<readonly string[]> {
  const { items } = await office.run<'importLines'>(OFFICER, { type: 'importLines', round: roundId, lines: rows(count) });
  return items.map((item) => (item.ok ? item.outcome.caseId : ''));
}
async function settle(): Promise<void> {
  while (await deliverOutbox(office.services));
}
const nodes = async (caseId: string) =>
  (await loadCase(office.db, caseId, { now: office.services.clock() }))?.tasks.map(({ node }) => node).toSorted();
const codes = (items: readonly LineResult[]): readonly string[] => items.map(({ result }) => (result.ok ? 'ok' : result.refusal.code));
const vote = (roundId: string, lines: readonly string[], more: object = {}): CommandOf<'castVotes'> => ({
  type: 'castVotes',
  round: roundId,
  node: 'vote',
  votes: lines.map((of) => ({ line: of, choice: 'grant', ...more })),
});
async function votedByAll(roundId: string, lines: readonly string[]): Promise<void> {
  for (const member of ['manager', 'manager2', 'analyst'])
    await office.run<'castVotes'>(OFFICER, { ...vote(roundId, lines, { member: `person-${member}` }), minutes: 'BB 7/2026' });
}
const decide = (roundId: string, lines: readonly string[], outcome = 'grant'): CommandOf<'decideLines'> => ({
  type: 'decideLines',
  round: roundId,
  node: 'decide',
  reason: 'theo kết quả phiên họp',
  lines: lines.map((of) => ({ line: of, outcome })),
});

test.serial('a wrong row of an import refuses itself alone, with its own reason', async (t) => {
  const { caseId } = await round();
  const [known] = rows(1);
  const lines = [known, { variables: { months: 0 } }, { person: 'nobody' }, known, { facts: { ...facts(), birth: 'x' } }, rows(1)[0]].map(
    (row) => row ?? {},
  );
  const command = { type: 'importLines', round: caseId, lines } as const;
  const { items } = await office.run<'importLines'>(OFFICER, command, { idempotencyKey: 'import-1' });
  const told = items.map((item) => (item.ok ? 'ok' : item.refusal.code));
  t.deepEqual(told, ['ok', 'startFailed', 'personUnknown', 'personInRound', 'birthInvalid', 'ok']);
  t.deepEqual((await office.run<'importLines'>(OFFICER, command, { idempotencyKey: 'import-1' })).items, items);
  t.is((await countLines(office.db, caseId)).states.active, 2);
});

test.serial('the round goes on when all lines have come to where it waits, and lines that ended or left do not hold it up', async (t) => {
  const { caseId, instance } = await round();
  const lines = await imported(caseId, 4);
  const [a = '', b = '', c = '', d = ''] = lines;
  await done(office, OFFICER, { caseId, instance });
  await votedByAll(caseId, [a, b]);
  await settle();
  t.deepEqual(await nodes(caseId), []);
  await office.run<'strikeLine'>(OFFICER, { type: 'strikeLine', caseId: c, reason: 'vi phạm nội quy' });
  await settle();
  t.deepEqual(await nodes(caseId), []);
  await office.run<'cancelCase'>(MANAGER, { type: 'cancelCase', caseId: d, reason: 'rút' });
  await settle();
  t.deepEqual(await nodes(caseId), ['session']);
  const { states, gates } = await countLines(office.db, caseId);
  t.deepEqual([states, gates], [{ active: 2, ended: 1, struck: 1, moved: 0, express: 0 }, { council: 2 }]);
});

test.serial('lines that came before the round waits for them are not waited for again', async (t) => {
  const { caseId, instance } = await round();
  await votedByAll(caseId, await imported(caseId, 2));
  await settle();
  await done(office, OFFICER, { caseId, instance });
  await settle();
  t.deepEqual(await nodes(caseId), ['session']);
});

test.serial('a round of no lines does not wait', async (t) => {
  const on = await round();
  await done(office, OFFICER, on);
  await settle();
  t.deepEqual(await nodes(on.caseId), ['session']);
});

test.serial('decisions in a batch: each with its own answer, repeated under its key without doing anything twice', async (t) => {
  const { caseId, instance } = await round();
  const lines = await imported(caseId, 3);
  await done(office, OFFICER, { caseId, instance });
  const [early = ''] = lines;
  await votedByAll(caseId, lines.slice(1));
  const command = decide(caseId, [...lines, caseId, 'x'], 'grant');
  const { items } = await office.run<'decideLines'>(OFFICER, command, { idempotencyKey: 'decide-1' });
  t.deepEqual(codes(items), ['lineElsewhere', 'ok', 'ok', 'lineNotFound', 'lineNotFound']);
  // as after a crash: the rows are remembered, the whole is not
  await office.db.pool.query("delete from idempotency_key where key = 'decide-1'");
  t.deepEqual((await office.run<'decideLines'>(OFFICER, command, { idempotencyKey: 'decide-1' })).items, items);
  t.deepEqual(codes((await office.run<'decideLines'>(OFFICER, decide(caseId, lines))).items), ['lineElsewhere', 'caseEnded', 'caseEnded']);
  const { items: list } = await listLines(office.db, { round: caseId, limit: 10 });
  t.deepEqual(
    list.map(({ result, state }) => [state, result]),
    [
      ['active', undefined],
      ['ended', 'grant'],
      ['ended', 'grant'],
    ],
  );
  await votedByAll(caseId, [early]);
  await settle();
  t.deepEqual(await nodes(caseId), ['session']);
});

test.serial('members vote on many lines; a ballot that is not theirs refuses its row alone', async (t) => {
  const { caseId } = await round();
  const lines = await imported(caseId, 3);
  t.deepEqual(codes((await office.run<'castVotes'>(MANAGER, vote(caseId, lines))).items), ['ok', 'ok', 'ok']);
  t.deepEqual(codes((await office.run<'castVotes'>(officer2, vote(caseId, lines.slice(0, 1)))).items), ['notInCouncil']);
  const [first = '', second = ''] = lines;
  const mixed = {
    ...vote(caseId, []),
    votes: [
      { line: first, choice: 'maybe' },
      { line: second, choice: 'refuse' },
    ],
  };
  t.deepEqual(codes((await office.run<'castVotes'>(MANAGER_2, mixed)).items), ['outcomeUnknown', 'ok']);
  t.is(await refusal(office.run<'castVotes'>(MANAGER, vote(caseId, []))), 'validation rowsInvalid');
});

test.serial('once the list is closed nobody joins it, and who is on it joins once', async (t) => {
  const on = await round();
  const { caseId } = on;
  const person = (await office.run<'registerPerson'>(OFFICER, { type: 'registerPerson', ...facts() })).person;
  const add = { type: 'addLine', round: caseId, person, variables: { months: 1 } } as const;
  await office.run<'addLine'>(OFFICER, add);
  t.is(await refusal(office.run<'addLine'>(OFFICER, add)), 'conflict personInRound');
  t.is(await refusal(office.run<'addLine'>(STRANGER, add)), 'notFound caseNotFound');
  await done(office, OFFICER, on);
  const [row] = rows(1);
  t.is(
    await refusal(office.run<'addLine'>(OFFICER, { type: 'addLine', round: caseId, variables: row?.variables ?? {} })),
    'conflict roundClosed',
  );
  const { caseId: plain } = await started(office, 'line', { months: 1 });
  t.is(await refusal(office.run<'addLine'>(OFFICER, { type: 'addLine', round: plain })), 'conflict notARound');
  t.is(await refusal(office.run<'strikeLine'>(OFFICER, { type: 'strikeLine', caseId: plain, reason: 'x' })), 'conflict notALine');
});

test.serial('lines are put off to a later round, or go on by themselves, and say where they belong', async (t) => {
  const [first, later] = [await round(), await round()];
  const [a = '', b = '', c = ''] = await imported(first.caseId, 3);
  const move = { type: 'moveLine', caseId: a, to: later.caseId, reason: 'chuyển đợt sau' } as const;
  await office.run<'moveLine'>(OFFICER, move);
  t.is(await refusal(office.run<'moveLine'>(OFFICER, move)), 'conflict lineInRound');
  await office.run<'moveLine'>(OFFICER, { type: 'moveLine', caseId: b, reason: 'thời hạn còn lại ngắn' });
  const variables = async (caseId: string) =>
    (await loadCase(office.db, caseId, { now: office.services.clock() }))?.variables['1']?.['round'];
  t.like(await variables(a), { caseId: later.caseId });
  t.is(await variables(b), null);
  t.like((await countLines(office.db, first.caseId)).states, { active: 1, moved: 1, express: 1 });
  await done(office, OFFICER, later);
  t.is(await refusal(office.run<'moveLine'>(OFFICER, { ...move, caseId: c })), 'conflict roundClosed');
  t.deepEqual(
    (await listLines(office.db, { round: later.caseId, limit: 9 })).items.map(({ line: id }) => id),
    [a],
  );
});

test.serial('a whole round is merged into another one; lines come back to a round that they had left', async (t) => {
  const [first, later] = [await round(), await round()];
  const lines = await imported(first.caseId, 3);
  const merge = { type: 'moveLines', round: first.caseId, to: later.caseId, reason: 'gộp đợt' } as const;
  t.deepEqual(codes((await office.run<'moveLines'>(OFFICER, merge)).items), ['ok', 'ok', 'ok']);
  const back = { type: 'moveLines', round: later.caseId, to: first.caseId, lines: lines.slice(0, 1), reason: 'nhầm' } as const;
  t.deepEqual(codes((await office.run<'moveLines'>(OFFICER, back)).items), ['ok']);
  t.is((await countLines(office.db, first.caseId)).states.active, 1);
  t.is((await countLines(office.db, later.caseId)).states.active, 2);
});

test.serial('a line whose diagram listens to being struck off goes on as drawn; the round does not wait for it', async (t) => {
  await deployed(office, ['line.bpmn', line(REPORTING)]);
  const { caseId, instance } = await round();
  const lines = await imported(caseId, 2);
  const [a = '', b = ''] = lines;
  const strike = { type: 'strikeLines', round: caseId, lines: [a, b].map((of) => ({ line: of, reason: 'bị kỷ luật' })) } as const;
  t.deepEqual(codes((await office.run<'strikeLines'>(OFFICER, strike)).items), ['ok', 'ok']);
  t.deepEqual(await nodes(a), ['report']);
  t.deepEqual(codes((await office.run<'strikeLines'>(OFFICER, strike)).items), ['notALine', 'notALine']);
  await done(office, OFFICER, { caseId, instance });
  await settle();
  t.deepEqual(await nodes(caseId), ['session']);
});
