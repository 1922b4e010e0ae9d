/**
 * The state of a case, from its command log alone (design D11): the recorded commands, instants, actors and versions go through
 * the same kernel again. Reads definitions, never cases; what comes out equals the stored state byte for byte.
 */
import { Invariant, Rejection } from '../errors.ts';
import type { Effect } from '../engine/effect.ts';
import type { CaseState, CaseVariables } from '../engine/state.ts';
import type { CommandLogEntry } from '../store/contract.ts';
import { listHistory } from '../store/queries/case-history.ts';
import type { Services } from './contract.ts';
import { isKernelCommand } from './kernel-commands.ts';
import { carryOut } from './step/carry-out.ts';
import { partsFrom, type Resolved } from './step/parts.ts';

export interface Replayed {
  readonly state: CaseState;
  readonly variables: CaseVariables;
  readonly revision: number;
  /** what the last step did */
  readonly effects: readonly Effect[];
}

const PAGE = 200;

/** Up to `revision`, or to the end. Undefined when the case has no log. */
export async function replayCase(services: Services, caseId: string, revision = Number.POSITIVE_INFINITY): Promise<Replayed | undefined> {
  let replayed: Replayed | undefined;
  for await (const entry of logOf(services, caseId)) {
    if (entry.revision > revision) break;
    replayed = await replayEntry(services, replayed, entry);
  }
  return replayed;
}

/** Throws Invariant where the log has a gap, conflict `contentDestroyed` where the contents are gone. */
export async function replayEntry(services: Services, before: Replayed | undefined, entry: CommandLogEntry): Promise<Replayed> {
  const { command, revision, at, actor, resolved } = entry;
  if (revision !== (before?.revision ?? 0) + 1)
    throw new Invariant(`Expected entry ${(before?.revision ?? 0) + 1} of the log, but found ${revision}.`);
  if (entry.stateHash === '')
    throw new Rejection('conflict', 'contentDestroyed', 'Expected contents of the step, but they were destroyed after their term.');
  if (!isKernelCommand(command)) {
    if (!before) throw new Invariant('Expected a log to begin with the start of its case.');
    return { ...before, revision, effects: [] };
  }
  const parts = partsFrom((resolved ?? {}) as Resolved);
  const { result } = await carryOut(
    services,
    { now: at, actor, caseId: entry.caseId },
    { state: before?.state, variables: before?.variables },
    command,
    parts,
  );
  // the same hop that storing and loading made
  const { state, variables } = JSON.parse(JSON.stringify({ state: result.state, variables: result.variables })) as Pick<
    Replayed,
    'state' | 'variables'
  >;
  return { state, variables, revision, effects: result.effects };
}

/** Steps of a case, oldest first. */
export async function* logOf({ db }: Services, caseId: string): AsyncGenerator<CommandLogEntry> {
  let cursor: string | undefined;
  do {
    const page = await listHistory(db, caseId, { limit: PAGE, ...(cursor !== undefined && { cursor }) });
    yield* page.items;
    cursor = page.next;
  } while (cursor !== undefined);
}
