/** Gives out the code by which a citizen follows the case, in place of the one before. It is said once, and kept by nobody. */
import { newLookupCode } from '../../protection/lookup-code.ts';
import { byRight } from '../../store/by-right.ts';
import { recordAct } from '../../store/repositories/acts.ts';
import { loadCase } from '../../store/repositories/load-case.ts';
import { saveLookupCode } from '../../store/repositories/lookup-codes.ts';
import { notFound, requirePermission } from '../../casework/require-permission.ts';
import type { PlainCommandOf } from '../case-command.ts';
import { invalidInput } from '../invalid-input.ts';

const EARLIEST = 1_900;

/** Throws validation `birthYearInvalid`. */
export const renewLookupCode: PlainCommandOf<'renewLookupCode'> = {
  kind: 'plain',
  by: 'person',
  answer: 'never',
  async run({ ability, actor, epochs }, { services, input }, now) {
    const { caseId, birthYear } = input;
    const found = await loadCase(services.db, caseId, { now });
    if (!found) throw notFound('Case');
    const { procedure, unitPath } = found.case;
    requirePermission(ability, 'renewLookupCode', 'Case', { ...found.case });
    const latest = Number(now.slice(0, 4));
    if (!Number.isInteger(birthYear) || birthYear < EARLIEST || birthYear > latest)
      throw invalidInput('birthYearInvalid', 'birthYear', 'Expected a year of birth.', 'outOfRange', { least: EARLIEST, most: latest });
    const code = newLookupCode();
    await byRight(services.db, epochs, async (tx) => {
      await saveLookupCode(tx, { caseId, code, birthYear, now, account: actor.account });
      const epoch = epochs[0]?.epoch;
      await recordAct(tx, { at: now, actor, epoch, act: 'renewLookupCode', subject: caseId, procedure, unitPath, outcome: {} });
    });
    return { code };
  },
};
