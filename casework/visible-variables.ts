import type { Variables } from '../engine/command.ts';
import type { CaseState, CaseVariables } from '../engine/state.ts';

/** What an activity instance sees: its own variables before those of the scopes around it. */
export function visibleVariables(
  { state, variables }: { readonly state: CaseState; readonly variables: CaseVariables },
  instance: number,
): Variables {
  const parents = new Map(state.i.map(([id, , parent]) => [id, parent]));
  const chain: number[] = [];
  for (let at: number | undefined = instance; at !== undefined && at !== 0; at = parents.get(at)) chain.unshift(at);
  return Object.assign({}, ...chain.map((id) => variables[String(id)] ?? {})) as Variables;
}
