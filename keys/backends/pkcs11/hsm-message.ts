import type { SigningAlgorithm } from '../../../signing/crypto/signing-algorithm.ts';
import type { TokenFaultName } from '../../../pkcs11/token-fault.ts';

/** What is asked of the process that talks to the HSM. `label` is CKA_LABEL of key and certificate. */
export type HsmQuestion =
  | { readonly what: 'identity'; readonly label: string }
  | {
      readonly what: 'sign';
      readonly label: string;
      readonly pin: string;
      readonly algorithm: SigningAlgorithm;
      readonly digest: Uint8Array;
    };

export type HsmAnswer =
  | { readonly what: 'identity'; readonly certificate: Uint8Array; readonly others: readonly Uint8Array[] }
  | { readonly what: 'signature'; readonly signature: Uint8Array }
  | { readonly what: 'fault'; readonly fault: TokenFaultName; readonly reason: string };

/** Which shared library, and which of its tokens. */
export interface HsmToken {
  readonly module: string;
  readonly token: string;
}
