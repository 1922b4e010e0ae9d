import { localDate } from '../time-values.ts';
import { NeedSignal, type Run } from '../run.ts';
import type { TaskBinding } from './binding.ts';

/** How the work of a task reaches its roles on this day. Undefined: it is done here. */
export function bindTask(run: Run, roles: readonly string[], units: readonly string[]): TaskBinding | undefined {
  if (!run.context.binding || roles.length === 0) return undefined;
  const [unit] = units;
  const reference = { roles, ...(unit !== undefined && { unit }), on: localDate(run.nowMs) };
  const binding = run.context.binding(reference);
  if (!binding) throw new NeedSignal({ kind: 'binding', reference });
  return binding === 'here' ? undefined : binding;
}
