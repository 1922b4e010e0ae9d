import type { Flow, ProcessModel } from '../engine/model/process-model.ts';
import type { CompiledModule } from './compile-module.ts';
import type { ScenarioRun } from './run-scenario.ts';

/** Elements, sequence flows and decisions of a module's own that none of its scenarios passes: `<process> <id>`, `<decision>`. */
export function uncovered({ models, decisions, own }: CompiledModule, runs: readonly ScenarioRun[]): readonly string[] {
  const visited = new Set(runs.flatMap((run) => [...run.visited]));
  const passable = [...models.values()]
    .filter(({ key }) => own.has(key))
    .flatMap((model) => [
      ...[...model.nodes.keys()].filter((id) => id !== model.process.id).map((id) => `${model.key} ${id}`),
      ...[...model.flows.values()].filter((flow) => !isRace(model, flow, visited)).map(({ id }) => `${model.key} ${id}`),
    ]);
  const decided = new Set(runs.flatMap((run) => [...run.decided]));
  return [...passable.filter((id) => !visited.has(id)), ...[...decisions.keys()].filter((id) => own.has(id) && !decided.has(id))];
}

/** An event-based gateway sends no token: the event that happened stands for the flow to it. */
function isRace({ key }: ProcessModel, { source, target }: Flow, visited: ReadonlySet<string>): boolean {
  return source.kind === 'eventGateway' && visited.has(`${key} ${target.id}`);
}
