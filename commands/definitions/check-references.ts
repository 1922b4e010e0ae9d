/** What diagrams name and nobody has deployed. A form or parameter may come later; what a case cannot go on without is an error. */
import type { Node } from '../../engine/model/process-model.ts';
import type { DefinitionKind } from '../../store/contract.ts';
import { findLatestRecord } from '../../store/queries/find-definition-record.ts';
import type { DeploymentProblem, Services } from '../contract.ts';
import type { CheckedDefinition, CheckedResource } from './checked-resource.ts';
import { type DeployCode, resourceProblem } from './resource-problem.ts';

interface Reference {
  readonly kind: DefinitionKind | 'parameter';
  readonly key: string;
  readonly element: string;
}

const CODES: Readonly<Record<Reference['kind'], readonly [DeployCode, DeploymentProblem['severity']]>> = {
  form: ['formUnknown', 'warning'],
  dmn: ['decisionUnknown', 'warning'],
  bpmn: ['calledProcessUnknown', 'warning'],
  parameter: ['parameterUnknown', 'warning'],
  catalogue: ['catalogueUnknown', 'warning'],
};

export async function checkReferences(services: Services, resources: readonly CheckedResource[]): Promise<readonly DeploymentProblem[]> {
  const together = new Set(resources.flatMap(({ definitions }) => definitions.map(({ kind, key }) => `${kind} ${key}`)));
  const problems: DeploymentProblem[] = [];
  for (const { resource, definitions } of resources) {
    for (const { kind, key, element } of definitions.flatMap(referencesOf)) {
      if (together.has(`${kind} ${key}`) || (await isKnown(services, kind, key))) continue;
      const [code, severity] = CODES[kind];
      problems.push(resourceProblem(code, resource, element, { key }, severity));
    }
  }
  return problems;
}

function referencesOf({ model, catalogues = [] }: CheckedDefinition): Reference[] {
  const nodes = [...(model?.nodes.values() ?? [])];
  const codes = catalogues.map((key) => ({ kind: 'catalogue' as const, key, element: key }));
  return [...codes, ...nodes.flatMap((node) => referencesOfNode(node).map(([kind, key]) => ({ kind, key, element: node.id })))];
}

function referencesOfNode({ userTask, work, call, triggers, startForm }: Node): [Reference['kind'], string][] {
  const found: [Reference['kind'], string | undefined][] = [
    ['form', userTask?.form ?? startForm],
    ['parameter', userTask?.deadline?.parameter],
    ['dmn', work?.type === 'decision' ? work.decision : undefined],
    ['bpmn', typeof call?.process === 'string' ? call.process : undefined],
  ];
  for (const trigger of triggers)
    if (trigger.kind === 'timer' && trigger.timer.type === 'deadline') found.push(['parameter', trigger.timer.deadline.parameter]);
  return found.filter((reference): reference is [Reference['kind'], string] => reference[1] !== undefined);
}

async function isKnown({ db, law }: Services, kind: Reference['kind'], key: string): Promise<boolean> {
  if (kind === 'parameter') return (await law.parameters(key)).length > 0;
  return (await findLatestRecord(db, kind, key)) !== undefined;
}
