/** The diagram with every type, parsed anew for each attribute that is set on it, and where in it an element of a type is found or put. */
import { readFileSync } from 'node:fs';
import { isType, walk } from '../../../../engine/model/bpmn-element.ts';
import type { BpmnElement } from '../../../../engine/model/bpmn-element.ts';
import { parseBpmn } from '../../../../engine/model/parse.ts';
import type { Ground } from './ground-face.ts';
import { HOMES, PREFERRED } from './homes.ts';

const XML = readFileSync(new URL('every-type.bpmn', import.meta.url), 'utf8');

export async function newGround(): Promise<Ground> {
  const { definitions, warnings } = await parseBpmn(XML);
  if (warnings.length > 0) throw new Error(`The ground has faults: ${JSON.stringify(warnings)}`);
  return {
    definitions,
    byId: (id) => {
      const found = [...walk(definitions)].find((element) => element.id === id);
      if (!found) throw new Error(`The ground has no element ${id}.`);
      return found;
    },
    ofType: (type) => [...walk(definitions)].filter((element) => isType(element, type)),
    create: (type, properties = {}) => definitions.$model.create(type, properties),
    add: (parent, property, child) => {
      (child as { $parent: BpmnElement }).$parent = parent;
      const list = parent.get(property);
      if (Array.isArray(list)) list.push(child);
      else parent.set(property, child);
      return child;
    },
  };
}

/** The element of exactly this type; made and put into its home where the ground has none. Undefined: it has no home in a process. */
export function subjectOf(ground: Ground, type: string, attribute: string): BpmnElement | undefined {
  const preferred = PREFERRED[`${type}.${attribute}`] ?? PREFERRED[type];
  if (preferred !== undefined) return ground.byId(preferred);
  const found = ground.ofType(type).find(({ $type }) => $type === type);
  if (found) return found;
  return HOMES[type]?.(ground);
}
