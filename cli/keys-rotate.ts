import { openVault } from '../composition/open-vault.ts';
import { addKey, ensureKeyFile } from '../protection/file-keys.ts';
import { rewrapKeys } from '../store/protection/rewrap-keys.ts';
import type { CliCommand } from './cli-command.ts';
import { withProduct } from './with-product.ts';

/** Where a key management service holds the keys, it makes the new one itself. */
export const keysRotateCommand: CliCommand = {
  name: 'keys rotate',
  summary: 'Put all data keys under a new key-encryption key; what they sealed stays as it is',
  usage: '',
  options: { resume: { type: 'boolean', help: 'make no new key: go on with a rotation that was stopped' } },
  async run(context, { options }) {
    const { config, print } = context;
    const { keys } = config;
    if ('file' in keys && options['resume'] !== true) {
      if (keys.create) ensureKeyFile(keys.file);
      print(`new key-encryption key ${addKey(keys.file)}`);
    }
    return await withProduct(context, async (product) => {
      const { rewrapped, left } = await rewrapKeys(product.services.db, await openVault(config));
      print(`${rewrapped} data keys put under the current key-encryption key, ${left} left under older ones.`);
      return left === 0 ? 0 : 1;
    });
  },
};
