import { Rejection } from '../../errors.ts';
import type { Variables } from '../../engine/command.ts';
import { formField } from '../../policies/field-access.ts';
import { can } from '../../policies/can.ts';
import type { FilledBy } from '../../casework/accessible-form.ts';
import type { CaseAt } from '../case-command.ts';
import type { Services } from '../contract.ts';
import { formsOf } from '../loading/forms-of.ts';

/** What is written into a case past a form keeps to the rules of its fields all the same. Throws Rejection forbidden `fieldForbidden`. */
export async function requireWritable({ services, loaded, ability, persons }: CaseAt, variables: Variables): Promise<void> {
  if (persons.length === 0) return;
  const { definition, ...place } = loaded.case;
  await requireWritableIn(services, definition, { ability, place: { ...place, node: null } }, variables);
}

/** A variable that a form of the procedure asks for, and that the actor may not write there, is refused as a whole. */
export async function requireWritableIn(services: Services, definition: string, by: FilledBy, variables: Variables): Promise<void> {
  const names = Object.keys(variables);
  if (names.length === 0) return;
  for (const { node, form, fields } of await formsOf(services, definition))
    for (const asked of fields) {
      const name = names.find((one) => asked.path === one || asked.path.startsWith(`${one}.`) || asked.path.startsWith(`${one}[`));
      if (name === undefined) continue;
      const subject = formField({ ...by.place, node, form }, asked);
      if (!can(by.ability, 'write', 'FormField', subject).allowed) throw fieldForbidden(name, asked.path, asked.field.label);
    }
}

function fieldForbidden(name: string, field: string, label: string): Rejection {
  const message = `Expected the right to write field '${field}' of the case.`;
  return new Rejection('forbidden', 'fieldForbidden', message, {
    details: { field, label },
    problems: [{ code: 'fieldForbidden', path: `/variables/${name}`, message, details: { field, label } }],
  });
}
