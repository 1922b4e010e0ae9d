/**
 * The register gives the number when the document is sealed, after the form was filled in. It stands in the case where the form has fields for
 * it: documents that cite this one, and terms that run from its day, go by what stands on it.
 */
import type { CompleteUserTask } from '../../engine/command.ts';
import { withNumber, type GivenNumber } from '../../forms/with-number.ts';
import { findNumberOfDocuments } from '../../store/queries/number-of-documents.ts';
import type { CheckedForm } from '../checked-form.ts';
import type { Services } from '../contract.ts';
import { loadForm } from '../loading/load-form.ts';
import type { SignedFor } from './require-signed.ts';

/** Unchanged where there is no form, or nothing that is signed here has a number. */
export async function withGivenNumber(
  services: Services,
  command: CompleteUserTask,
  form: CheckedForm | undefined,
  { documents }: SignedFor,
): Promise<CompleteUserTask> {
  if (!form) return command;
  const given = await findNumberOfDocuments(
    services.db,
    documents.map(({ id }) => id),
  );
  return given ? await withNumberOf(services, command, form, given) : command;
}

export async function withNumberOf(
  services: Services,
  command: CompleteUserTask,
  form: CheckedForm,
  given: GivenNumber,
): Promise<CompleteUserTask> {
  return { ...command, variables: withNumber(await loadForm(services, form.key, form.version), command.variables ?? {}, given) };
}
