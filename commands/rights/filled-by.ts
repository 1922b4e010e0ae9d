/** Whose rights count for the fields of a form; nobody's where the product itself acts. */
import type { FilledBy } from '../../casework/accessible-form.ts';
import { USUAL_CLASS } from '../../policies/usual-class.ts';
import type { TaskRecord } from '../../store/contract.ts';
import type { CaseAt } from '../case-command.ts';
import type { Acting } from './acting.ts';

export function filledBy({ ability, persons }: CaseAt, task: TaskRecord): FilledBy | undefined {
  if (persons.length === 0) return undefined;
  const { procedure, unitPath, node, confidentiality } = task;
  return { ability, place: { procedure, unitPath, node, confidentiality } };
}

/** Of a case that is about to begin. */
export function startedBy(
  { ability, persons }: Acting,
  { procedure, unitPath, confidentiality = USUAL_CLASS }: { procedure: string; unitPath: string; confidentiality?: string | undefined },
): FilledBy | undefined {
  return persons.length === 0 ? undefined : { ability, place: { procedure, unitPath, node: null, confidentiality } };
}
