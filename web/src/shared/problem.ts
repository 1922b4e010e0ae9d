/** What the server refused, as it said it (RFC 9457), or that it could not be reached. */
import i18n from 'i18next';
import type { ProblemDetails } from '../../../api/contract/problem.ts';

export class Problem extends Error {
  readonly code: string;
  readonly remedy: string | undefined;
  readonly errors: NonNullable<ProblemDetails['errors']>;
  readonly request: string | undefined;
  /** it may pass by itself: asking again is of use */
  readonly passing: boolean;

  constructor(details: Partial<ProblemDetails> & { readonly code: string; readonly title: string }, passing = false) {
    super(details.detail ?? details.title);
    this.code = details.code;
    this.remedy = details.remedy;
    this.errors = details.errors ?? [];
    this.passing = passing;
    this.request = details.instance?.split(':').at(-1);
  }
}

export const isProblem = (error: unknown): error is Problem => error instanceof Problem;

/** `passing`: the server says that asking again is of use. */
export function problemOf(text: string, passing: boolean): Problem {
  try {
    return new Problem(JSON.parse(text) as { code: string; title: string }, passing);
  } catch {
    return new Problem({ code: 'unreadable', title: i18n.t('problem.unreadable') }, true);
  }
}
