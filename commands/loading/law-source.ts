import type { Calendar } from '../../law/calendar.ts';
import type { Parameter } from '../../law/parameter.ts';

/** The register of law: parameters and calendars that are in force, by key. */
export interface LawSource {
  /** all active versions, in any order; empty when the key is unknown */
  parameters(key: string): Promise<readonly Parameter[]>;
  calendar(key: string): Promise<Calendar | undefined>;
}
