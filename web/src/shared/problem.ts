/** What the server refused, as it said it (RFC 9457), or that it could not be reached. */
import type { ProblemDetails } from '../../../api/contract/problem.ts';

export class Problem extends Error {
  readonly status: number;
  readonly code: string;
  readonly remedy: string | undefined;
  readonly errors: NonNullable<ProblemDetails['errors']>;
  readonly request: string | undefined;

  constructor(details: Partial<ProblemDetails> & { readonly code: string; readonly title: string }) {
    super(details.detail ?? details.title);
    this.status = details.status ?? 0;
    this.code = details.code;
    this.remedy = details.remedy;
    this.errors = details.errors ?? [];
    this.request = details.instance?.split(':').at(-1);
  }
}

export const isProblem = (error: unknown): error is Problem => error instanceof Problem;
