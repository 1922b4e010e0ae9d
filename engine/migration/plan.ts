/** Which element of the new version each active element becomes, and every reason why that cannot be. */
import type { Problem } from '../../errors.ts';
import type { Flow, Node, ProcessModel } from '../model/process-model.ts';
import { type Instance, isLoopBody, type Run } from '../run.ts';
import type { Undoing } from '../state.ts';

export interface MigrationPlan {
  readonly from: ProcessModel;
  readonly to: ProcessModel;
  /** of the case's own process; instances of called processes keep theirs */
  readonly nodes: ReadonlyMap<Instance, Node>;
  readonly problems: readonly Problem[];
  /** element or flow id in the old version to its id in the new one */
  readonly rename: (id: string) => string;
}

export function planMigration(run: Run, to: ProcessModel, map: Readonly<Record<string, string>>): MigrationPlan {
  const from = run.root?.model ?? to;
  const problems: Problem[] = [];
  const nodes = new Map<Instance, Node>();
  const rename = (id: string): string => (id === from.key ? to.key : (map[id] ?? id));
  for (const [old, target] of Object.entries(map)) {
    if (!from.nodes.has(old) && !from.flows.has(old))
      problems.push(problem('mapUnknownSource', old, `The map names '${old}', which is not in ${from.id}.`));
    if (!to.nodes.has(target) && !to.flows.has(target))
      problems.push(problem('mapUnknownTarget', old, `The map sends '${old}' to '${target}', which is not in ${to.id}.`));
  }
  for (const instance of run.instances.values()) {
    if (instance.model !== from) continue;
    const node = to.nodes.get(rename(instance.node.id));
    if (!node)
      problems.push(
        problem(
          'elementMissing',
          instance.node.id,
          `Active element ${instance.node.id} has no counterpart '${rename(instance.node.id)}' in ${to.id}.`,
        ),
      );
    else {
      nodes.set(instance, node);
      problems.push(...misfits(instance, node, to, nodes, rename));
    }
  }
  return { from, to, nodes, problems, rename };
}

function* misfits(
  instance: Instance,
  node: Node,
  to: ProcessModel,
  nodes: ReadonlyMap<Instance, Node>,
  rename: (id: string) => string,
): Generator<Problem> {
  const old = instance.node;
  const differs = (what: string): Problem =>
    problem('elementDiffers', old.id, `Active element ${old.id} and '${node.id}' differ in ${what}.`);
  if (node.kind !== old.kind) yield differs('kind');
  if (loopOf(node) !== loopOf(old)) yield differs('loop');
  if (node.work?.type !== old.work?.type) yield differs('the way they are carried out');
  if (scopeOf(node) !== scopeOf(old)) yield differs('the kind of sub-process');
  if (!fitsParent(instance, node, nodes))
    yield problem('scopeDiffers', old.id, `Active element ${old.id} lies in another scope as '${node.id}'.`);
  const arrived = instance.memory.jn;
  if (arrived !== undefined && !isIncoming(node, to.flows.get(rename(arrived))))
    yield problem(
      'flowMissing',
      old.id,
      `The token that waits at ${old.id} came by '${arrived}', which does not lead to '${node.id}' in ${to.id}.`,
    );
  for (const id of historyOf(instance)) {
    const done = to.nodes.get(rename(id));
    if (!done?.activity && done?.kind !== 'startEvent')
      yield problem('historyMissing', id, `Completed activity ${id} can still be compensated and has no counterpart in ${to.id}.`);
    else if (!done.activity?.compensation && !done.activity?.forCompensation && done.kind !== 'subProcess' && done.kind !== 'startEvent')
      yield problem('compensationMissing', id, `Completed activity ${id} loses its compensation in ${to.id}.`);
  }
}

function isIncoming(node: Node, flow: Flow | undefined): boolean {
  return flow !== undefined && flow.target === node;
}

/** Inner instances, companions and handlers follow the instance above them; others must lie in the counterpart of their scope. */
function fitsParent(instance: Instance, node: Node, nodes: ReadonlyMap<Instance, Node>): boolean {
  const { parent } = instance;
  if (!parent) return node.kind === 'process';
  const above = nodes.get(parent);
  if (!above) return parent.model !== instance.model;
  if (parent.node === instance.node || parent.memory.cw) return parent.memory.cw !== undefined || above === node;
  return node.parent === above;
}

function loopOf(node: Node): string {
  const loop = node.activity?.loop;
  return loop ? `${loop.type} ${loop.type === 'multiInstance' && loop.sequential}` : '';
}

function scopeOf({ scope }: Node): string {
  return scope ? `${scope.transaction} ${scope.triggeredByEvent} ${scope.adHoc !== undefined} ${scope.adHoc?.sequential ?? false}` : '';
}

function historyOf(instance: Instance): string[] {
  const found: string[] = [];
  const visit = (undoings: readonly Undoing[]): void => {
    for (const undoing of undoings) {
      if ('p' in undoing) undoing.p.forEach(visit);
      else {
        found.push(undoing[0]);
        visit(undoing[1] ?? []);
      }
    }
  };
  visit(instance.memory.h ?? []);
  visit(instance.memory.cw?.q ?? []);
  return isLoopBody(instance) ? found.filter((id) => id !== instance.node.id) : found;
}

export function problem(code: string, element: string, message: string): Problem {
  return { code, path: element, message, details: { element } };
}
