import { Invariant } from '../../errors.ts';
import { feel } from '../../expressions/feel.ts';
import { compileForm } from '../../forms/compile-form.ts';
import type { Json } from '../../expressions/json.ts';
import type { Form } from '../../forms/form.ts';
import { numberGiven } from '../../forms/number-given.ts';
import { loadDefinitionVersion } from '../../store/repositories/definitions.ts';
import type { Services } from '../contract.ts';
import { once } from './caches.ts';

/** The compiled form of a version that was deployed. `isNumbered`: for a step that gives its document the number. */
export async function loadForm({ db, caches }: Services, key: string, version: number, isNumbered = false): Promise<Form> {
  const form = await once(caches, caches.forms, 'form', `${key} ${version}${isNumbered ? ' numbered' : ''}`, async () => {
    const stored = await loadDefinitionVersion(db, 'form', key, version);
    if (!stored) return undefined;
    const schema = JSON.parse(stored.source) as Json;
    const compiled = compileForm(isNumbered ? numberGiven(schema) : schema, feel);
    return compiled.ok ? compiled.form : undefined;
  });
  if (form) return form;
  throw new Invariant(`Expected version ${version} of form '${key}' to be deployed and to compile.`);
}
