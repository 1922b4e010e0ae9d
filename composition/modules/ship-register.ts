import { INSTALLER_ACTOR } from '../../commands/actors.ts';
import { ACCESS_REGISTER } from '../../commands/access/access-value.ts';
import type { Services } from '../../commands/contract.ts';
import { shipParameters } from '../../store/repositories/parameters.ts';
import { parameterRecord } from './parameter-record.ts';

/** Entries of the register that belong to no procedure: those about signing in. A version that is there already stays as it is. */
export async function shipRegister({ db, clock, law }: Services): Promise<void> {
  await shipParameters(db, ACCESS_REGISTER.map(parameterRecord), INSTALLER_ACTOR.account, clock());
  law.forget();
}
