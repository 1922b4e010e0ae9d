/** A diagram: guarded, read, other vendors' attributes mapped, linted, compiled. */
import { starterRolesOf } from '../../casework/start-rights.ts';
import type { Node, ProcessModel } from '../../engine/model/process-model.ts';
import type { DeploymentProblem } from '../contract.ts';
import { readBpmn, type ReadBpmn } from '../../casework/compile-bpmn.ts';
import type { CheckedResource, Resource } from './checked-resource.ts';
import { resourceProblem, withText } from './resource-problem.ts';
import { startTriggers } from './start-triggers.ts';

export async function checkBpmn({ name, content }: Resource, now: string): Promise<CheckedResource> {
  const compiled = await readBpmn(content);
  const problems = [...problemsOf(compiled, name), ...compiled.models.flatMap((model) => mostFavourable(model, name))];
  const definitions = executed(compiled.models).map((model) => {
    const { triggers, problems: faults } = startTriggers(model, name, now);
    problems.push(...faults);
    return {
      kind: 'bpmn' as const,
      key: model.key,
      name: model.name || model.key,
      source: content,
      starterRoles: starterRolesOf(model.candidateStarterRoles, now),
      starts: model.executable ? triggers : [],
      model,
    };
  });
  return { resource: name, definitions, problems: withoutRepeats(problems), mapping: mappingOf(compiled, name) };
}

/** A process that says it is not executable is there to be read, or to be called by another of the file (10.2.1). */
function executed(models: readonly ProcessModel[]): readonly ProcessModel[] {
  const called = new Set(models.flatMap(({ nodes }) => [...nodes.values()].map(({ call }) => call?.process)));
  return models.filter(({ executable, key }) => executable || called.has(key));
}

function problemsOf({ problems, findings, lint }: ReadBpmn, resource: string): DeploymentProblem[] {
  const found = [...findings, ...lint].map((finding) => {
    const { severity, ...problem } = finding;
    return withText(problem, resource, severity);
  });
  return [...found, ...problems.map((problem) => withText(problem, resource, 'error'))];
}

/** Lint and compiler may both notice a fault; it is told once. */
function withoutRepeats(problems: readonly DeploymentProblem[]): readonly DeploymentProblem[] {
  const seen = new Set<string>();
  return problems.filter(({ code, path = '', text }) => {
    const key = `${code} ${path} ${text.en}`;
    return !seen.has(key) && seen.add(key) !== undefined;
  });
}

function mostFavourable({ nodes }: ProcessModel, resource: string): DeploymentProblem[] {
  return [...nodes.values()]
    .filter((node) => laws(node).includes('mostFavourable'))
    .map((node) => resourceProblem('mostFavourableUnsupported', resource, node.id));
}

/** Deadlines: of two terms nobody can say in advance which one favours whom. */
function laws({ userTask, triggers }: Node): readonly unknown[] {
  const timers = triggers.flatMap((trigger) =>
    trigger.kind === 'timer' && trigger.timer.type === 'deadline' ? [trigger.timer.deadline.asOf] : [],
  );
  return [userTask?.deadline?.asOf, ...timers];
}

function mappingOf({ vendors }: ReadBpmn, resource: string): CheckedResource['mapping'] {
  return [...vendors.mapped, ...vendors.unmapped].map((note) => ({ resource, ...note }));
}
