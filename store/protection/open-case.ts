/** A case as the kernel knows it, from what is stored of it. Cases without sensitive values pass through as they are. */
import { Invariant } from '../../errors.ts';
import type { CaseVariables } from '../../engine/state.ts';
import type { DataKey } from '../../protection/data-key.ts';
import type { Session } from '../connection.ts';
import type { CommandLogEntry, LoadedCase } from '../contract.ts';
import type { KeyStore } from './key-store.ts';
import { isSealed, openJson, requireKeys } from './sealed.ts';
import { variablePlace } from './seal-step.ts';

export async function openCase(session: Session, loaded: LoadedCase): Promise<LoadedCase> {
  if (!isSealed(loaded.state)) return loaded;
  const key = await caseKey(requireKeys(session), loaded.case.id);
  return { ...loaded, state: openJson(key, loaded.state, 'state'), ...openScopes(key, loaded.variables) };
}

export interface OpenVariables {
  readonly variables: CaseVariables;
  /** names of those that are stored sealed */
  readonly sealed: readonly string[];
}

/** The variables of a case alone, without its state. */
export async function openVariables(session: Session, caseId: string, stored: CaseVariables): Promise<OpenVariables> {
  const isPlain = Object.values(stored).every((values) => !Object.values(values).some(isSealed));
  return isPlain ? { variables: stored, sealed: [] } : openScopes(await caseKey(requireKeys(session), caseId), stored);
}

function openScopes(key: DataKey, stored: CaseVariables): OpenVariables {
  const sealed = new Set<string>();
  const variables: Record<string, CaseVariables[string]> = {};
  for (const [scope, values] of Object.entries(stored)) {
    const open = Object.entries(values).map(([name, value]) => {
      if (!isSealed(value)) return [name, value] as const;
      sealed.add(name);
      return [name, openJson<typeof value>(key, value, variablePlace(scope, name))] as const;
    });
    variables[scope] = Object.fromEntries(open) as CaseVariables[string];
  }
  return { variables, sealed: [...sealed] };
}

/** One entry of the log, or the parts of it that were read. */
export async function openEntry<T extends Partial<CommandLogEntry> & { readonly revision: number }>(
  session: Session,
  caseId: string,
  entry: T,
): Promise<T> {
  const parts = (['command', 'resolved', 'trace'] as const).filter((part) => isSealed(entry[part]));
  if (parts.length === 0) return entry;
  const key = await caseKey(requireKeys(session), caseId);
  const open = parts.map((part) => {
    const stored = entry[part];
    return [part, isSealed(stored) ? openJson(key, stored, `${entry.revision}/${part}`) : stored] as const;
  });
  return { ...entry, ...Object.fromEntries(open), ...('command' in entry && { sealed: true }) };
}

const COMMENT = /^\{"\$sealed":"[^"]+"\}$/;

/** A comment that only looks like one of ours is what somebody wrote. */
export async function openComment(session: Session, caseId: string, revision: number, text: string): Promise<string> {
  if (!COMMENT.test(text)) return text;
  const key = await session.keys?.existing(caseId);
  return key ? openJson<string>(key, JSON.parse(text) as { $sealed: string }, `${revision}/comment`) : text;
}

async function caseKey(keys: KeyStore, caseId: string): Promise<DataKey> {
  const key = await keys.existing(caseId);
  if (key) return key;
  throw new Invariant(`Expected case ${caseId} to have a data key.`);
}
