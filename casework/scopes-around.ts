import type { CaseState } from '../engine/state.ts';

/** Instances of the scopes around an activity instance, outermost first, without itself. */
export function scopesAround({ i }: Pick<CaseState, 'i'>, instance: number): readonly number[] {
  const parents = new Map(i.map(([id, , parent]) => [id, parent]));
  const scopes: number[] = [];
  for (let at = parents.get(instance); at !== undefined && at !== 0; at = parents.get(at)) scopes.unshift(at);
  return scopes;
}
