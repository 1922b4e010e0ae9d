import type { DefinitionRecord } from '../../store/contract.ts';
import { findDefinitionRecord } from '../../store/queries/find-definition-record.ts';
import type { Services } from '../contract.ts';
import type { Acting } from '../rights/acting.ts';
import { isUuid } from '../is-uuid.ts';
import { notFound, requirePermission } from '../../casework/require-permission.ts';

/** The version, if it exists and the actor may do this to it. Throws notFound, then forbidden. */
export async function authorizeDefinition({ db }: Services, { ability }: Acting, id: string, action: string): Promise<DefinitionRecord> {
  const definition = isUuid(id) ? await findDefinitionRecord(db, id) : undefined;
  if (!definition) throw notFound('Definition');
  requirePermission(ability, action, 'Definition', { procedure: definition.key, starterRoles: definition.starterRoles });
  return definition;
}
