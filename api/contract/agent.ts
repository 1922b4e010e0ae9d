/** Agents on signers' computers, and what passes between them and here. Hashes are hex SHA-256; keys and signatures base64 of DER. */
import Type from 'typebox';
import { AGENT_REFUSALS } from '../../commands/agent-contract.ts';
import { component } from './component.ts';
import { closed, Instant, OneOf, Text, Uuid } from './scalars.ts';
import { Base64, Hash } from './signing.ts';

const announced = { certificate: Base64(65_536), chain: Type.Optional(Type.Array(Base64(65_536), { maxItems: 8 })) };

export const AgentParams = Type.Object({ agent: Uuid }, closed);
export const BeginPairing = Type.Object({ name: Text(100) }, closed);
export const PairingCode = component(
  'PairingCode',
  Type.Object({ code: Type.String({ description: 'For one use; shown this once' }), expiresAt: Instant }, closed),
);
export const PairAgent = Type.Object({ code: Text(40), platform: Text(100), ...announced }, closed);
export const PairedAgent = component(
  'PairedAgent',
  Type.Object(
    { agent: Uuid, name: Type.String(), token: Type.String({ description: 'What the agent is known by; given this once' }) },
    closed,
  ),
);

const SigningAgent = component(
  'SigningAgent',
  Type.Object(
    {
      id: Uuid,
      name: Type.String(),
      platform: Type.String(),
      signer: Type.String({ description: 'Of the certificate that it reaches' }),
      certificate: Hash,
      validTo: Instant,
      pairedAt: Instant,
      announcedAt: Instant,
      lastSeenAt: Instant,
    },
    closed,
  ),
);
export const SigningAgents = component('SigningAgents', Type.Object({ agents: Type.Array(SigningAgent) }, closed));
export const AnnounceKey = Type.Object(announced, closed);
export const Announced = component('AnnouncedKey', Type.Object({ announced: Type.Boolean() }, closed));

export const PollQuery = Type.Object(
  { wait: Type.Integer({ minimum: 0, maximum: 25, default: 0, description: 'Seconds to wait for something, when there is nothing' }) },
  closed,
);
const AgentDocument = Type.Object(
  {
    place: Type.Integer(),
    name: Type.String(),
    capacity: OneOf(['personal', 'agencySeal']),
    field: Type.String(),
    shown: Hash,
    size: Type.Integer(),
    algorithm: Type.String(),
    attributes: Type.String({
      description: 'DER of what is to be signed; the agent makes it anew from the bytes, and refuses if it differs',
    }),
    digest: Type.String({ description: 'Of the attributes' }),
  },
  closed,
);
const AgentTask = component(
  'AgentRequest',
  Type.Object(
    {
      id: Uuid,
      caseCode: Type.String(),
      askedAt: Instant,
      expiresAt: Instant,
      certificate: Hash,
      documents: Type.Array(AgentDocument),
    },
    closed,
  ),
);
export const AgentTasks = component('AgentRequests', Type.Object({ requests: Type.Array(AgentTask) }, closed));
export const RequestParams = Type.Object({ request: Uuid }, closed);
export const RequestDocumentParams = Type.Object({ request: Uuid, place: Type.Integer({ minimum: 0, maximum: 2_147_483_647 }) }, closed);
export const AgentRefuses = Type.Object({ reason: OneOf(AGENT_REFUSALS) }, closed);
export const AgentDelivers = Type.Object({ signatures: Type.Array(Base64(2_048), { minItems: 1, maxItems: 20 }) }, closed);
export const AgentRequestState = component('AgentRequestState', Type.Object({ state: Type.String() }, closed));
