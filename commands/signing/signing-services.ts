/** What signing needs of the installation: anchors, keys that are reached from here, pages, time-stamps. */
import { Rejection } from '../../errors.ts';
import type { SignatureRequest } from '../../signing/cms/build-signed-attributes.ts';
import type { SignerIdentity, TimeStamp } from '../../signing/sign-pdf.ts';
import type { TrustAnchor } from '../../signing/trust/trust-anchor.ts';
import type { CollectDocumentEvidence, SecondVerifier } from './document-evidence.ts';

/** Whose key: a person's own, or the seal of an agency. */
export type KeyHolder =
  { readonly capacity: 'personal'; readonly person: string } | { readonly capacity: 'agencySeal'; readonly unitPath: string };

/** A place where keys are, that the server can reach. What it is given to open a key (a PIN) it neither keeps nor logs. */
export interface KeyBackend {
  /** Throws Rejection `signing.keyMissing`, Transient while the place cannot be reached. */
  identity(holder: KeyHolder): Promise<SignerIdentity>;
  /** One raw signature for each request, ECDSA in DER. Throws Rejection `signing.pinWrong` and the like, Transient. */
  sign(
    holder: KeyHolder,
    requests: readonly SignatureRequest[],
    opening: { readonly pin?: string; readonly otp?: string },
  ): Promise<readonly Buffer[]>;
}

export interface SigningServices {
  /** authorities that are trusted, at the day of the product's clock */
  anchors(): readonly TrustAnchor[];
  /** those of time-stamp authorities; absent: the same */
  timeStampAnchors?(): readonly TrustAnchor[];
  readonly backends: ReadonlyMap<string, KeyBackend>;
  random(bytes: number): Buffer;
  /** absent: signatures begin as B-B */
  readonly timeStamp?: TimeStamp;
  /** absent: documents stay pending whose diagram asks for more than B-B */
  readonly collectEvidence?: CollectDocumentEvidence;
  /** all of them must agree with ours before a document is issued; none on an installation that is no production */
  readonly secondVerifiers?: readonly SecondVerifier[];
}

/** Throws conflict `signingUnavailable`: this installation has no keys and no anchors to sign with. */
export function signingOf({ signing }: { readonly signing?: SigningServices }): SigningServices {
  if (signing) return signing;
  throw new Rejection('conflict', 'signingUnavailable', 'Expected an installation that is set up for signatures.');
}
