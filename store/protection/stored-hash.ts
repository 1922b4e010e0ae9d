import { createHash } from 'node:crypto';
import type { CaseState, CaseVariables } from '../../engine/state.ts';
import type { Session } from '../connection.ts';
import type { CommandLogEntry } from '../contract.ts';
import { requireKeys } from './sealed.ts';
import { sealState, sealVariables } from './seal-step.ts';

/**
 * What `stateHash` of a log entry must be when replaying it came to this state; `variables`: only when the entry changed them. The
 * names of what it sealed stand in what it resolved.
 */
export async function storedHash(
  session: Session,
  { caseId, resolved, sealed }: Pick<CommandLogEntry, 'caseId' | 'resolved' | 'sealed'>,
  { state, variables }: { readonly state: CaseState; readonly variables?: CaseVariables | undefined },
): Promise<string> {
  const key = sealed ? await requireKeys(session).keyOf(caseId) : undefined;
  const names = (resolved as { readonly sealed?: readonly string[] } | null)?.sealed ?? [];
  const stateText = JSON.stringify(key ? sealState(key, state) : state);
  const variablesText = variables ? JSON.stringify(key ? sealVariables(key, names, variables) : variables) : '';
  return createHash('sha256').update(`${stateText}\u001f${variablesText}`).digest('hex');
}
