import { Rejection } from '../../errors.ts';

const ABOUT_VARIABLES = new Set(['formInvalid', 'variablesInvalid']);

/** Faults in form data point into the form's data; in a request that data is the field `variables`. */
export async function pointingIntoVariables<T>(work: Promise<T>): Promise<T> {
  try {
    return await work;
  } catch (error) {
    if (!(error instanceof Rejection) || !ABOUT_VARIABLES.has(error.code)) throw error;
    const problems = error.problems.map((problem) => ({ ...problem, path: `/variables${problem.path ?? ''}` }));
    throw new Rejection(error.kind, error.code, error.message, { details: { ...error.details }, problems, cause: error });
  }
}
