/** Files that a step refers to must lie here: those of its case, and those that whoever acts has brought for it and no step refers to yet. */
import type { Variables } from '../../engine/command.ts';
import { Rejection, type Problem } from '../../errors.ts';
import { attachedFiles } from '../../forms/attached-files.ts';
import type { FileReference } from '../../forms/file-reference.ts';
import type { Form } from '../../forms/form.ts';
import { problem, type ProblemCode } from '../../forms/problem.ts';
import { findUploads } from '../../store/queries/find-uploads.ts';
import type { Upload } from '../../store/upload-contract.ts';
import type { Services } from '../contract.ts';
import { requireHeld, requireHeldGrade } from '../protection/require-held.ts';
import { scanStateOf } from './scan-state.ts';

/** Who refers to them, and for which case; `caseId` undefined: one that is about to begin. */
export interface Uploader {
  readonly caseId: string | undefined;
  readonly account: string;
}

/**
 * What the form's data refers to. `known`: the case's variables as the form sees them; a reference that they hold already may come
 * again, also where only its name, size and hash were ever kept. Throws validation `formInvalid` with `form.fileMissing`, `form.fileNotScanned`,
 * `form.fileInfected` at each field, `gradeNotHeld`.
 */
export async function heldAttachments(
  services: Services,
  form: Form,
  { data, known, by, now }: { readonly data: Variables; readonly known: Variables; readonly by: Uploader; readonly now: string },
): Promise<readonly Upload[]> {
  const attached = attachedFiles(form, data);
  if (attached.length === 0) return [];
  // a state secret is turned away as such, before its name is said in a fault
  requireHeld(services, data);
  for (const { field } of attached) requireHeldGrade(services, field.confidentiality);
  const earlier = new Set(attachedFiles(form, known).map(({ file }) => file.sha256));
  const held = await findUploads(
    services.db,
    { ...by, now },
    attached.map(({ file }) => file.sha256),
  );
  const problems = attached.flatMap(({ pointer, field, file }): Problem[] => {
    const fault = faultOf(services, file, held.get(file.sha256), earlier.has(file.sha256));
    if (!fault) return [];
    const { label, labelEn } = field;
    return [problem(fault, pointer, { label, ...(labelEn !== undefined && { labelEn }), name: file.name })];
  });
  if (problems.length === 0) return [...held.values()];
  throw new Rejection('validation', 'formInvalid', `Expected valid data, but ${problems.length} files are not stored.`, { problems });
}

/** What the case refers to already may stay: nothing new comes in, and what is infected is given to nobody. */
function faultOf(
  services: Services,
  file: FileReference,
  upload: Upload | undefined,
  isEarlier: boolean,
): Extract<ProblemCode, `form.file${string}`> | undefined {
  if (!upload) return isEarlier ? undefined : 'form.fileMissing';
  if (upload.size !== file.size || upload.type !== file.type) return 'form.fileMissing';
  if (isEarlier) return undefined;
  const state = scanStateOf(services, upload);
  if (state === 'infected') return 'form.fileInfected';
  return state === 'waiting' ? 'form.fileNotScanned' : undefined;
}
