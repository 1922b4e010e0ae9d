import type { Problem } from '../../errors.ts';
import { dmnProblem, type Details, type DmnProblemCode } from './problem.ts';

/** An evaluation that has no result: a hit policy violated, an input of the wrong type, an element that cannot run. */
export class DecisionFailure extends Error {
  readonly problem: Problem;
  /** `element`: id of the element that failed */
  constructor(code: DmnProblemCode, element: string | undefined, details: Details = {}) {
    const problem = dmnProblem(code, element, details);
    super(problem.message);
    this.name = 'DecisionFailure';
    this.problem = problem;
  }
}
