import { INSTALLER_ACTOR } from '../../commands/actors.ts';
import type { Services } from '../../commands/contract.ts';
import { LAW_CHANGE } from '../../commands/law/propose-release.ts';
import { runCommand } from '../../commands/run-command.ts';
import { Rejection } from '../../errors.ts';
import type { Json } from '../../expressions/json.ts';
import { businessKeyExists } from '../../store/queries/business-key-exists.ts';
import type { LawState } from './law-state.ts';

/** `release` names what is proposed. One that cannot be proposed stops no deployment: the law in force stays, and the report says why. */
export async function proposeLaw(
  services: Services,
  { release, change }: { readonly release: string; readonly change: Json },
  dryRun: boolean,
): Promise<Pick<LawState, 'state' | 'reason'>> {
  if (await businessKeyExists(services.db, LAW_CHANGE, release)) return { state: 'declined' };
  if (dryRun) return { state: 'proposed' };
  try {
    await runCommand(services, INSTALLER_ACTOR, { type: 'proposeRelease', release, change });
    return { state: 'proposed' };
  } catch (error) {
    if (!(error instanceof Rejection)) throw error;
    const { code, message } = error;
    // another node did the same at this moment
    return code === 'businessKeyTaken' ? { state: 'proposed' } : { state: 'refused', reason: { code, message } };
  }
}
