import type { Static } from 'typebox';
import type { Plain } from '../route.ts';
import type { ItemResult, StepOutcome } from '../../commands/contract.ts';
import type { StepResult } from '../contract/step-outcome.ts';

/** One answer among many, as the contract has it: of a problem, what is a client's business. */
export function itemOf(result: ItemResult<StepOutcome>): Plain<Static<typeof StepResult>> {
  if (result.ok) return result;
  const { kind, code, message, problems } = result.refusal;
  return {
    ok: false,
    refusal: {
      kind,
      code,
      message,
      problems: problems.map(({ code: what, path, message: text, remedy }) => ({ code: what, path, message: text, remedy })),
    },
  };
}
