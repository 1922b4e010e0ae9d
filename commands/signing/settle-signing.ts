/** A signing that nobody finished. All signed, and not on record: the step is taken now, or refused for good. Else it has expired. */
import { Rejection } from '../../errors.ts';
import { closeSigning, findSigning } from '../../store/repositories/signings.ts';
import type { PlainCommandOf } from '../case-command.ts';
import type { RunCommand } from '../contract.ts';
import { isUuid } from '../is-uuid.ts';
import { finishSigning } from './finish-signing.ts';

export const settleSigning = (run: RunCommand): PlainCommandOf<'settleSigning'> => ({
  kind: 'plain',
  by: 'system',
  answer: 'kept',
  async run(_, { services, input }, now) {
    const signing = isUuid(input.signing) ? await findSigning(services.db, input.signing) : undefined;
    if (!signing) return { state: 'unknown' };
    if (signing.state === 'prepared' && signing.expiresAt <= now) await closeSigning(services.db, signing.id, 'expired', undefined, now);
    if (signing.state === 'signed') await finished(async () => await finishSigning(run, services, signing, undefined, now));
    return { state: (await findSigning(services.db, signing.id))?.state ?? 'unknown' };
  },
});

/** What refuses the step has closed the signing. */
async function finished(finish: () => Promise<unknown>): Promise<void> {
  try {
    await finish();
  } catch (error) {
    if (!(error instanceof Rejection)) throw error;
  }
}
