import { Rejection } from '../../errors.ts';
import { loadCase } from '../../store/repositories/load-case.ts';
import { isSystem } from '../actors.ts';
import type { CaseAt, CaseCommand, Request } from '../case-command.ts';
import { actingOf } from '../rights/acting.ts';
import { notFound } from '../../casework/require-permission.ts';

/** The case with everything its command needs, of one snapshot. Throws notFound, and the refusals of `actingOf`. */
export async function loadAt<I extends { readonly caseId: string }>(
  request: Request<I>,
  command: CaseCommand<I>,
  now: string,
): Promise<CaseAt> {
  const { services, actor, input, options } = request;
  const asked = command.tasks?.(input) ?? [];
  const loaded = await loadCase(services.db, input.caseId, {
    now,
    ...(!isSystem(actor) && { account: actor.account }),
    ...(asked !== 'open' && { tasks: asked }),
  });
  // what belongs to a case that is not there looks like what this actor cannot see
  if (!loaded) throw notFound(command.about ?? (asked.length > 0 && asked !== 'open' ? 'Task' : 'Case'));
  const acting = await actingOf(services, actor, loaded.rights, now);
  if (options.expectedEpoch !== undefined && acting.epochs[0] && acting.epochs[0].epoch !== options.expectedEpoch)
    throw new Rejection('conflict', 'rightsChanged', 'Expected the rights that the decision was based on, but they have changed.');
  return { ...acting, services, now, loaded, authenticatedAt: options.authenticatedAt };
}
