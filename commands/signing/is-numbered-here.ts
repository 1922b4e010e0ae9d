import type { DocumentTemplate } from '../../documents/template.ts';
import type { SignatureRequirement } from '../../engine/model/process-model.ts';
import type { TaskRecord } from '../../store/contract.ts';
import type { ModuleDocument } from '../../store/repositories/module-documents.ts';
import type { Services } from '../contract.ts';
import { declaredDocument, proceduresOfTask } from './module-document.ts';
import { requiredSignatures } from './required-signatures.ts';

/**
 * Whether completing the task here gives its document the number: the agency seals it, and its page has a place for the number. Not where the
 * task is done on paper or in another system, nor where the document comes from outside: then somebody says which number it has.
 */
export async function isNumberedHere(services: Services, task: TaskRecord, procedure: string): Promise<boolean> {
  return await anyNumbered(
    services,
    await requiredSignatures(services, task, {}),
    await proceduresOfTask(services, task.definition, procedure),
  );
}

/** Whether one of these signatures is the seal of a document that is numbered with it. `procedures`: in whose modules it may be declared. */
export async function anyNumbered(
  services: Services,
  required: readonly SignatureRequirement[],
  procedures: readonly string[],
): Promise<boolean> {
  for (const { document, capacity, kind } of required)
    if (kind === 'digital' && capacity === 'agencySeal' && hasNumber(await declaredDocument(services, procedures, document))) return true;
  return false;
}

export const hasNumber = (document: ModuleDocument | undefined): boolean =>
  (document?.template as DocumentTemplate | undefined)?.symbol !== undefined;
