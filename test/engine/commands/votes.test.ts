import test from 'ava';
import { escapeXml } from '../process-xml.ts';
import { definitions, end, extension, process, start, userTask } from '../elements.ts';
import { refuses } from '../refusal.ts';
import { replay } from '../replay.ts';
import { startProcess } from '../start-process.ts';
import { type CaseDriver, compileXml, driveCase } from '../case-driver.ts';

const person = (id: string) => ({ account: id, person: id });
const COUNCIL = '[{person: "a", role: "chair"}, {person: "b"}, "c"]';

interface Rules {
  readonly [attribute: string]: string;
}
const voting = (rules: Rules = {}, outcomes = ['grant', 'refuse']): string => {
  const all: Rules = { council: COUNCIL, quorum: 'present = members', majority: 'votes > members / 2', ...rules };
  const attributes = Object.entries(all).map(([name, value]) => `${name}="${escapeXml(value).replaceAll('"', '&quot;')}"`);
  return extension(
    `<tk:outcomes>${outcomes.map((id) => `<tk:outcome id="${id}" ${id === 'refuse' ? 'reasonRequired="true"' : ''}/>`).join('')}</tk:outcomes><tk:vote ${attributes.join(' ')}/>`,
  );
};
const council = async (rules: Rules = {}, outcomes?: string[]): Promise<CaseDriver> =>
  await startProcess(
    start('go') +
      userTask('decide', { inner: voting(rules, outcomes), attrs: 'tk:separateFrom="prepare"' }) +
      userTask('prepare') +
      end('e'),
    ['go -> decide', 'decide -> prepare', 'prepare -> e'],
  );
const cast = (driver: CaseDriver, member: string, choice: string, more: { reason?: string; minutes?: string; by?: string } = {}): void => {
  const { reason, minutes, by = member } = more;
  driver.as(person(by));
  const ballot = { choice, ...(reason !== undefined && { reason }) };
  driver.send({ type: 'castVote', instance: driver.find('decide').id, member, ballot, ...(minutes !== undefined && { minutes }) });
};
const no = { reason: 'chưa đủ điều kiện' };

test('what three members voted is the outcome, with counts and reasons; nobody types it', async (t) => {
  const driver = await council();
  cast(driver, 'a', 'grant');
  cast(driver, 'b', 'refuse', no);
  refuses(t, driver, 'quorumMissing', () => driver.complete('decide'));
  cast(driver, 'c', 'grant');
  refuses(t, driver, 'outcomeByVote', () => driver.complete('decide', {}, 'refuse'));
  driver.complete('decide', { vote: 'typed', outcome: 'refuse' });
  t.is(driver.value('outcome'), 'grant');
  t.deepEqual(driver.value('vote'), {
    outcome: 'grant',
    members: 3,
    present: 3,
    cast: 3,
    counts: { grant: 2, refuse: 1 },
    secret: false,
    recused: [],
    ballots: [
      { person: 'a', role: 'chair', choice: 'grant' },
      { person: 'b', choice: 'refuse', reason: 'chưa đủ điều kiện' },
      { person: 'c', choice: 'grant' },
    ],
  });
});

test('a ballot can be replaced until the vote is closed, and counts once', async (t) => {
  const driver = await council();
  for (const choice of ['grant', 'refuse', 'grant']) cast(driver, 'a', choice, no);
  cast(driver, 'b', 'refuse', no);
  cast(driver, 'c', 'refuse', no);
  driver.complete('decide');
  t.is(driver.value('outcome'), 'refuse');
});

test('nobody votes for another member, from outside the council, or for what is not asked', async (t) => {
  const driver = await council();
  refuses(t, driver, 'voteNotYours', () => cast(driver, 'b', 'grant', { by: 'a' }));
  refuses(t, driver, 'voteNotYours', () => cast(driver, 'b', 'grant', { by: 'clerk', minutes: 'BB 1' }));
  refuses(t, driver, 'notInCouncil', () => cast(driver, 'x', 'grant'));
  refuses(t, driver, 'outcomeUnknown', () => cast(driver, 'a', 'maybe'));
  refuses(t, driver, 'reasonRequired', () => cast(driver, 'a', 'refuse'));
  driver.as({ account: 'z', person: 'z', onBehalfOf: 'a' });
  const own = { type: 'castVote', instance: driver.find('decide').id, member: 'a', ballot: { choice: 'grant' } } as const;
  refuses(t, driver, 'voteNotYours', () => driver.send(own));
});

test('from the minutes, a clerk enters the ballot of each member', async (t) => {
  const driver = await council({ entry: 'minutes' });
  refuses(t, driver, 'votesByMinutes', () => cast(driver, 'a', 'grant'));
  refuses(t, driver, 'minutesRequired', () => cast(driver, 'a', 'grant', { by: 'clerk' }));
  for (const member of ['a', 'b', 'c']) cast(driver, member, 'grant', { by: 'clerk', minutes: 'BB 12/2026' });
  driver.complete('decide');
  t.like(driver.value('vote'), { minutes: 'BB 12/2026' });
  // separation is by who voted, not by who typed
  driver.as(person('b'));
  refuses(t, driver, 'separationOfDuties', () => driver.complete('prepare'));
});

