/** Who has a task in hand sees what its form shows; what else the task could see of the case is masked like everything else. */
import { loadForm } from '../../commands/loading/load-form.ts';
import { fieldsOf } from '../../forms/fields-of.ts';
import { can } from '../../policies/can.ts';
import { fieldAccess } from '../../policies/field-access.ts';
import type { TaskRecord } from '../../store/contract.ts';
import type { ReadableCase } from '../routes/readable.ts';
import { lookAt, type Look } from './look.ts';

type Request = Parameters<typeof lookAt>[0];

export async function lookAtForm(request: Request, found: ReadableCase & { readonly task: TaskRecord }): Promise<Look> {
  const { task, ability } = found;
  const { form: key, formVersion, node } = task;
  const what = `form of ${node}`;
  if (key === undefined || formVersion === undefined) return await lookAt(request, found, what);
  const fields = fieldsOf(await loadForm(request.services.commands, key, formVersion));
  const { unreadable } = fieldAccess(ability, { ...task, form: key }, fields);
  const look = await lookAt(request, found, what, { also: unreadable });
  if (!can(ability, 'complete', 'Task', { ...task }).allowed) return look;
  const shown = new Set(fields.map(({ path }) => path)).difference(unreadable);
  return { ...look, mask: (scope, masked) => look.mask(scope, masked, shown) };
}
