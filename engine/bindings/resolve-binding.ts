/**
 * Which binding holds for a task: of the role before its agency type, of the nearest unit before those above it, of several for the
 * same unit the one that was recorded last. A task that several roles may do is done here as long as one of them works here.
 */
import type { BindingReference, BindingRegister, RoleAgency, RoleBinding, TaskBinding } from './binding.ts';

/** Undefined: the work is done here. `caseUnit`: where the case lies. */
export function resolveBinding(register: BindingRegister, reference: BindingReference, caseUnit: string): TaskBinding | undefined {
  const { roles, unit = caseUnit, on } = reference;
  const found = roles.map((role) => bindingOfRole(register, role, unit, on));
  return found.every((binding) => binding !== undefined) ? found[0] : undefined;
}

/** The agency type of a role on a day; undefined where the register says none. */
export function agencyTypeOf(agencies: readonly RoleAgency[], role: string, on: string): string | undefined {
  return latest(agencies.filter((entry) => entry.role === role && isInForce(entry, on)))?.agencyType;
}

function bindingOfRole({ bindings, agencies }: BindingRegister, role: string, unit: string, on: string): TaskBinding | undefined {
  const agencyType = agencyTypeOf(agencies, role, on);
  const inForce = bindings.filter((entry) => isInForce(entry, on) && covers(entry.unitPath, unit));
  const found =
    nearest(inForce.filter((entry) => entry.role === role)) ??
    (agencyType === undefined ? undefined : nearest(inForce.filter((entry) => entry.agencyType === agencyType)));
  if (!found || found.mode === 'internal' || found.mode === 'inherit') return undefined;
  const { mode, id, partner, clerkRole, fallbackRole, onBounce, shares } = found;
  return {
    mode,
    binding: id,
    role,
    ...(agencyType !== undefined && { agencyType }),
    ...(partner !== undefined && { partner }),
    ...(clerkRole !== undefined && { clerkRole }),
    ...(fallbackRole !== undefined && { fallbackRole }),
    ...(onBounce !== undefined && { onBounce }),
    ...(shares?.length && { shares }),
  };
}

/** All of `bindings` cover the unit: the longer the path, the nearer. What was withdrawn (`inherit`) gives way to the unit above. */
function nearest(bindings: readonly RoleBinding[]): RoleBinding | undefined {
  const paths = [...new Set(bindings.map(({ unitPath }) => unitPath))].sort((a, b) => b.length - a.length);
  for (const path of paths) {
    const last = latest(bindings.filter(({ unitPath }) => unitPath === path));
    if (last && last.mode !== 'inherit') return last;
  }
  return undefined;
}

function latest<T extends { readonly id: number }>(entries: readonly T[]): T | undefined {
  return entries.reduce<T | undefined>((last, entry) => (last === undefined || entry.id > last.id ? entry : last), undefined);
}

/** An entry without a unit covers all. */
const covers = (above: string, unit: string): boolean => above === '' || unit === above || unit.startsWith(`${above}.`);

const isInForce = ({ validFrom, validTo }: { readonly validFrom: string; readonly validTo?: string }, on: string): boolean =>
  validFrom <= on && (validTo === undefined || on < validTo);
