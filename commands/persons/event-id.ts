import { createHash } from 'node:crypto';
import type { Request } from '../case-command.ts';
import { givenId } from '../messages/given-id.ts';

/** A UUID made of the sender's id, or of the idempotency key: what is reported again, also after a crash, is the same event. */
export function eventId(request: Request<{ readonly id?: string }>): string {
  const hash = createHash('sha256')
    .update(`person event ${givenId(request)}`)
    .digest('hex');
  return `${hash.slice(0, 8)}-${hash.slice(8, 12)}-8${hash.slice(13, 16)}-8${hash.slice(17, 20)}-${hash.slice(20, 32)}`;
}
