import i18n from 'i18next';
import type { VerificationReport } from '../../../signing/report/verification-report.ts';
import { problemOf } from '../shared/problem.ts';
import { send } from '../shared/request.ts';

/** Throws Problem. */
export async function checkFile(file: File): Promise<VerificationReport> {
  const response = await send('/api/v1/verifications', {
    method: 'POST',
    credentials: 'same-origin',
    headers: {
      Accept: 'application/json, application/problem+json',
      'Accept-Language': i18n.language,
      'Content-Type': 'application/pdf',
    },
    body: file,
  });
  const text = await response.text();
  if (response.ok) return JSON.parse(text) as VerificationReport;
  throw problemOf(text, response.headers.get('Retry-After'));
}
