import type { Services } from '../contract.ts';
import type { Acting } from '../rights/acting.ts';
import { requirePermission } from '../../casework/require-permission.ts';

/** A topic has jobs of every unit, so the right must be held over the whole installation. */
export function authorizeTopic({ rootUnit }: Services, { ability }: Acting, topic: string, action: 'suspend' | 'resume'): void {
  requirePermission(ability, action, 'Job', { topic, unitPath: rootUnit }, true);
}
