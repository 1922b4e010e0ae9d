/**
 * The register gives the number when the document is sealed, after the form was filled in. What it gave takes the place of what was typed:
 * documents that cite this one, and terms that run from its day, go by what stands on it.
 */
import type { CompleteUserTask } from '../../engine/command.ts';
import { withNumber } from '../../forms/with-number.ts';
import { findNumberOfDocuments } from '../../store/queries/number-of-documents.ts';
import type { CheckedForm } from '../checked-form.ts';
import type { Services } from '../contract.ts';
import { loadForm } from '../loading/load-form.ts';
import type { SignedFor } from './require-signed.ts';

/** Unchanged where no form asks for a number, or nothing that is signed here has one. */
export async function withGivenNumber(
  services: Services,
  command: CompleteUserTask,
  form: CheckedForm | undefined,
  { documents }: SignedFor,
): Promise<CompleteUserTask> {
  if (!form || !command.variables) return command;
  const given = await findNumberOfDocuments(
    services.db,
    documents.map(({ id }) => id),
  );
  if (!given) return command;
  return { ...command, variables: withNumber(await loadForm(services, form.key, form.version), command.variables, given) };
}
