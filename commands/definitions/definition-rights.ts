import type { DefinitionRecord } from '../../store/contract.ts';
import { findDefinitionRecord } from '../../store/queries/find-definition-record.ts';
import type { Services } from '../contract.ts';
import type { Acting } from '../rights/acting.ts';
import { isUuid } from '../is-uuid.ts';
import { notFound, requirePermission } from '../../casework/require-permission.ts';

/** The version, if it exists and the actor may do this to it, over the whole installation, which it serves. Throws notFound, then forbidden. */
export async function authorizeDefinition(
  { db, rootUnit }: Services,
  { ability }: Acting,
  id: string,
  action: string,
): Promise<DefinitionRecord> {
  const definition = isUuid(id) ? await findDefinitionRecord(db, id) : undefined;
  if (!definition) throw notFound('Definition');
  const { key: procedure, starterRoles } = definition;
  requirePermission(ability, action, 'Definition', { procedure, starterRoles, caseUnit: rootUnit });
  return definition;
}
