/** Where the forms of a procedure say that values are sensitive. Of tasks and starts, in the versions that are in force now. */
import type { ProcessModel } from '../../engine/model/process-model.ts';
import { NOTHING_SENSITIVE, sensitiveFields, together, type SensitiveFields } from '../../forms/sensitive-fields.ts';
import type { CheckedForm } from '../checked-form.ts';
import type { Services } from '../contract.ts';
import { once } from '../loading/caches.ts';
import { loadForm } from '../loading/load-form.ts';
import { modelOf } from '../loading/load-model.ts';
import { pinForms } from '../loading/pin-forms.ts';

export async function sensitiveShape(services: Services, definition: string): Promise<SensitiveFields> {
  const { caches } = services;
  const shape = await once(caches, caches.sensitiveShapes, 'sensitive', definition, async () => {
    const keys = formKeys(await modelOf(services, definition));
    const versions = Object.entries(await pinForms(services, keys));
    return together(await Promise.all(versions.map(async ([key, version]) => sensitiveFields(await loadForm(services, key, version)))));
  });
  return shape ?? NOTHING_SENSITIVE;
}

/** With the form that the data of this step was checked by, which may be an earlier version, or of a called process. */
export async function sensitiveShapeOf(services: Services, definition: string, form: CheckedForm | undefined): Promise<SensitiveFields> {
  const shape = await sensitiveShape(services, definition);
  if (!form) return shape;
  const own = sensitiveFields(await loadForm(services, form.key, form.version));
  return own.places.size === 0 || [...own.places].every((place) => shape.places.has(place)) ? shape : together([shape, own]);
}

function formKeys({ nodes }: ProcessModel): readonly string[] {
  return [
    ...new Set([...nodes.values()].flatMap(({ userTask, startForm }) => [userTask?.form, startForm].filter((key) => key !== undefined))),
  ];
}
