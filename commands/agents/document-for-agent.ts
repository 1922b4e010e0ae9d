import type { Services } from '../contract.ts';
import { loadRights } from '../../store/repositories/rights.ts';
import { actingOf } from '../rights/acting.ts';
import { signingAt } from '../signing/signing-at.ts';
import { requireCleanCopy } from '../uploads/require-clean-copy.ts';
import { agentRequestOf } from './agent-request-of.ts';
import { askerOf } from './asker-of.ts';
import { shownFor } from './shown-for.ts';

/** The bytes of one document of a request, and whose case it is of. Undefined when there is none such. Throws notFound `agentRequestNotFound`, conflict `uploadBlocked`. */
export async function documentForAgent(
  services: Services,
  account: string,
  { agent, request, place }: { readonly agent: string; readonly request: string; readonly place: number },
  now: string,
): Promise<{ readonly bytes: Buffer; readonly caseId: string; readonly key: string } | undefined> {
  const acting = await actingOf(services, { account }, await loadRights(services.db, account, now), now);
  const found = await agentRequestOf(services, acting, { agent, request });
  const isOpen = found.state === 'waiting' || found.state === 'shown';
  const item = isOpen ? (await shownFor(services, acting, found, now))?.find((one) => one.place === place) : undefined;
  if (!item?.ready.prepared) return undefined;
  const { signing } = await signingAt(services, await askerOf(services, acting, found, now), found.signing);
  await requireCleanCopy(services, signing.caseId, item.ready.prepared);
  return { bytes: item.ready.prepared, caseId: signing.caseId, key: item.key };
}
