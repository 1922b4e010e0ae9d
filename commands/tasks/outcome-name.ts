import { choicesOf } from '../../casework/completion.ts';
import type { TaskRecord } from '../../store/contract.ts';
import type { Services } from '../contract.ts';
import { modelOf } from '../loading/load-model.ts';

/** A closed task with its outcome as the diagram names it; the id alone where the diagram has no such outcome. */
export async function withOutcomeName<T extends TaskRecord>(services: Services, task: T): Promise<T & { readonly outcomeName?: string }> {
  if (task.outcome === undefined) return task;
  const model = await modelOf(services, task.definition);
  const outcome = choicesOf(model, task).find(({ id }) => id === task.outcome);
  return outcome ? { ...task, outcomeName: outcome.name } : task;
}
