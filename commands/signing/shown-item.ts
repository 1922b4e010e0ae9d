import type { ReadyItem, SigningItem } from '../../store/signing-contract.ts';

/** An item that is shown to its signer. */
export type Shown = SigningItem & { readonly ready: ReadyItem };
