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
  /** after so many seconds, where the server says so */
  readonly wait: number | undefined;

  constructor(details: Partial<ProblemDetails> & { readonly code: string; readonly title: string }, passing = false, wait?: number) {
    super(details.detail ?? details.title);
    this.code = details.code;
    this.remedy = details.remedy;
    this.errors = details.errors ?? [];
    this.passing = passing;
    this.wait = wait;
    this.request = details.instance?.split(':').at(-1);
  }
}

export const isProblem = (error: unknown): error is Problem => error instanceof Problem;

/** `retryAfter`: the header by which the server says that asking again is of use, and in how many seconds. */
export function problemOf(text: string, retryAfter: string | null): Problem {
  const wait = Number(retryAfter);
  try {
    const details = JSON.parse(text) as { code: string; title: string };
    return new Problem(details, retryAfter !== null, wait > 0 ? wait : undefined);
  } catch {
    return new Problem({ code: 'unreadable', title: i18n.t('problem.unreadable') }, true);
  }
}
