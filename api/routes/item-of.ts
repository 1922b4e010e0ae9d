import type { Static } from 'typebox';
import type { Plain } from '../route.ts';
import type { ItemResult, StepOutcome } from '../../commands/contract.ts';
import type { StepResult } from '../contract/step-outcome.ts';
import type { Language } from '../language.ts';
import { failureText, textOfProblem } from '../message-catalogue.ts';

type Refused = Extract<Plain<Static<typeof StepResult>>, { readonly ok: false }>;
type Item<T> = { readonly ok: true; readonly outcome: T } | Refused;

/** One answer among many, as the contract has it and in the reader's language, as a refusal of its own would be. */
export function itemOf<T extends StepOutcome>(result: ItemResult<T>, language: Language): Item<T> {
  if (result.ok) return result;
  const { refusal } = result;
  const { title, detail } = failureText(refusal, language);
  return {
    ok: false,
    refusal: {
      kind: refusal.kind,
      code: refusal.code,
      message: detail ?? title,
      problems: refusal.problems.map((problem) => ({ code: problem.code, path: problem.path, ...textOfProblem(problem, language) })),
    },
  };
}
