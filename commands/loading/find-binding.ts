/** How the work of a role reaches it, from the register of bindings. What a recorded step did not note was done here. */
import type { BindingReference, BindingRegister, TaskBinding } from '../../engine/bindings/binding.ts';
import { resolveBinding } from '../../engine/bindings/resolve-binding.ts';
import type { Services } from '../contract.ts';
import type { CasePlace } from './case-place.ts';

type Found = TaskBinding | 'here';

export async function findBinding({ bindings }: Services, reference: BindingReference, place: CasePlace): Promise<Found> {
  return place.unitPath === undefined ? 'here' : resolved(await bindings.load(), reference, place.unitPath);
}

/** Undefined when the register has to be read first. */
export function bindingAtHand({ bindings }: Services, reference: BindingReference, { unitPath }: CasePlace): Found | undefined {
  if (unitPath === undefined) return 'here';
  const register = bindings.atHand();
  return register && resolved(register, reference, unitPath);
}

function resolved(register: BindingRegister, reference: BindingReference, unitPath: string): Found {
  return resolveBinding(register, reference, unitPath) ?? 'here';
}
