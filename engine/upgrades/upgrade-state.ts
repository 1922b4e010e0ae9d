/** State saved by earlier versions still loads: one function per version step is added here, none is ever removed. */
import { Invariant } from '../../errors.ts';
import { type CaseState, STATE_VERSION } from '../state.ts';

export function upgradeState(state: CaseState): CaseState {
  const version: number = state.v;
  if (version === STATE_VERSION) return state;
  throw new Invariant(`Expected a state of version ${STATE_VERSION} or older, but it is of version ${version}.`);
}
