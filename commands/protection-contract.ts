import type { CaseRef } from './outcome-contract.ts';

export interface ProtectionCommands {
  /** `code`: for the receipt; said once */
  renewLookupCode: [CaseRef & { readonly birthYear: number }, { readonly code: string }];
}
