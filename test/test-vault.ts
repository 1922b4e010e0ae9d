/** Keys for tests: a key-encryption key that all processes of a test know. */
import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto';
import type { KeyWrapper } from '../protection/key-wrapper.ts';
import { createVault, type Vault } from '../protection/vault.ts';

const KEY = Buffer.alloc(32, 'test');

function wrapperInMemory(): KeyWrapper {
  return {
    current: 'test',
    wrap: async (secret, owner) => {
      const nonce = randomBytes(12);
      const cipher = createCipheriv('aes-256-gcm', KEY, nonce).setAAD(Buffer.from(owner));
      return await Promise.resolve(Buffer.concat([nonce, cipher.update(secret), cipher.final(), cipher.getAuthTag()]));
    },
    unwrap: async (wrapped, owner) => {
      const decipher = createDecipheriv('aes-256-gcm', KEY, wrapped.subarray(0, 12)).setAAD(Buffer.from(owner));
      decipher.setAuthTag(wrapped.subarray(-16));
      return await Promise.resolve(Buffer.concat([decipher.update(wrapped.subarray(12, -16)), decipher.final()]));
    },
  };
}

export const testVault = (): Vault => createVault(wrapperInMemory());
