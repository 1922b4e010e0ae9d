/** Where procedures use an entry of the register: the deadlines of tasks and timers that it counts, and diagrams that name it. */
import type { Node } from '../../engine/model/process-model.ts';
import { listDefinitions } from '../../store/queries/list-definitions.ts';
import { loadDefinition } from '../../store/repositories/definitions.ts';
import type { Services } from '../contract.ts';
import { modelFrom } from '../loading/load-model.ts';

export interface ParameterUse {
  readonly procedure: string;
  readonly procedureName: string;
  /** task: its due date; timer: an event of the diagram; expression: somewhere in the diagram */
  readonly as: 'task' | 'timer' | 'expression';
  /** of the task or the timer */
  readonly node?: string;
  readonly name?: string;
}

const MOST = 200;

/** By the newest version of each procedure in use; an expression that puts a key together is not known. */
export async function parameterUses(services: Services, key: string): Promise<readonly ParameterUse[]> {
  const { items } = await listDefinitions(services.db, { kind: 'bpmn', latest: true, limit: MOST });
  const uses: ParameterUse[] = [];
  for (const { id, key: procedure, name: procedureName } of items) {
    const definition = await loadDefinition(services.db, id);
    if (!definition || !definition.source.includes(key)) continue;
    const { nodes } = await modelFrom(services, definition);
    const at = [...nodes.values()].flatMap((node) => usesOf(node, key));
    if (at.length > 0) uses.push(...at.map((use) => ({ procedure, procedureName, ...use })));
    else if (named(key).test(definition.source)) uses.push({ procedure, procedureName, as: 'expression' });
  }
  return uses;
}

function usesOf({ id, name, userTask, triggers }: Node, key: string): readonly Pick<ParameterUse, 'as' | 'node' | 'name'>[] {
  const at = { node: id, ...(name !== '' && { name }) };
  const timers = triggers.filter(
    (trigger) => trigger.kind === 'timer' && trigger.timer.type === 'deadline' && trigger.timer.deadline.parameter === key,
  );
  return [
    ...(userTask?.deadline?.parameter === key ? [{ as: 'task' as const, ...at }] : []),
    ...timers.map(() => ({ as: 'timer' as const, ...at })),
  ];
}

/** In quotes, as text of an expression: one key is the beginning of another. */
const named = (key: string): RegExp => new RegExp(`["']${escaped(key)}["']|&(quot|apos|#34|#39);${escaped(key)}&`);
const escaped = (key: string): string => key.replaceAll(/[.*+?^${}()|[\]\\]/g, '\\$&');
