/** Camunda 7 and its forks write the same attributes under four namespaces; all are read as Camunda's. */
export const CAMUNDA_7 = 'http://camunda.org/schema/1.0/bpmn';

export const CAMUNDA_8 = 'http://camunda.org/schema/zeebe/1.0';

export const SAME_AS_CAMUNDA_7: readonly string[] = [
  'http://flowable.org/bpmn',
  'http://operaton.org/schema/1.0/bpmn',
  'http://activiti.org/bpmn',
];

/** The namespace an attribute or element is read in. */
export function readNamespace(uri: string): string {
  return SAME_AS_CAMUNDA_7.includes(uri) ? CAMUNDA_7 : uri;
}
