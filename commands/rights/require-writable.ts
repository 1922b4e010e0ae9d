import { Rejection } from '../../errors.ts';
import type { Variables } from '../../engine/command.ts';
import { formField } from '../../policies/field-access.ts';
import { can } from '../../policies/can.ts';
import type { CaseAt } from '../case-command.ts';
import { formsOf } from '../loading/forms-of.ts';

/**
 * What is written past a form keeps to the rules of its fields all the same: a variable that a form of the case asks for, and that the
 * actor may not write there, is refused as a whole. Throws Rejection forbidden `fieldForbidden`.
 */
export async function requireWritable({ services, loaded, ability, persons }: CaseAt, variables: Variables): Promise<void> {
  const names = Object.keys(variables);
  if (persons.length === 0 || names.length === 0) return;
  const { definition, procedure, unitPath, confidentiality } = loaded.case;
  for (const { node, form, fields } of await formsOf(services, definition))
    for (const asked of fields) {
      const name = names.find((one) => asked.path === one || asked.path.startsWith(`${one}.`) || asked.path.startsWith(`${one}[`));
      if (name === undefined) continue;
      const subject = formField({ procedure, unitPath, confidentiality, node, form }, asked);
      if (!can(ability, 'write', 'FormField', subject).allowed) throw fieldForbidden(name, asked.path, asked.field.label);
    }
}

function fieldForbidden(name: string, field: string, label: string): Rejection {
  const message = `Expected the right to write field '${field}' of the case.`;
  return new Rejection('forbidden', 'fieldForbidden', message, {
    details: { field, label },
    problems: [{ code: 'fieldForbidden', path: `/variables/${name}`, message, details: { field, label } }],
  });
}
