import { checkedUnit } from '../../casework/start-rights.ts';
import { stepFuel } from '../../engine/fuel.ts';
import { feel } from '../../expressions/feel.ts';
import { findCase } from '../../store/queries/find-case.ts';
import type { Services } from '../contract.ts';

const ROOT = '1';

/**
 * The unit that a document of a case is sent to: text, or after `=` FEEL on the variables of the case, as of a task's candidates. Throws
 * Rejection `unitInvalid` and ExpressionError: a sending without its unit would go to another office.
 */
export async function recipientUnit({ db, limits, clock }: Services, unit: string, caseId: string): Promise<string> {
  if (!unit.startsWith('=')) return checkedUnit(unit);
  const now = clock();
  const variables = (await findCase(db, caseId, now))?.variables[ROOT] ?? {};
  const value = feel.compile(unit).evaluate({ variable: (name) => variables[name], now, fuel: stepFuel(limits.fuel) });
  return checkedUnit(typeof value === 'string' ? value : '');
}
