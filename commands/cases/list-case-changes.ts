/** What each step of a case changed in its data, field by field, with the values before and after: folded from the log (design D11). */
import { isDeepStrictEqual } from 'node:util';
import type { Origin } from '../../engine/command.ts';
import type { CaseVariables } from '../../engine/state.ts';
import type { Json } from '../../expressions/json.ts';
import type { CommandLogEntry, Page, PageRequest } from '../../store/contract.ts';
import { checkedLimit, numberedPage, numberOf } from '../../store/queries/keyset.ts';
import type { Services } from '../contract.ts';
import { logOf, replayEntry, type Replayed } from '../replay-case.ts';

export interface FieldChange {
  /** instance of the scope that holds the variable */
  readonly scope: number;
  /** name of the variable, then of the field within it */
  readonly path: readonly string[];
  /** absent: it was not there, it is not there any more */
  readonly before?: Json;
  readonly after?: Json;
}
export interface CaseChange {
  readonly revision: number;
  readonly at: string;
  readonly actor: CommandLogEntry['actor'];
  readonly origin?: Origin;
  readonly type: string;
  readonly reason?: string;
  /** of a correction: document, date, approving body */
  readonly basis?: Json;
  readonly outcome?: string;
  readonly changes: readonly FieldChange[];
}

/** Oldest first. Throws conflict `contentDestroyed` where the contents are gone. */
export async function listCaseChanges(services: Services, caseId: string, page: PageRequest): Promise<Page<CaseChange>> {
  const limit = checkedLimit(page);
  const after = numberOf(page.cursor);
  const items: CaseChange[] = [];
  let replayed: Replayed | undefined;
  for await (const entry of logOf(services, caseId)) {
    const next = await replayEntry(services, replayed, entry);
    if (entry.revision > after) items.push(changeOf(entry, fieldChanges(replayed?.variables ?? {}, next.variables)));
    replayed = next;
    if (items.length > limit) break;
  }
  return numberedPage(items, limit, ({ revision }) => revision);
}

function changeOf({ revision, at, actor, origin, command }: CommandLogEntry, changes: readonly FieldChange[]): CaseChange {
  const { type, reason, basis, outcome } = command as { type: string; reason?: string; basis?: Json; outcome?: string };
  return {
    revision,
    at,
    actor,
    type,
    changes,
    ...(origin && { origin }),
    ...(reason !== undefined && { reason }),
    ...(basis !== undefined && { basis }),
    ...(outcome !== undefined && { outcome }),
  };
}

export function fieldChanges(before: CaseVariables, after: CaseVariables): readonly FieldChange[] {
  const scopes = [...new Set([...Object.keys(before), ...Object.keys(after)].map(Number))].toSorted((a, b) => a - b);
  return scopes.flatMap((scope) => differences(before[scope] ?? {}, after[scope] ?? {}).map((change) => ({ scope, ...change })));
}

type Fields = Readonly<Record<string, Json>>;
const isFields = (value: Json | undefined): value is Fields => typeof value === 'object' && value !== null && !Array.isArray(value);

/** Lists are compared whole: what moved within one is not a field. */
function differences(before: Fields, after: Fields): readonly Omit<FieldChange, 'scope'>[] {
  return [...new Set([...Object.keys(before), ...Object.keys(after)])].flatMap((name) => {
    const [old, now] = [before[name], after[name]];
    if (isDeepStrictEqual(old, now)) return [];
    if (isFields(old) && isFields(now)) return differences(old, now).map((change) => ({ ...change, path: [name, ...change.path] }));
    return [{ path: [name], ...(old !== undefined && { before: old }), ...(now !== undefined && { after: now }) }];
  });
}
