/** Small diagrams as text: the content of one process, wrapped and parsed. */
import type { BpmnElement } from '../../../engine/model/bpmn-element.ts';
import { walk } from '../../../engine/model/bpmn-element.ts';
import { parseBpmn } from '../../../engine/model/parse.ts';

const NAMESPACES = {
  bpmn: 'http://www.omg.org/spec/BPMN/20100524/MODEL',
  bpmndi: 'http://www.omg.org/spec/BPMN/20100524/DI',
  dc: 'http://www.omg.org/spec/DD/20100524/DC',
  xsi: 'http://www.w3.org/2001/XMLSchema-instance',
  tk: 'urn:trinh-ky:bpmn:1',
  camunda: 'http://camunda.org/schema/1.0/bpmn',
  zeebe: 'http://camunda.org/schema/zeebe/1.0',
};

export function bpmnText(content: string, roots = '', processAttributes = ''): string {
  const declarations = Object.entries(NAMESPACES).map(([prefix, uri]) => `xmlns:${prefix}="${uri}"`);
  return `<bpmn:definitions ${declarations.join(' ')} id="definitions" targetNamespace="urn:t">
    <bpmn:process id="process" isExecutable="true" ${processAttributes}>${content}</bpmn:process>${roots}</bpmn:definitions>`;
}

export async function parseBpmnText(content: string, roots?: string, processAttributes?: string): Promise<BpmnElement> {
  const { definitions, warnings } = await parseBpmn(bpmnText(content, roots, processAttributes));
  if (warnings.length > 0) throw new Error(`The test's diagram has faults: ${JSON.stringify(warnings)}`);
  return definitions;
}

/** `a b c` gives flows a_b, b_c. */
export function flows(...chains: readonly string[]): string {
  const pairs = chains.flatMap((chain) => {
    const ids = chain.split(' ');
    return ids.slice(1).map((id, index) => [ids[index], id] as const);
  });
  return pairs.map(([from, to]) => `<bpmn:sequenceFlow id="${from}_${to}" sourceRef="${from}" targetRef="${to}"/>`).join('');
}

export function byId(definitions: BpmnElement, id: string): BpmnElement {
  const found = [...walk(definitions)].find((element) => element.id === id);
  if (!found) throw new Error(`The test's diagram has no element ${id}.`);
  return found;
}

export const bpmn = {
  straight: `<bpmn:startEvent id="s"/><bpmn:userTask id="u" name="Phê duyệt" tk:candidateRoles="judge"/><bpmn:endEvent id="e"/>${flows('s u e')}`,
};
