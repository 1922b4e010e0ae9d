/** The forms of a procedure with their fields: of its tasks, and of the events that it begins with; in the versions that are in force now. */
import { fieldsOf } from '../../forms/fields-of.ts';
import type { Services } from '../contract.ts';
import { once } from './caches.ts';
import type { FormOfNode } from './form-of-node.ts';
import { loadForm } from './load-form.ts';
import { modelOf } from './load-model.ts';
import { pinForms } from './pin-forms.ts';

export async function formsOf(services: Services, definition: string): Promise<readonly FormOfNode[]> {
  const { caches } = services;
  const known = await once(caches, caches.formsOf, 'formsOf', definition, async () => await loadForms(services, definition));
  return known ?? [];
}

async function loadForms(services: Services, definition: string): Promise<readonly FormOfNode[]> {
  const { nodes } = await modelOf(services, definition);
  const asked = [...nodes.values()].flatMap(({ id, userTask, startForm }) => [
    ...(userTask?.form === undefined ? [] : [{ node: id, form: userTask.form }]),
    ...(startForm === undefined ? [] : [{ node: null, form: startForm }]),
  ]);
  const versions = await pinForms(services, [...new Set(asked.map(({ form }) => form))]);
  const found: FormOfNode[] = [];
  for (const { node, form } of asked) {
    const version = versions[form];
    if (version !== undefined) found.push({ node, form, fields: fieldsOf(await loadForm(services, form, version)) });
  }
  return found;
}
