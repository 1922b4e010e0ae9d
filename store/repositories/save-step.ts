/** The one way a case changes: a step and all its consequences in one autocommitted statement, or nothing (design D2). */
import { Invariant } from '../../errors.ts';
import type { Json } from '../../expressions/json.ts';
import type { Database } from '../connection.ts';
import type { MatchedMessage, SaveStep, SaveStepResult, TaskChange } from '../contract.ts';
import { rowsOf, statement } from '../statement.ts';
import { keyReused } from './idempotency.ts';
import { arrayLiteral, netEffects } from './net-effects.ts';

const SAVE = statement('select save_step($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14) as result');

/** Sections the plain step does not have; the others are looked at in every step. */
const RARE = [
  'exclude',
  'reword',
  'arm',
  'disarm',
  'jobs',
  'jobsRemoved',
  'subscribe',
  'unsubscribe',
  'incidents',
  'resolved',
  'effects',
  'facts',
  'comment',
  'consumes',
  'epochs',
] as const;

type More = Record<string, unknown>;

function changeRow({ instance, assignee, due, priority }: TaskChange): More {
  return {
    instance,
    assign: assignee !== undefined,
    assignee,
    due_at: due === undefined ? undefined : (due?.due ?? 'infinity'),
    due: due ?? undefined,
    priority,
  };
}

function facts(step: SaveStep, ended: string | undefined): More | undefined {
  const status = ended === undefined ? step.status : 'ended';
  if (status === undefined && step.definition === undefined && step.title === undefined) return undefined;
  return { status, how: ended, definition: step.definition, title: step.title, spread: step.spreadSeconds };
}

function idempotency({ idempotency: key }: SaveStep): More | undefined {
  return key && { account: key.account, key: key.key, hash: key.payloadHash, response: key.response, expiresAt: key.expiresAt };
}

/** Persons who get or did one of the case's tasks in this step. */
function participants({ actor, effects, taskChanges = [] }: SaveStep): string | undefined {
  const given = effects.map((effect) => (effect.type === 'userTaskOpened' ? effect.assignee : undefined));
  const done = effects.some((effect) => effect.type === 'userTaskClosed' && effect.how === 'completed')
    ? [actor.person, actor.onBehalfOf]
    : [];
  // who claims for oneself gets it as the person that completes it later: the row's index entries are made once
  const taken = taskChanges.map(({ assignee }) => (assignee === actor.account ? actor.person : assignee));
  const all = [...given, ...done, ...taken].filter((person) => typeof person === 'string');
  return all.length > 0 ? arrayLiteral([...new Set(all)].sort()) : undefined;
}

/** Absent and empty sections are left out: save_step looks only at what is there. */
function moreOf(step: SaveStep): More {
  const { ended, outbox, ...sections } = netEffects(step);
  const all: More = {
    ...sections,
    create: step.create,
    participants: participants(step),
    change: step.taskChanges?.map(changeRow),
    facts: facts(step, ended),
    comment: step.comment,
    consumes: step.consumes,
    epochs: step.epochs.slice(1),
    idempotency: idempotency(step),
    outbox: [...outbox, ...(step.outbox ?? [])].map(({ kind, payload, notBefore }) => ({ kind, payload, not_before: notBefore })),
  };
  const there: More = {};
  for (const section in all) {
    const value = all[section];
    if (value !== undefined && !(Array.isArray(value) && value.length === 0)) there[section] = value;
  }
  return there;
}

function resultOf(text: string, revision: number): SaveStepResult {
  if (text === 'applied') return { status: 'applied', revision, matched: [] };
  if (text === 'stale' || text === 'epoch') return { status: text };
  if (text === 'keyReused') throw keyReused();
  const result = JSON.parse(text) as { status: 'duplicate'; response: Json } | { status: 'applied'; matched: MatchedMessage[] };
  return result.status === 'applied' ? { ...result, revision } : result;
}

/** Writes a step. Never retries: on `stale` and `epoch` the caller loads and decides again. */
export async function saveStep(db: Database, step: SaveStep): Promise<SaveStepResult> {
  const more = moreOf(step);
  const json = (value: unknown): string | null => (value === undefined ? null : JSON.stringify(value));
  const { actor } = step;
  const rights = step.epochs[0];
  if (rights && rights.account !== actor.account) throw new Invariant('Expected the first rights epoch to be that of the acting account.');
  try {
    const [row] = await rowsOf<{ result: string }>(db, SAVE, [
      step.caseId,
      step.revision,
      step.now,
      actor.account,
      actor.person ?? null,
      actor.onBehalfOf ?? null,
      rights?.epoch ?? null,
      JSON.stringify(step.state),
      json(step.variables),
      JSON.stringify(step.command),
      json(step.resolved),
      JSON.stringify(step.trace),
      JSON.stringify(more),
      RARE.some((section) => section in more),
    ]);
    return resultOf(row?.result ?? '', step.revision + 1);
  } catch (fault) {
    const { code } = fault as { code?: string };
    if (code === 'TKCON') return { status: 'consumed' };
    if (code === 'TKDUP') return { status: 'stale' };
    throw fault;
  }
}
