import { createHash } from 'node:crypto';
import { Rejection } from '../../errors.ts';
import type { Request } from '../case-command.ts';
import { isSystem } from '../actors.ts';

/**
 * The id of a message or signal: the sender's own, else one that belongs to the idempotency key. Ids of persons carry their
 * account, so that nobody can use up, or guess at, the id of somebody else.
 */
export function givenId({ services, actor, input, options }: Request<{ readonly id?: string }>): string {
  const { id } = input;
  if (id !== undefined && !/^[\x21-\x7e]{1,200}$/.test(id))
    throw new Rejection('validation', 'messageIdInvalid', 'Expected an id of 1 to 200 visible ASCII characters.');
  if (isSystem(actor)) return id ?? services.newId();
  if (id !== undefined) return `${actor.account}:${id}`;
  const { idempotencyKey } = options;
  if (idempotencyKey === undefined) return services.newId();
  return `${actor.account}:${createHash('sha256').update(idempotencyKey).digest('hex')}`;
}
