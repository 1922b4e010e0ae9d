/** Problem Details (RFC 9457): the one shape of every failure on the wire. Defects and passing faults show nothing but a reference. */
import { Rejection, Transient, type Problem } from '../errors.ts';
import type { ProblemDetails } from './contract/problem.ts';
import { ERROR_STATUS, type FailureKind } from './error-status.ts';
import type { Language } from './language.ts';
import { failureText, textOfProblem } from './message-catalogue.ts';
import { ProtocolRefusal } from './protocol-refusal.ts';

export interface Failure {
  readonly kind: FailureKind;
  readonly code: string;
  readonly details: Readonly<Record<string, unknown>>;
  readonly problems: readonly Problem[];
  readonly headers: Readonly<Record<string, string>>;
}

const RETRY_SECONDS = 2;

export function failureOf(error: unknown): Failure {
  if (error instanceof ProtocolRefusal) return error;
  if (error instanceof Rejection) {
    const { kind, code, details, problems } = error;
    const wait = details['retryAfterSeconds'];
    return { kind, code, details, problems, headers: typeof wait === 'number' ? { 'Retry-After': String(Math.ceil(wait)) } : {} };
  }
  const empty = { details: {}, problems: [] };
  if (error instanceof Transient) return { kind: 'transient', code: 'busy', ...empty, headers: { 'Retry-After': String(RETRY_SECONDS) } };
  return { kind: 'defect', code: 'defect', ...empty, headers: {} };
}

/** `instance` is the request's id: what the user quotes, and what joins the answer to the log. */
export function problemDetails(failure: Failure, language: Language, instance: string): ProblemDetails {
  const { kind, code, problems } = failure;
  const { title, detail, remedy } = failureText(failure, language);
  const details: ProblemDetails = {
    type: `urn:trinh-ky:problem:${code}`,
    title,
    status: ERROR_STATUS[kind],
    code,
    instance: `urn:trinh-ky:request:${instance}`,
    ...(detail !== undefined && { detail }),
    ...(remedy !== undefined && { remedy }),
  };
  return problems.length === 0 ? details : { ...details, errors: problems.map((problem) => wireProblem(problem, language)) };
}

function wireProblem(problem: Problem, language: Language): NonNullable<ProblemDetails['errors']>[number] {
  const { message, remedy } = textOfProblem(problem, language);
  const { resource, severity } = problem as { readonly resource?: string; readonly severity?: 'error' | 'warning' };
  return {
    code: problem.code,
    pointer: problem.path ?? '',
    message,
    ...(remedy !== undefined && { remedy }),
    ...(resource !== undefined && { resource }),
    ...(severity !== undefined && { severity }),
  };
}
