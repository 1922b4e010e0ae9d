import type { BindingRegister, RoleBinding, WorkMode } from './binding.ts';

/** With whom work goes when it is not done here. */
export interface ModePlace {
  readonly unitPath: string;
  readonly partner: string;
  readonly clerkRole: string;
}

/** The register that scenarios say in short: `{ "reviewer": "paper" }`. In force always. */
export function registerOfModes(modes: Readonly<Record<string, WorkMode>>, { unitPath, partner, clerkRole }: ModePlace): BindingRegister {
  const bindings = Object.entries(modes).map(([role, mode], index): RoleBinding => {
    const entry = { id: index + 1, role, unitPath, mode, validFrom: '0001-01-01' };
    if (mode === 'internal') return entry;
    return mode === 'paper' ? { ...entry, clerkRole } : { ...entry, partner };
  });
  return { bindings, agencies: [] };
}
