import { fieldAccess } from '../../policies/field-access.ts';
import type { Ability } from '../../policies/ability.ts';
import type { LoadedCase } from '../../store/contract.ts';
import type { Services } from '../contract.ts';
import { formsOf } from '../loading/forms-of.ts';

/** Places in the variables of a case that rules keep from the reader: whatever one of the forms that ask for it keeps. */
export async function unreadablePlaces(services: Services, ability: Ability, { case: record }: LoadedCase): Promise<ReadonlySet<string>> {
  const { procedure, unitPath, confidentiality, definition } = record;
  const forms = await formsOf(services, definition);
  return new Set(
    forms.flatMap(({ node, form, fields }) => [
      ...fieldAccess(ability, { procedure, unitPath, confidentiality, node, form }, fields).unreadable,
    ]),
  );
}
