/**
 * Secrets of authenticators at rest: under a data key of the vault, as all that is stored encrypted (docs/data-protection.md). `purpose` is
 * bound: a secret of one factor opens no other.
 */
import type { DataKey } from '../../protection/data-key.ts';
import type { KeyStore } from '../../store/protection/key-store.ts';
import { isEarlierSecret, openEarlierSecret } from './earlier-secrets.ts';

export interface SecretBox {
  /** has the key at hand: in a transaction, asking for it would take a second connection */
  ready(): Promise<void>;
  seal(text: string, purpose: string): Promise<string>;
  /** Throws Invariant when it was changed, sealed for another purpose, or under a key that is not here. */
  open(sealed: string, purpose: string): Promise<string>;
}

const OWNER = 'secondFactors';
const VERSION = 'v1.';

/** `earlier`: keys of SECRET_KEY_FILE, for secrets that were sealed under them. */
export function createSecretBox(keys: KeyStore, earlier: readonly Buffer[] = []): SecretBox {
  let known: DataKey | undefined;
  const key = async (): Promise<DataKey> => (known ??= await keys.keyOf(OWNER));
  return {
    ready: async () => void (await key()),
    seal: async (text, purpose) => `${VERSION}${(await key()).seal(text, purpose)}`,
    async open(sealed, purpose) {
      if (isEarlierSecret(sealed)) return openEarlierSecret(earlier, sealed, purpose);
      return (await key()).open(sealed.slice(VERSION.length), purpose);
    },
  };
}
