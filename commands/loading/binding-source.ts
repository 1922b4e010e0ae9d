import type { BindingRegister } from '../../engine/bindings/binding.ts';

/** The register of bindings: who works here, by exchange, or on paper. */
export interface BindingSource {
  /** what was read a moment ago; undefined: `load` first */
  atHand(): BindingRegister | undefined;
  load(): Promise<BindingRegister>;
  /** it has changed, on this node at least */
  forget(): void;
}

/** A register that does not change: scenarios, and tests without a database. */
export function fixedBindings(register: BindingRegister): BindingSource {
  return { atHand: () => register, load: async () => register, forget: () => {} };
}
