/** Deploys a diagram as a deployment does, and says in comparable form what would run. */
import type { BpmnElement } from '../../../../engine/model/bpmn-element.ts';
import { createModdle } from '../../../../engine/model/parse.ts';
import { checkBpmn } from '../../../../commands/definitions/check-bpmn.ts';
import { Rejection } from '../../../../errors.ts';
import { plainOf } from './plain-model.ts';

export interface Refusal {
  readonly code: string;
  readonly path: string;
  readonly attribute: string;
  readonly type: unknown;
}

export interface Deployed {
  /** every field of every model, and what starts cases of it: the kernel's whole input besides commands */
  readonly runs: string;
  readonly refusals: readonly Refusal[];
}

const NOW = '2026-03-02T01:00:00Z';

export async function deployTree(definitions: BpmnElement): Promise<Deployed> {
  return deployText(await written(definitions));
}

async function written(definitions: BpmnElement): Promise<string> {
  return (await createModdle().toXML(definitions, { format: true })).xml;
}

/** With an attribute that the writer would leave out, because it is derived. */
export async function deployWith(definitions: BpmnElement, id: string, attribute: string, value: string): Promise<Deployed> {
  const xml = await written(definitions);
  return deployText(xml.replace(new RegExp(`(<[^>]* id="${id}")`), `$1 ${attribute}="${value}"`));
}

export async function deployText(content: string): Promise<Deployed> {
  try {
    const { definitions, problems } = await checkBpmn({ name: 'test.bpmn', content }, NOW);
    const runs = definitions.map((definition) => {
      if (definition.kind !== 'bpmn' || !definition.model) throw new Error('expected a process');
      const { model, key, name, starterRoles, starts } = definition;
      return { key, name, starterRoles, starts, model: plainOf(model) };
    });
    const errors = problems.filter(({ severity }) => severity === 'error');
    return { runs: JSON.stringify(runs, undefined, 1), refusals: errors.map(refusalOf) };
  } catch (error) {
    if (!(error instanceof Rejection)) throw error;
    return { runs: '', refusals: error.problems.map(refusalOf) };
  }
}

function refusalOf({ code, path = '', details }: { code: string; path?: string; details?: Record<string, unknown> }): Refusal {
  return {
    code,
    path,
    attribute: ((details?.['attribute'] ?? details?.['property'] ?? '') as string).replace(/^bpmn:/, ''),
    type: details?.['type'],
  };
}
