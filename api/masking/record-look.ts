import { recordAccess } from '../../commands/record/record-access.ts';
import { principalOf, type RouteRequest } from '../route.ts';
import { actorOf } from '../session/principal.ts';

type Request = Pick<RouteRequest<unknown, unknown, unknown>, 'principal' | 'services' | 'now' | 'purpose'>;

/** What was shown, searched or taken beyond the masks: names of fields, the filter, how much; never values that are sensitive. */
export interface SensitiveLook {
  readonly operation: 'readSensitive' | 'findSensitive' | 'export';
  readonly subject: 'case' | 'person';
  readonly ids: readonly string[];
  readonly scope: Readonly<Record<string, unknown>>;
}

/** On the access log before the answer leaves (AUD-02, AUD-05; S1 Đ13k7, S3 Đ15k3). Throws where it cannot be written. */
export async function recordLook(request: Request, look: SensitiveLook): Promise<void> {
  const { services, now: at, purpose } = request;
  await recordAccess(services.commands, actorOf(principalOf(request)), { ...look, at, purpose });
}
