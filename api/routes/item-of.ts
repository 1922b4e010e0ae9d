import type { Static } from 'typebox';
import type { Plain } from '../route.ts';
import type { ItemResult, StepOutcome } from '../../commands/contract.ts';
import type { Refusal, StepResult } from '../contract/step-outcome.ts';
import type { Language } from '../language.ts';
import { failureText, textOfProblem } from '../message-catalogue.ts';

type Refused = Extract<ItemResult<unknown>, { ok: false }>['refusal'];

/** One answer among many, as the contract has it and in the reader's language, as a refusal of its own would be. */
export function itemOf(result: ItemResult<StepOutcome>, language: Language): Plain<Static<typeof StepResult>> {
  return result.ok ? result : { ok: false, refusal: refusalOf(result.refusal, language) };
}

export function refusalOf(refusal: Refused, language: Language): Plain<Static<typeof Refusal>> {
  const { title, detail } = failureText(refusal, language);
  return {
    kind: refusal.kind,
    code: refusal.code,
    message: detail ?? title,
    problems: refusal.problems.map((problem) => ({ code: problem.code, path: problem.path, ...textOfProblem(problem, language) })),
  };
}
