/** Who has a task in hand sees what its form shows; what else the task could see of the case is masked like everything else. */
import { loadForm } from '../../commands/loading/load-form.ts';
import { fieldsOf } from '../../forms/fields-of.ts';
import { can } from '../../policies/can.ts';
import type { TaskRecord } from '../../store/contract.ts';
import type { ReadableCase } from '../routes/readable.ts';
import { lookAt, type Look } from './look.ts';

type Request = Parameters<typeof lookAt>[0];

export async function lookAtForm(request: Request, found: ReadableCase & { readonly task: TaskRecord }): Promise<Look> {
  const { task, ability } = found;
  const look = await lookAt(request, found, `form of ${task.node}`);
  if (task.form === undefined || task.formVersion === undefined || !can(ability, 'complete', 'Task', { ...task }).allowed) return look;
  const form = await loadForm(request.services.commands, task.form, task.formVersion);
  const shown = new Set(fieldsOf(form).map(({ path }) => path));
  return { ...look, mask: (scope, masked) => look.mask(scope, masked, shown) };
}
