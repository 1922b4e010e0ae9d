/** What waits for an agent: asked for by its own person, for the certificate that it announced, in signings that have not expired. */
import type { Database } from '../connection.ts';
import { rowsOf, statement } from '../statement.ts';

export interface OpenAgentRequest {
  readonly id: string;
  readonly signing: string;
  readonly caseCode: string;
  readonly askedAt: string;
  readonly expiresAt: string;
}

const LIST = statement(`
  select r.id, r.signing_id as signing, coalesce(c.code, '') as "caseCode", r.asked_at as "askedAt", s.expires_at as "expiresAt"
  from signing_agent g join agent_request r on r.account = g.account and r.certificate = sha256(g.certificate)
    join signing s on s.id = r.signing_id left join process_case c on c.id = s.case_id
  where g.id = $1 and g.ended_at is null and r.state in ('waiting', 'shown') and (r.agent is null or r.agent = g.id)
    and s.state = 'prepared' and s.expires_at > $2 order by r.asked_at, r.id limit 20`);

export async function openAgentRequests(db: Database, agent: string, now: string): Promise<readonly OpenAgentRequest[]> {
  return await rowsOf<OpenAgentRequest & object>(db, LIST, [agent, now]);
}
