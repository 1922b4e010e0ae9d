/** What the signer is told of a signing: what is shown, by which bytes, and what the key is to sign. */
import { Certificate } from '../../signing/trust/certificate.ts';
import { describeSigner } from '../../signing/verify/describe-signer.ts';
import type { AgentRequest } from '../../store/agent-contract.ts';
import type { Signing, SigningItem } from '../../store/signing-contract.ts';

export type SigningItemView = {
  readonly place: number;
  readonly document: string;
  readonly key: string;
  readonly name: string;
  readonly capacity: 'personal' | 'agencySeal';
  readonly level: string;
  readonly field: string;
  /** waiting: for a signature before it; ready: to be signed; given */
  readonly state: 'waiting' | 'ready' | 'given';
  readonly method?: string;
  readonly signer?: string;
  /** of the certificate: who has issued it, and until when it holds */
  readonly issuer?: string;
  readonly validTo?: string;
  /** of the bytes that are shown, hex SHA-256; and how many there are */
  readonly shown?: string;
  readonly size?: number;
  readonly algorithm?: string;
  /** base64, of what is to be signed: DER of the signed attributes; and their digest, for keys that only sign digests */
  readonly attributes?: string;
  readonly digest?: string;
};
export type SigningView = {
  readonly id: string;
  readonly caseId: string;
  readonly instance: number;
  readonly state: Signing['state'];
  readonly refusal?: string;
  readonly expiresAt: string;
  /** the person has signed; what is missing is the agency's seal */
  readonly sealAsked: boolean;
  readonly caseRevision?: number;
  /** how far the agent is that was asked last: waiting, shown to its person, refused with a reason, given */
  readonly agent?: AgentProgress;
  readonly signatures: readonly SigningItemView[];
};
export type AgentProgress = { readonly state: AgentRequest['state']; readonly refusal?: string; readonly askedAt: string };

type Progress = Pick<AgentRequest, 'state' | 'refusal' | 'askedAt'>;

/** `asked`: of the agent, where one was asked. */
export function signingView(signing: Signing, items: readonly SigningItem[], asked?: Progress): SigningView {
  const { id, caseId, instance, state, refusal, expiresAt, sealAsked, caseRevision } = signing;
  return {
    id,
    caseId,
    instance,
    state,
    expiresAt,
    sealAsked,
    ...(refusal !== undefined && { refusal }),
    ...(caseRevision !== undefined && { caseRevision }),
    ...(asked && { agent: progressOf(asked) }),
    signatures: items.map(itemView),
  };
}

const progressOf = ({ state, refusal, askedAt }: Progress): AgentProgress => ({
  state,
  askedAt,
  ...(refusal !== undefined && { refusal }),
});

function itemView({ place, documentId, key, name, capacity, level, field, ready, signedSha256 }: SigningItem): SigningItemView {
  const about = { place, document: documentId, key, name, capacity, level, field };
  if (!ready) return { ...about, state: 'waiting' };
  const { method, signer, certificate, shownSha256, shownSize, algorithm, attributes, digest } = ready;
  const { issuer, notAfter: validTo } = describeSigner(new Certificate(certificate));
  const shown = { ...about, method, signer, issuer, validTo, shown: shownSha256, size: shownSize, algorithm };
  if (signedSha256 !== undefined) return { ...shown, state: 'given' };
  return { ...shown, state: 'ready', attributes: attributes.toString('base64'), digest: digest.toString('base64') };
}
