import { Rejection } from '../../errors.ts';

/** The server cannot start here. Says what was found and what the person who starts the product can do about it. */
export function startupProblem(code: string, message: string, remedy: string, cause?: unknown): Rejection {
  return new Rejection('validation', `embedded.${code}`, `${message} ${remedy}`, {
    problems: [{ code: `embedded.${code}`, message, remedy }],
    cause,
  });
}
