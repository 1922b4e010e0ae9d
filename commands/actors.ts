/** System actors: named, in no account table, and told by identity, so that no input can pretend to be one. */
import type { Actor } from '../engine/command.ts';

const systemActor = (name: string): Actor => Object.freeze({ account: `system:${name}` });

export const TIMER_ACTOR = systemActor('timer');
export const WORKER_ACTOR = systemActor('worker');
export const MESSAGE_ACTOR = systemActor('message');
export const SIGNAL_ACTOR = systemActor('signal');
/** puts in place what comes with the product */
export const INSTALLER_ACTOR = systemActor('installer');
/** says whom the national identity has named */
export const IDENTITY_ACTOR = systemActor('identity');
/** for `signIn` and its like: nobody yet */
export const ANONYMOUS: Actor = Object.freeze({ account: 'anonymous' });

const SYSTEM: ReadonlySet<Actor> = new Set([TIMER_ACTOR, WORKER_ACTOR, MESSAGE_ACTOR, SIGNAL_ACTOR, INSTALLER_ACTOR, IDENTITY_ACTOR]);

export function isSystem(actor: Actor): boolean {
  return SYSTEM.has(actor);
}
