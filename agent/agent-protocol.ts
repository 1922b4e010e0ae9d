/** What passes between the agent and the server (api/contract/agent.ts there). Hashes are hex SHA-256, the rest base64. */

export interface AskedDocument {
  readonly place: number;
  readonly name: string;
  readonly capacity: 'personal' | 'agencySeal';
  readonly field: string;
  readonly shown: string;
  readonly size: number;
  readonly algorithm: string;
  readonly attributes: string;
  readonly digest: string;
}

export interface AskedRequest {
  readonly id: string;
  readonly caseCode: string;
  readonly askedAt: string;
  readonly expiresAt: string;
  readonly certificate: string;
  readonly documents: readonly AskedDocument[];
}

/** Why nothing was signed. */
export type RefusalReason =
  'declined' | 'tampered' | 'otherCertificate' | 'wrongPin' | 'pinLocked' | 'keyGone' | 'tokenRemoved' | 'deviceFailed';

/** The server, as an agent sees it. All throw ServerRefusal for what it refuses, and TypeError or TimeoutError while it cannot be reached. */
export interface AgentServer {
  announce(key: { readonly certificate: string; readonly chain: readonly string[] }): Promise<void>;
  /** waits for work, at most `wait` seconds */
  requests(wait: number): Promise<readonly AskedRequest[]>;
  document(request: string, place: number): Promise<Buffer>;
  shown(request: string): Promise<void>;
  refuse(request: string, reason: RefusalReason): Promise<void>;
  deliver(request: string, signatures: readonly string[]): Promise<void>;
}

/** ended: this agent is nobody any more; later: it may pass by itself; refused: for good */
export type RefusalKind = 'ended' | 'later' | 'refused';

/** It answered, and said no. */
export class ServerRefusal extends Error {
  readonly kind: RefusalKind;
  readonly code: string;
  constructor(kind: RefusalKind, code: string) {
    super(`${kind} ${code}`);
    this.kind = kind;
    this.code = code;
  }
}
