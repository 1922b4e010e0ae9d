import { can } from '../../policies/can.ts';
import { findReceiver } from '../../store/queries/find-receiver.ts';
import type { Services } from '../contract.ts';
import type { Acting } from '../rights/acting.ts';
import { forbidden } from '../../casework/require-permission.ts';

/** Rights on a message are rights on the case that receives it; while none waits for it, on the unit it comes from. */
export async function authorizeMessage(
  { db }: Services,
  { ability }: Acting,
  { name, key, unit }: { readonly name: string; readonly key: string; readonly unit: string | undefined },
): Promise<void> {
  const receiver = await findReceiver(db, name, key);
  const permission = can(ability, 'correlate', 'Message', { name, procedure: receiver?.procedure, unitPath: receiver?.unitPath ?? unit });
  if (!permission.allowed) throw forbidden(permission, 'correlate', 'Message');
}
