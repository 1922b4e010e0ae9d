/** The sensitive values of a case, those of earlier steps too: what its answers are masked by. */
import { SensitiveValues } from '../../protection/sensitive-values.ts';
import type { LoadedCase } from '../../store/contract.ts';
import { listHistory } from '../../store/queries/case-history.ts';
import type { Services } from '../contract.ts';
import { formsOf } from '../loading/forms-of.ts';
import { dataOf, withSealed } from './protect-step.ts';
import { sensitiveShape } from './sensitive-shape.ts';

export interface CaseValues {
  readonly values: SensitiveValues;
  /** places that forms or what is stored say are sensitive */
  readonly places: ReadonlySet<string>;
}

/** Undefined where nothing of the case is sensitive. */
export async function caseValues(services: Services, loaded: LoadedCase): Promise<CaseValues | undefined> {
  return valuesAt(loaded, await sensitivePlaces(services, loaded));
}

/** Places that a form calls sensitive, and whatever is stored sealed. */
export async function sensitivePlaces(services: Services, loaded: LoadedCase): Promise<ReadonlySet<string>> {
  const { places } = await sensitiveShape(services, loaded.case.definition);
  return withSealed(places, loaded.sealed);
}

/** Places that a form leaves to who is named by a rule. */
export async function placesByRule(services: Services, definition: string): Promise<ReadonlySet<string>> {
  const forms = await formsOf(services, definition);
  return new Set(forms.flatMap(({ fields }) => fields.flatMap(({ path, field }) => (field.access === 'byRule' ? [path] : []))));
}

/** The values of the case at these places; undefined where there are no places. */
export function valuesAt(loaded: LoadedCase, places: ReadonlySet<string>): CaseValues | undefined {
  if (places.size === 0) return undefined;
  const values = new SensitiveValues(places);
  for (const scope of Object.values(loaded.variables)) values.learn(scope);
  return { values, places };
}

const PAGE = 200;

/** Also what was entered once and corrected since. */
export async function learnHistory({ db }: Services, { values }: CaseValues, caseId: string): Promise<void> {
  for (let cursor: string | undefined = '0'; cursor !== undefined;) {
    const page = await listHistory(db, caseId, { limit: PAGE, cursor });
    for (const { command } of page.items) for (const scope of dataOf(command)) values.learn(scope);
    cursor = page.next;
  }
}
