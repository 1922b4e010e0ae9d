/** Looking for cases by a variable: only among those in which rules let the searcher read it, or what is masked would be guessed. */
import { formsOf } from '../../commands/loading/forms-of.ts';
import { allowedSql } from '../../policies/allowed-sql.ts';
import type { Ability } from '../../policies/ability.ts';
import { formField, hasUsualFields, type AskedField } from '../../policies/field-access.ts';
import type { SqlPredicate } from '../../store/contract.ts';
import { formFieldColumns } from '../../store/queries/form-field-columns.ts';
import { listProcedureVersions } from '../../store/queries/list-procedure-versions.ts';
import type { RouteRequest } from '../route.ts';
import { abilityFor } from '../routes/readable.ts';

type Request = Pick<RouteRequest<unknown, unknown, unknown>, 'principal' | 'services' | 'now'>;

/** Undefined where nothing is kept from the searcher. */
export async function readableVariable(request: Request, name: string, procedure?: string): Promise<SqlPredicate | undefined> {
  const ability = abilityFor(request);
  const { commands } = request.services;
  const conditions = new Map<string, { readonly allowed: SqlPredicate; readonly definitions: string[] }>();
  for (const { id, key } of await listProcedureVersions(commands.db, procedure))
    for (const { node, form, fields } of await formsOf(commands, id))
      for (const asked of fields.filter(({ path }) => path === name || path.startsWith(`${name}.`) || path.startsWith(`${name}[`))) {
        const allowed = readable(ability, { procedure: key, node, form }, asked);
        if (!allowed) continue;
        const known = conditions.get(JSON.stringify(allowed)) ?? { allowed, definitions: [] };
        conditions.set(JSON.stringify(allowed), { ...known, definitions: [...known.definitions, id] });
      }
  return conditions.size === 0 ? undefined : everywhere([...conditions.values()]);
}

/** Undefined for a field that every reader of the case may read. */
function readable(
  ability: Ability,
  place: { readonly procedure: string; readonly node: string | null; readonly form: string },
  asked: AskedField,
): SqlPredicate | undefined {
  if (asked.field.access === undefined && hasUsualFields(ability, 'read')) return undefined;
  const { unitPath: _, caseConfidentiality: __, ...fixed } = formField({ ...place, unitPath: '', confidentiality: '' }, asked);
  return allowedSql(ability, 'read', 'FormField', formFieldColumns(fixed), () => '?');
}

function everywhere(all: readonly { readonly allowed: SqlPredicate; readonly definitions: readonly string[] }[]): SqlPredicate {
  const parts = all.map(({ allowed: { sql } }) => `(process_case.definition <> all(?::uuid[]) or (${sql}))`);
  return { sql: parts.join(' and '), bindings: all.flatMap(({ allowed: { bindings }, definitions }) => [definitions, ...bindings]) };
}
