import type { DefinitionSource } from '../../store/contract.ts';
import { loadDefinition } from '../../store/repositories/definitions.ts';
import type { Services } from '../contract.ts';
import type { Acting } from '../rights/acting.ts';
import { notFound, requirePermission } from '../rights/require.ts';

const UUID = /^[0-9a-f]{8}-(?:[0-9a-f]{4}-){3}[0-9a-f]{12}$/i;

/** The version, if it exists and the actor may do this to it. Throws notFound, then forbidden. */
export async function authorizeDefinition({ db }: Services, { ability }: Acting, id: string, action: string): Promise<DefinitionSource> {
  const definition = UUID.test(id) ? await loadDefinition(db, id) : undefined;
  if (!definition) throw notFound('Definition');
  requirePermission(ability, action, 'Definition', { procedure: definition.key, starterRoles: definition.starterRoles });
  return definition;
}
