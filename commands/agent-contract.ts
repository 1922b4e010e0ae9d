/** Agents on signers' computers: paired by a code, asked to sign, answering. `agent` is the one that calls, never one that it names. */
import type { SigningView } from './signing/signing-view.ts';

/** base64 of DER */
export type AnnouncedKey = { readonly certificate: string; readonly chain?: readonly string[] };
export type AgentRequestRef = { readonly agent: string; readonly request: string };

/** Why an agent did not sign, as it says itself. */
export const AGENT_REFUSALS = [
  'declined',
  'tampered',
  'otherCertificate',
  'wrongPin',
  'pinLocked',
  'keyGone',
  'tokenRemoved',
  'deviceFailed',
] as const;
export type AgentRefusal = (typeof AGENT_REFUSALS)[number];

export interface AgentCommands {
  /** `name`: how its person calls the computer. The code is shown this once. */
  beginAgentPairing: [{ readonly name: string }, { readonly code: string; readonly expiresAt: string }];
  /** actor: ANONYMOUS; the code says whose it is. `token`: what the agent is known by from now on. */
  pairAgent: [
    { readonly code: string; readonly platform: string } & AnnouncedKey,
    { readonly agent: string; readonly token: string; readonly name: string },
  ];
  /** by the agent: a token was exchanged, or its certificate renewed */
  announceAgentKey: [{ readonly agent: string } & AnnouncedKey, { readonly announced: true }];
  /** one's own, from anywhere */
  endAgent: [{ readonly agent: string }, { readonly ended: true }];
  /** `shown`: SHA-256 of the bytes of each item that is ready, in their order. The same once more changes nothing. */
  askAgent: [{ readonly signing: string; readonly shown: readonly string[] }, SigningView];
  /** by the agent: its person sees it now; no other agent may sign it */
  showAgentRequest: [AgentRequestRef, { readonly state: 'shown' }];
  refuseAgentRequest: [AgentRequestRef & { readonly reason: AgentRefusal }, { readonly state: 'refused' }];
  /** base64, in the order of what was shown; with the last one the task is completed */
  deliverSignatures: [AgentRequestRef & { readonly signatures: readonly string[] }, { readonly state: string }];
}
