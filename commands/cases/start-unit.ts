import { unitExists } from '../../store/queries/unit-exists.ts';
import type { Services } from '../contract.ts';
import { invalidInput } from '../invalid-input.ts';

/** Nobody would see the tasks of a case in a unit that is not there. Throws validation `unitUnknown`. */
export async function requireUnit({ db }: Services, unitPath: string): Promise<void> {
  if (await unitExists(db, unitPath)) return;
  throw invalidInput('unitUnknown', 'unitPath', `Expected unit '${unitPath}' to exist.`, 'unitUnknown');
}
