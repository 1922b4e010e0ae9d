import type { CompiledModule } from './compile-module.ts';
import type { ScenarioRun } from './run-scenario.ts';

/** Elements, sequence flows and decisions of a module's own that none of its scenarios passes: `<process> <id>`, `<decision>`. */
export function uncovered({ models, decisions, own }: CompiledModule, runs: readonly ScenarioRun[]): readonly string[] {
  const visited = new Set(runs.flatMap((run) => [...run.visited]));
  const passable = [...models.values()]
    .filter(({ key }) => own.has(key))
    .flatMap(({ key, process, nodes, flows }) => [
      ...[...nodes.keys()].filter((id) => id !== process.id).map((id) => `${key} ${id}`),
      ...[...flows.keys()].map((id) => `${key} ${id}`),
    ]);
  const decided = new Set(runs.flatMap((run) => [...run.decided]));
  return [...passable.filter((id) => !visited.has(id)), ...[...decisions.keys()].filter((id) => own.has(id) && !decided.has(id))];
}
