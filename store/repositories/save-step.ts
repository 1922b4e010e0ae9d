/**
 * The one way a case changes: a step and all its consequences in one autocommitted statement, or nothing (design D2). Plain steps
 * that are ready at the same moment share a statement and its commit; each is checked by itself, and refused by itself.
 */
import { Invariant } from '../../errors.ts';
import type { Json } from '../../expressions/json.ts';
import type { Database } from '../connection.ts';
import type { MatchedMessage, SaveStep, SaveStepResult, TaskChange } from '../contract.ts';
import { rolledBack } from '../database-error.ts';
import { grouped, STEP_GROUPS } from '../grouped.ts';
import { perDatabase } from '../per-database.ts';
import { openMoving } from '../protection/sealed.ts';
import { sealStep } from '../protection/seal-step.ts';
import { statement, stepRowsOf } from '../statement.ts';
import { keyReused } from './idempotency.ts';
import { arrayLiteral, netEffects } from './net-effects.ts';

const TYPES = ['uuid', 'int', 'timestamptz', 'text', 'text', 'text', 'int', 'text', 'text', 'text', 'text', 'text', 'jsonb', 'boolean'];
const COLUMNS = TYPES.map((_, at) => `v${at}`);
const SAVE = statement(`
  select save_step(${COLUMNS.join(', ')}) as result
  from unnest(${TYPES.map((type, at) => `$${at + 1}::${type}[]`).join(', ')}) s(${COLUMNS.join(', ')})`);

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
  'signing',
  'recalls',
  'uploads',
  'draft',
  'epochs',
  'index',
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
  const { definition, title, parties, line, unit } = step;
  if ([status, definition, title, parties, line, unit].every((fact) => fact === undefined)) return undefined;
  return { status, how: ended, definition, title, parties, line, unit, spread: step.spreadSeconds };
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
  const taken = taskChanges.flatMap(({ assignee }) => {
    if (assignee === actor.account) return [actor.person];
    return assignee !== undefined && assignee === actor.onBehalfOf ? [actor.person, assignee] : [assignee];
  });
  const all = [...given, ...done, ...taken].filter((person) => typeof person === 'string');
  return all.length > 0 ? arrayLiteral([...new Set(all)].sort()) : undefined;
}

/** Absent and empty sections are left out: save_step looks only at what is there. */
function moreOf(step: SaveStep): More {
  const { ended, outbox, ...sections } = netEffects(step);
  const all: More = {
    ...sections,
    create: step.create,
    origin: step.actor.origin,
    participants: participants(step),
    change: step.taskChanges?.map(changeRow),
    facts: facts(step, ended),
    comment: step.comment,
    consumes: step.consumes,
    signing: step.signing,
    recalls: step.recalls,
    uploads: step.uploads,
    draft: step.draft,
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

async function openMatched(db: Database, result: SaveStepResult): Promise<SaveStepResult> {
  if (result.status !== 'applied' || result.matched.length === 0) return result;
  return { ...result, matched: await Promise.all(result.matched.map(async (message) => await openMoving(db, message))) };
}

type Values = readonly [caseId: string, ...rest: readonly unknown[]];

function valuesOf(step: SaveStep, more: More): Values {
  const json = (value: unknown): string | null => (value === undefined ? null : JSON.stringify(value));
  const { actor } = step;
  const rights = step.epochs[0];
  if (rights && rights.account !== actor.account) throw new Invariant('Expected the first rights epoch to be that of the acting account.');
  return [
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
  ];
}

/** In the order of the cases: two nodes whose groups have cases in common wait for each other once, and not in a circle. */
async function saveTogether(db: Database, steps: readonly Values[]): Promise<readonly string[]> {
  const order = steps.map((_, at) => at).sort((a, b) => ((steps[a]?.[0] ?? '') < (steps[b]?.[0] ?? '') ? -1 : 1));
  const columns = TYPES.map((_, column) => order.map((at) => steps[at]?.[column]));
  const rows = await stepRowsOf<{ result: string }>(db, SAVE, columns);
  const results: string[] = [];
  order.forEach((at, place) => (results[at] = rows[place]?.result ?? ''));
  return results;
}

const plainSteps = perDatabase((db) =>
  grouped<Values, string>({ run: async (steps) => await saveTogether(db, steps), undone: rolledBack }, STEP_GROUPS),
);

/** Steps that take further locks, for a new key or a message, or wait for others, go by themselves. */
async function saved(db: Database, step: SaveStep): Promise<string> {
  const whole = await sealStep(db, step, moreOf(step));
  const values = valuesOf(whole.step, whole.more);
  const plain = step.revision > 0 && !values.at(-1);
  return plain ? await plainSteps(db)(values) : ((await saveTogether(db, [values]))[0] ?? '');
}

/** Writes a step. Never retries: on `stale` and `epoch` the caller loads and decides again. */
export async function saveStep(db: Database, step: SaveStep): Promise<SaveStepResult> {
  try {
    return await openMatched(db, resultOf(await saved(db, step), step.revision + 1));
  } catch (fault) {
    const { code } = fault as { code?: string };
    if (code === 'TKCON') return { status: 'consumed' };
    if (code === 'TKDUP') return { status: 'stale' };
    throw fault;
  }
}
