/** What waits for an agent, with all that it must check before its person is asked: hashes, attributes, digests. Nothing is written. */
import { findAgentRequest } from '../../store/repositories/agent-requests.ts';
import { openAgentRequests, type OpenAgentRequest } from '../../store/queries/open-agent-requests.ts';
import type { Services } from '../contract.ts';
import { loadRights } from '../../store/repositories/rights.ts';
import { actingOf, type Acting } from '../rights/acting.ts';
import type { Shown } from '../signing/shown-item.ts';
import { shownFor } from './shown-for.ts';

export interface AgentTask extends Pick<OpenAgentRequest, 'id' | 'caseCode' | 'askedAt' | 'expiresAt'> {
  readonly certificate: string;
  readonly documents: readonly AgentDocument[];
}
export interface AgentDocument {
  readonly place: number;
  readonly name: string;
  readonly capacity: 'personal' | 'agencySeal';
  readonly field: string;
  readonly shown: string;
  readonly size: number;
  readonly algorithm: string;
  /** base64 */
  readonly attributes: string;
  readonly digest: string;
}

/** Requests whose documents are no longer shown so are left out. */
export async function requestsForAgent(services: Services, account: string, agent: string, now: string): Promise<readonly AgentTask[]> {
  const open = await openAgentRequests(services.db, agent, now);
  if (open.length === 0) return [];
  const acting = await actingOf(services, { account }, await loadRights(services.db, account, now), now);
  const tasks = await Promise.all(open.map(async (one) => await taskOf(services, acting, one, now)));
  return tasks.filter((task) => task !== undefined);
}

async function taskOf(services: Services, acting: Acting, open: OpenAgentRequest, now: string): Promise<AgentTask | undefined> {
  const request = await findAgentRequest(services.db, open.id);
  const shown = request && (await shownFor(services, acting, request, now));
  if (!shown) return undefined;
  const { id, caseCode, askedAt, expiresAt } = open;
  return { id, caseCode, askedAt, expiresAt, certificate: request.certificate, documents: shown.map(documentOf) };
}

const documentOf = ({ place, name, capacity, field, ready }: Shown): AgentDocument => ({
  place,
  name,
  capacity,
  field,
  shown: ready.shownSha256,
  size: ready.shownSize,
  algorithm: ready.algorithm,
  attributes: ready.attributes.toString('base64'),
  digest: ready.digest.toString('base64'),
});
