/** One thing found wrong in a diagram. An `error` refuses the deployment, a `warning` is shown and stored with it. */
import type { Problem } from '../../../errors.ts';
import type { BpmnElement } from '../bpmn-element.ts';

export interface Finding extends Problem {
  readonly severity: 'error' | 'warning';
  /** id of the element, or of the nearest enclosing element that has one; '' for the file as a whole */
  readonly path: string;
}

export type Details = Readonly<Record<string, string | number | boolean>>;

/** `code` is a key of the catalogues in ../messages; `details` fills the placeholders of its text. */
export function finding(
  severity: Finding['severity'],
  code: string,
  element: BpmnElement | undefined,
  message: string,
  details: Details = {},
): Finding {
  const path = nearestId(element);
  return { severity, code, path, message: `${message} (element '${path}')`, details: { element: path, ...details } };
}

export function nearestId(element: BpmnElement | undefined): string {
  for (let at = element; at; at = at.$parent) {
    if (typeof at.id === 'string' && at.id !== '') return at.id;
  }
  return '';
}
