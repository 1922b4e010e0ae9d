import type { Certificate } from '../../signing/trust/certificate.ts';
import type { TrustAnchor } from '../../signing/trust/trust-anchor.ts';

/** Who is trusted for what, and since and until when. */
export interface Trust {
  readonly signing: readonly TrustAnchor[];
  readonly timeStamp: readonly TrustAnchor[];
  /** authorities between anchors and signers, for files that do not carry them; not trusted by themselves */
  readonly intermediates: readonly Certificate[];
}

/** Each anchor once, whatever it is trusted for. */
export function allAnchors({ signing, timeStamp }: Trust): readonly TrustAnchor[] {
  return [...new Set([...signing, ...timeStamp])];
}

export function joinTrust(...parts: readonly Trust[]): Trust {
  return {
    signing: parts.flatMap(({ signing }) => signing),
    timeStamp: parts.flatMap(({ timeStamp }) => timeStamp),
    intermediates: parts.flatMap(({ intermediates }) => intermediates),
  };
}
