import { Invariant } from '../../errors.ts';
import type { SecretBox } from './secret-box.ts';

/** What second factors need of the installation. */
export interface AccessServices {
  readonly secrets: SecretBox;
  /** whether a password is known to have leaked; absent: there is no list of such passwords here */
  readonly hasLeaked?: (password: string) => Promise<boolean>;
  /** WebAuthn: `id` is the host name that passkeys belong to, `origin` where the pages come from */
  readonly relyingParty: { readonly id: string; readonly name: string; readonly origin: string };
}

export function accessOf({ access }: { readonly access?: AccessServices }): AccessServices {
  if (!access) throw new Invariant('Expected the services of a node that people sign in to.');
  return access;
}
