import type { CompiledModule } from './compile-module.ts';
import type { ScenarioRun } from './run-scenario.ts';

/** Elements, sequence flows and decisions of a module that none of its scenarios passes: `<process> <id>`, `<decision>`. */
export function uncovered({ models, decisions }: CompiledModule, runs: readonly ScenarioRun[]): readonly string[] {
  const visited = new Set(runs.flatMap((run) => [...run.visited]));
  const passable = [...models.values()].flatMap(({ key, process, nodes, flows }) => [
    ...[...nodes.keys()].filter((id) => id !== process.id).map((id) => `${key} ${id}`),
    ...[...flows.keys()].map((id) => `${key} ${id}`),
  ]);
  const decided = new Set(runs.flatMap((run) => [...run.decided]));
  return [...passable.filter((id) => !visited.has(id)), ...[...decisions.keys()].filter((id) => !decided.has(id))];
}
