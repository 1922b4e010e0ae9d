import { loadCase } from '../../store/repositories/load-case.ts';
import type { Services } from '../contract.ts';
import { caseValues } from './case-values.ts';

/** A text about a case that is kept outside its record, such as the error of a job: without what is sensitive in the case. */
export async function redactForCase(services: Services, caseId: string | undefined, text: string): Promise<string> {
  if (caseId === undefined || !(await services.db.keys?.existing(caseId))) return text;
  const loaded = await loadCase(services.db, caseId, { now: services.clock() });
  const known = loaded && (await caseValues(services, loaded));
  return known ? known.values.redact(text) : text;
}
