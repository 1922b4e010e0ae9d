import type { Catalogue } from './catalogue.ts';
import { ZONE, type FormScope } from './form.ts';

/** What is the same for every field of a form that is being checked. */
export interface World {
  /** ISO 8601 UTC */
  readonly now: string;
  /** ISO date on the law's clock */
  readonly today: string;
  readonly openedOn: string;
  readonly catalogue: (key: string) => Catalogue | undefined;
  readonly unit: FormScope['unit'];
}

export function worldOf({ now, openedOn, catalogue = () => undefined, unit }: FormScope): World {
  const today = Temporal.Instant.from(now).toZonedDateTimeISO(ZONE).toPlainDate().toString();
  return { now, today, openedOn: openedOn ?? today, catalogue, unit };
}
