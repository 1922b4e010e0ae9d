import type { Static } from 'typebox';
import { loadCatalogues } from '../../commands/loading/load-catalogues.ts';
import { loadForm } from '../../commands/loading/load-form.ts';
import type { Services } from '../../commands/contract.ts';
import { notFound } from '../../casework/require-permission.ts';
import type { Json } from '../../expressions/json.ts';
import { numberGiven } from '../../forms/number-given.ts';
import { findForm } from '../../store/queries/find-definition.ts';
import type { FormView } from '../contract/definition.ts';
import type { Plain } from '../route.ts';

export interface Shown {
  readonly key: string | undefined;
  /** the latest when absent */
  readonly version?: number;
  /** the task gives its document the number */
  readonly isNumbered?: boolean;
  readonly variables: Readonly<Record<string, Json>>;
  /** ISO 8601 UTC: of the task, or now for a case that is about to begin */
  readonly openedAt: string;
}

/** Throws notFound `formNotFound`. */
export async function formView(
  services: Services,
  { key, version, isNumbered = false, variables, openedAt }: Shown,
): Promise<Plain<Static<typeof FormView>>> {
  const stored = key === undefined ? undefined : await findForm(services.db, key, version);
  if (!stored) throw notFound('Form');
  const form = await loadForm(services, stored.key, stored.version, isNumbered);
  const { scope, versions } = await loadCatalogues(services, form, openedAt);
  const whole = JSON.parse(stored.source) as Json;
  const schema = isNumbered ? numberGiven(whole) : whole;
  return { key: stored.key, version: stored.version, schema, variables, openedOn: scope.openedOn, catalogues: versions };
}
