/** Agents on signers' computers, and what they are asked to sign. Hashes are hex SHA-256, instants ISO 8601 UTC. */

export interface SigningAgent {
  readonly id: string;
  readonly account: string;
  /** as its person calls it */
  readonly name: string;
  /** the system it runs on, as it says itself */
  readonly platform: string;
  /** of the token that it reaches, and its issuers: DER */
  readonly certificate: Buffer;
  readonly chain: readonly Buffer[];
  readonly announcedAt: string;
  readonly pairedAt: string;
  readonly lastSeenAt: string;
}

export type AgentRequestState = 'waiting' | 'shown' | 'given' | 'refused' | 'withdrawn';

/** What somebody asked their agent for: to sign all that is shown to them in one signing. */
export interface AgentRequest {
  readonly id: string;
  readonly signing: string;
  readonly account: string;
  readonly onBehalfOf?: string;
  /** of the certificate that must sign */
  readonly certificate: string;
  /** of what is shown, in the order of the signatures */
  readonly shown: readonly string[];
  readonly askedAt: string;
  /** the agent that has shown it */
  readonly agent?: string;
  readonly state: AgentRequestState;
  /** code of what refused it */
  readonly refusal?: string;
  /** of the signatures that came */
  readonly given?: string;
}
