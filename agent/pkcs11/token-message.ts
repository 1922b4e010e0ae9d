import type { TokenFaultName } from '../../pkcs11/token-fault.ts';
import type { SigningAlgorithm } from '../../signing/crypto/signing-algorithm.ts';

/** What is asked of the process that talks to the token. */
export type TokenQuestion =
  | { readonly what: 'certificates' }
  | {
      readonly what: 'sign';
      readonly pin: string;
      /** DER: the key is the one that goes with it */
      readonly certificate: Uint8Array;
      readonly algorithm: SigningAlgorithm;
      readonly digests: readonly Uint8Array[];
    };

export type TokenAnswer =
  | { readonly what: 'certificates'; readonly certificates: readonly Uint8Array[] }
  | { readonly what: 'signatures'; readonly signatures: readonly Uint8Array[] }
  | { readonly what: 'fault'; readonly fault: TokenFaultName; readonly reason: string };

/** Which shared library, and which of its tokens where it has several. */
export interface TokenPlace {
  readonly module: string;
  readonly token?: string | undefined;
}
