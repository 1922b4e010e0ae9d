import { labelOf } from './label-of.ts';
import type { Component } from './open-form.ts';

/** Labels of fields and lists by their places. */
export function labelsOf(components: readonly Component[], language: string, within = ''): ReadonlyMap<string, string> {
  const labels = new Map<string, string>();
  for (const component of components) {
    const path = component.key ?? component.path ?? '';
    const pointer = path === '' ? within : `${within}/${path.replaceAll('.', '/')}`;
    if (component.type === 'group') for (const entry of labelsOf(component.components ?? [], language, pointer)) labels.set(...entry);
    else if (path !== '') labels.set(pointer, labelOf(component, language));
  }
  return labels;
}
