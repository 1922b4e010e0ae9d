import { notFound, requirePermission } from '../../casework/require-permission.ts';
import type { NumberEntry, NumberRegister } from '../../store/number-contract.ts';
import { findNumberEntry, findNumberRegister } from '../../store/queries/list-numbers.ts';
import type { Services } from '../contract.ts';
import type { NumberRef } from '../number-contract.ts';
import type { Acting } from '../rights/acting.ts';

export interface NumberInRegister {
  readonly register: NumberRegister;
  readonly entry: NumberEntry;
}

/** The register, for who may do `action` with it. Throws notFound `numberRegisterNotFound`, then forbidden. */
export async function registerFor(
  { db }: Services,
  { ability }: Pick<Acting, 'ability'>,
  id: number,
  action: string,
): Promise<NumberRegister> {
  const register = Number.isSafeInteger(id) ? await findNumberRegister(db, id) : undefined;
  if (!register) throw notFound('NumberRegister');
  requirePermission(ability, action, 'NumberRegister', { ...register });
  return register;
}

/** Throws notFound `numberRegisterNotFound`, `numberNotFound`, forbidden. */
export async function numberFor(
  services: Services,
  acting: Pick<Acting, 'ability'>,
  { register: id, ordinal }: NumberRef,
  action: string,
): Promise<NumberInRegister> {
  const register = await registerFor(services, acting, id, action);
  const entry =
    Number.isInteger(ordinal) && ordinal > 0 && ordinal <= register.last ? await findNumberEntry(services.db, id, ordinal) : undefined;
  if (!entry) throw notFound('Number');
  return { register, entry };
}
