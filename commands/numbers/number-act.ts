import type { Json } from '../../expressions/json.ts';
import type { NumberEntry } from '../../store/number-contract.ts';
import type { Act } from '../../store/repositories/acts.ts';
import type { By } from '../../store/repositories/numbers.ts';
import type { Acting } from '../rights/acting.ts';

export const byOf = ({ actor }: Acting, now: string): By => ({ account: actor.account, person: actor.person, now });

/** On the record of administration: what a person did with a number, where the right to it was held. */
export function numberAct(
  { actor, epochs }: Acting,
  now: string,
  act: string,
  { register, ordinal, number, day, state }: NumberEntry,
  unitPath: string,
  more: { readonly reason?: string; readonly outcome?: Readonly<Record<string, Json>> } = {},
): Act {
  const outcome = { number, day, state, ...more.outcome };
  return { at: now, actor, epoch: epochs[0]?.epoch, act, subject: `${register}/${ordinal}`, unitPath, reason: more.reason, outcome };
}