test('a member steps back, a substitute takes the seat, and the council is complete again', async (t) => {
  const driver = await council({ size: '3' });
  cast(driver, 'c', 'grant');
  const instance = driver.find('decide').id;
  driver.send({ type: 'recuseMember', instance, member: 'c', reason: 'thân thích của phạm nhân' });
  refuses(t, driver, 'memberRecused', () => cast(driver, 'c', 'grant'));
  cast(driver, 'a', 'grant');
  cast(driver, 'b', 'grant');
  refuses(t, driver, 'councilIncomplete', () => driver.complete('decide'));
  refuses(t, driver, 'substituteInCouncil', () =>
    driver.send({ type: 'recuseMember', instance, member: 'b', reason: 'x', substitute: 'a' }),
  );
  driver.send({ type: 'recuseMember', instance, member: 'b', reason: 'ốm', substitute: 'd' });
  driver.send({ type: 'recuseMember', instance, member: 'd', reason: 'ốm', substitute: 'e' });
  refuses(t, driver, 'councilIncomplete', () => driver.complete('decide'));
});

test('a substitute sees the task and votes in place of the member', async (t) => {
  const driver = await council({ size: '3' });
  driver.send({ type: 'recuseMember', instance: driver.find('decide').id, member: 'b', reason: 'ốm', substitute: 'd' });
  const [reworded] = driver.last.effects;
  t.like(reworded, { type: 'userTaskOpened', migrated: true, candidatePersons: ['a', 'c', 'd'] });
  for (const member of ['a', 'c', 'd']) cast(driver, member, 'grant');
  driver.complete('decide');
  t.like(driver.value('vote'), { outcome: 'grant', members: 3, recused: [{ person: 'b', reason: 'ốm', substitute: 'd' }] });
});

test('a tie is undecided, or goes to the outcome that the diagram names, or as the chair voted', async (t) => {
  const tie = async (rules: Rules): Promise<CaseDriver> => {
    const driver = await council({ council: '[{person: "a", role: "chair"}, "b"]', ...rules });
    cast(driver, 'a', 'grant');
    cast(driver, 'b', 'refuse', no);
    return driver;
  };
  const open = await tie({});
  refuses(t, open, 'voteUndecided', () => open.complete('decide'));
  for (const [otherwise, outcome] of [
    ['refuse', 'refuse'],
    ['chair', 'grant'],
  ] as const) {
    const driver = await tie({ otherwise });
    driver.complete('decide');
    t.is(driver.value('outcome'), outcome);
  }
});

test('who abstains is present and not cast; the majority can be of those who cast', async (t) => {
  const rules = { abstain: 'none', majority: 'votes > cast / 2', quorum: 'present >= members * 2 / 3' };
  const driver = await council(rules, ['grant', 'refuse', 'none']);
  cast(driver, 'a', 'grant');
  cast(driver, 'b', 'none');
  driver.complete('decide');
  t.like(driver.value('vote'), { outcome: 'grant', members: 3, present: 2, cast: 1 });
});

test('of a secret vote the result does not say who voted how', async (t) => {
  const driver = await council({ secret: 'true' });
  for (const member of ['a', 'b', 'c']) cast(driver, member, 'grant');
  driver.complete('decide');
  t.false(JSON.stringify(driver.value('vote')).includes('ballots'));
});

test('the last ballot closes the vote where that is wanted, unless it stays undecided', async (t) => {
  const driver = await council({ closeWhenAllVoted: 'true' });
  for (const member of ['a', 'b', 'c']) cast(driver, member, 'grant');
  t.deepEqual(driver.tasks(), ['prepare']);
  const tied = await council({ closeWhenAllVoted: 'true', council: '["a", "b"]' });
  cast(tied, 'a', 'grant');
  cast(tied, 'b', 'refuse', no);
  t.deepEqual(tied.tasks(), ['decide']);
  cast(tied, 'b', 'grant');
  t.deepEqual(tied.tasks(), ['prepare']);
});

test('a council that cannot be seated is an incident, and is seated when that is mended', async (t) => {
  const driver = await council({ council: 'judges', size: '3' });
  t.deepEqual([driver.tasks(), [...driver.rows.incidents.values()]], [[], ['expressionFailed']]);
  driver.resolve('decide', { judges: ['a', 'b', 'b'] });
  t.deepEqual(driver.tasks(), []);
  driver.resolve('decide', { judges: ['a', 'b', 'c'] });
  t.deepEqual(driver.tasks(), ['decide']);
});

test('a rule that fails is a refusal that says so, and the vote stays open', async (t) => {
  const driver = await council({ majority: 'votes > wanted' });
  for (const member of ['a', 'b', 'c']) cast(driver, member, 'grant');
  refuses(t, driver, 'voteRuleFailed', () => driver.complete('decide'));
});

test('a task without a vote takes no ballots', async (t) => {
  const driver = await startProcess(start('go') + userTask('decide'), ['go -> decide']);
  refuses(t, driver, 'noVote', () => cast(driver, 'a', 'grant'));
});

test('votes are carried out again from the log alone', async (t) => {
  const body = start('go') + userTask('decide', { inner: voting({ closeWhenAllVoted: 'true' }) }) + end('e');
  const models = await compileXml(definitions(process('p', body, ['go -> decide', 'decide -> e'])));
  const driver = driveCase(models);
  driver.start();
  driver.send({ type: 'recuseMember', instance: driver.find('decide').id, member: 'b', reason: 'ốm', substitute: 'd' });
  for (const member of ['a', 'c', 'd']) cast(driver, member, 'refuse', no);
  t.is(driver.ended, 'completed');
  t.is(replay(driver.log, models), JSON.stringify([driver.state, driver.variables]));
});
