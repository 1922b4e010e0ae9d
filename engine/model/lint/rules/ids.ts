/** Ids are keys of states, tables and addresses. Duplicates are found when the file is read (parse.ts). */
import { isType } from '../../bpmn-element.ts';
import type { Diagram } from '../diagram.ts';
import { finding } from '../finding.ts';
import type { Finding } from '../finding.ts';

const MOST_CHARACTERS = 200;

export function ids({ elements }: Diagram): Finding[] {
  return elements.flatMap((element) => {
    if (!isType(element, 'bpmn:FlowElement', 'bpmn:Process', 'bpmn:Participant')) return [];
    const { id } = element;
    if (typeof id !== 'string' || id === '')
      return [finding('error', 'idMissing', element, `A ${element.$type} has no id.`, { type: element.$type })];
    // Names that every object has could be mistaken for data; a task named `start` for the starter in separateFrom.
    const reserved = id in Object.prototype || (id === 'start' && isType(element, 'bpmn:UserTask', 'bpmn:ManualTask'));
    if (reserved || id.length > MOST_CHARACTERS || id.includes(':')) {
      return [finding('error', 'idUnfit', element, `Id '${id.slice(0, MOST_CHARACTERS)}' is reserved, too long or has a colon.`)];
    }
    return [];
  });
}
