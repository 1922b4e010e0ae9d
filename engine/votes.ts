/**
 * Votes of a council on a user task: one ballot per member, replaceable until the vote is closed; what they come to is computed here
 * and nowhere else. Quorum, majority and size are the diagram's expressions, so that their numbers come from the register.
 */
import { Rejection } from '../errors.ts';
import type { Json } from '../expressions/json.ts';
import type { Variables } from './command.ts';
import { IncidentSignal } from './incidents.ts';
import type { VoteFacet } from './model/process-model.ts';
import type { Instance, Run } from './run.ts';
import type { VoteMemory } from './state.ts';
import { evaluate, evaluateCondition } from './variables.ts';

const CHAIR = 'chair';
const MOST_MEMBERS = 200;

/** Seats the council when the task opens; answers its members. An open vote keeps its council, whatever the variables say now. */
export function openVote(run: Run, instance: Instance, vote: VoteFacet): readonly string[] {
  const memory = (instance.memory.vo ??= { c: councilOf(run, instance, vote), b: {} });
  return entitled(memory);
}

function councilOf(run: Run, instance: Instance, { council, size }: VoteFacet): VoteMemory['c'] {
  const value = evaluate(run, instance, council);
  const seats = (Array.isArray(value) ? value : [value]).map((item) => seatOf(item, council.source));
  const persons = new Set(seats.map(([person]) => person));
  if (seats.length === 0 || persons.size < seats.length || seats.length > MOST_MEMBERS)
    throw new IncidentSignal('expressionFailed', `Expected '${council.source}' to give 1 to ${MOST_MEMBERS} persons, each once.`);
  const wanted = size && evaluate(run, instance, size);
  if (wanted !== undefined && wanted !== seats.length)
    throw new IncidentSignal('expressionFailed', `Expected a council of ${JSON.stringify(wanted)} members, but there are ${seats.length}.`);
  return seats;
}

function seatOf(item: Json | undefined, source: string): VoteMemory['c'][number] {
  if (typeof item === 'string' && item !== '') return [item];
  if (typeof item === 'object' && item !== null && !Array.isArray(item)) {
    const { person, role } = item as Record<string, Json>;
    if (typeof person === 'string' && person !== '') return typeof role === 'string' ? [person, role] : [person];
  }
  throw new IncidentSignal('expressionFailed', `Expected '${source}' to give persons, but it gives ${JSON.stringify(item)}.`);
}

/** Who votes: the council without those who stepped back. */
export function entitled({ c, r = {} }: VoteMemory): readonly string[] {
  return c.map(([person]) => person).filter((person) => !Object.hasOwn(r, person));
}

export interface Decided {
  readonly outcome: string;
  /** what the result variable holds */
  readonly result: Json;
}

/** Throws Rejection conflict `councilIncomplete`, `quorumMissing`, `voteUndecided`, `voteRuleFailed`. */
export function decided(run: Run, instance: Instance, vote: VoteFacet): Decided {
  const memory = instance.memory.vo;
  if (!memory) throw new Rejection('conflict', 'noVote', `Expected ${instance.node.id} to have a vote under way.`);
  try {
    return count(run, instance, vote, memory);
  } catch (error) {
    if (!(error instanceof IncidentSignal)) throw error;
    throw new Rejection('conflict', 'voteRuleFailed', error.message, { details: { element: instance.node.id } });
  }
}

/** All who may have voted. */
export function allVoted(memory: VoteMemory): boolean {
  return entitled(memory).every((member) => Object.hasOwn(memory.b, member));
}

function count(run: Run, instance: Instance, vote: VoteFacet, memory: VoteMemory): Decided {
  const members = entitled(memory);
  const choices = members.flatMap((member) => memory.b[member]?.[0] ?? []);
  const outcomes = (instance.node.userTask?.outcomes ?? []).map(({ id }) => id);
  const counts = Object.fromEntries(outcomes.map((id) => [id, choices.filter((choice) => choice === id).length]));
  const abstained = vote.abstain === undefined ? 0 : (counts[vote.abstain] ?? 0);
  const figures = { members: members.length, present: choices.length, cast: choices.length - abstained };
  requireSeats(run, instance, vote, members.length);
  if (!evaluateCondition(run, instance, vote.quorum, figures))
    throw undecided('quorumMissing', instance, figures, `Expected a quorum, but ${figures.present} of ${figures.members} have voted.`);
  const outcome = winner(run, instance, vote, { counts, figures }) ?? otherwise(vote, memory);
  if (outcome === undefined) throw undecided('voteUndecided', instance, figures, 'Expected one outcome to have the majority.');
  return { outcome, result: { outcome, ...figures, counts, ...recordOf(vote, memory) } };
}

function undecided(code: 'quorumMissing' | 'voteUndecided', { node }: Instance, figures: Variables, message: string): Rejection {
  // the codes are spelt out, for the catalogue's test
  const details = { element: node.id, ...figures };
  if (code === 'quorumMissing') return new Rejection('conflict', 'quorumMissing', message, { details });
  return new Rejection('conflict', 'voteUndecided', message, { details });
}

function requireSeats(run: Run, instance: Instance, { size }: VoteFacet, members: number): void {
  const wanted = size && evaluate(run, instance, size);
  if (wanted === undefined || wanted === members) return;
  throw new Rejection(
    'conflict',
    'councilIncomplete',
    `Expected a council of ${JSON.stringify(wanted)} members, but ${members} may vote.`,
    {
      details: { element: instance.node.id, wanted, members },
    },
  );
}

interface Figures {
  readonly counts: Readonly<Record<string, number>>;
  readonly figures: Variables;
}

/** The one outcome that has the majority; of several that have it, the one with the most votes. */
function winner(run: Run, instance: Instance, { majority, abstain }: VoteFacet, { counts, figures }: Figures): string | undefined {
  const won = Object.keys(counts)
    .filter((id) => id !== abstain && evaluateCondition(run, instance, majority, { ...figures, votes: counts[id] ?? 0 }))
    .sort((a, b) => (counts[b] ?? 0) - (counts[a] ?? 0));
  const [first, second] = won;
  return first !== undefined && second !== undefined && counts[first] === counts[second] ? undefined : first;
}

function otherwise({ otherwise: rule, abstain }: VoteFacet, { c, b, r = {} }: VoteMemory): string | undefined {
  if (rule !== CHAIR) return rule;
  const chair = c.find(([person, role]) => role === CHAIR && !Object.hasOwn(r, person))?.[0];
  const choice = chair === undefined ? undefined : b[chair]?.[0];
  return choice === abstain ? undefined : choice;
}

/** For the decision and its minutes; of a secret vote not who voted how. */
function recordOf({ secret }: VoteFacet, { c, b, r = {}, m }: VoteMemory): Record<string, Json> {
  const recused = Object.entries(r).map(([person, [reason, substitute]]) => ({
    person,
    reason,
    ...(substitute !== undefined && { substitute }),
  }));
  const ballots = c.flatMap(([person, role]) => {
    const ballot = b[person];
    if (!ballot) return [];
    const [choice, reason] = ballot;
    return [{ person, ...(role !== undefined && { role }), choice, ...(reason !== undefined && { reason }) }];
  });
  return { secret, recused, ...(!secret && { ballots }), ...(m !== undefined && { minutes: m }) };
}
