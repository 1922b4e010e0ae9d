import type { Actor } from '../../engine/command.ts';
import { insertAccess, type AccessEntry } from '../../store/repositories/access-log.ts';
import type { Services } from '../contract.ts';

export type Access = Omit<AccessEntry, 'id' | 'actor' | 'unitPath'>;

/**
 * Puts on the access log who is about to be given what, and for what purpose: written before the answer is released (design section
 * 4, point 7). Throws Transient where it cannot be written: then nothing may be released.
 */
export async function recordAccess({ db, newId, rootUnit }: Services, actor: Actor, access: Access): Promise<void> {
  await insertAccess(db, { ...access, id: newId(), actor, unitPath: rootUnit });
}
