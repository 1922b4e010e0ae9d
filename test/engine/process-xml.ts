/** Builds BPMN for tests: elements as text, flows numbered, one process. */
export const DEFINITIONS = `<definitions xmlns="http://www.omg.org/spec/BPMN/20100524/MODEL" xmlns:tk="urn:trinh-ky:bpmn:1" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" id="definitions" targetNamespace="test">`;

/** `body`: elements; `flows`: "a -> b" or "a -> b : FEEL condition", with ids f1, f2, … in order. `roots`: messages, signals, other processes. */
export function processXml(body: string, flows: readonly string[] = [], roots = '', key = 'p'): string {
  return `${DEFINITIONS}${roots}<process id="${key}" isExecutable="true">${body}${flows.map((flow, index) => flowXml(flow, `f${index + 1}`)).join('')}</process></definitions>`;
}

export function flowXml(flow: string, id: string): string {
  const [ends = '', condition] = flow.split(' : ');
  const [source, target] = ends.split('->').map((part) => part.trim());
  const inner =
    condition === undefined ? '' : `<conditionExpression xsi:type="tFormalExpression">${escapeXml(condition)}</conditionExpression>`;
  return `<sequenceFlow id="${id}" sourceRef="${source}" targetRef="${target}">${inner}</sequenceFlow>`;
}

export function escapeXml(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('"', '&quot;');
}
