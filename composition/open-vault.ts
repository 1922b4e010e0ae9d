import type { Config } from '../config.ts';
import { ensureKeyFile, fileKeys } from '../protection/file-keys.ts';
import { kmsKeys } from '../protection/kms-keys.ts';
import { createVault, type Vault } from '../protection/vault.ts';

/** Before anything else is opened: without its keys the product does not start. */
export async function openVault({ keys }: Config): Promise<Vault> {
  if ('kms' in keys) return createVault(await kmsKeys({ url: keys.kms, token: keys.token }));
  if (keys.create) ensureKeyFile(keys.file);
  return createVault(fileKeys(keys.file));
}
