import { createSecretBox } from '../commands/access/secret-box.ts';
import type { AccessServices } from '../commands/access/access-services.ts';
import type { Config } from '../config.ts';
import { Rejection } from '../errors.ts';
import type { KeyStore } from '../store/protection/key-store.ts';
import { breachedPasswords } from './breached-passwords.ts';
import { earlierSecretKeys } from './earlier-secret-keys.ts';

/** Undefined in production where its settings are missing: such a node serves no users. */
export function accessServices(config: Config, keys: KeyStore): AccessServices | undefined {
  const { production, publicUrl, breachedPasswordsFile } = config;
  if (production && publicUrl === undefined) return undefined;
  const origin = publicUrl ?? `http://localhost:${config.port}`;
  const secrets = createSecretBox(keys, earlierSecretKeys(config));
  const hasLeaked = breachedPasswordsFile === undefined ? undefined : breachedPasswords(breachedPasswordsFile);
  return { secrets, ...(hasLeaked && { hasLeaked }), relyingParty: { id: new URL(origin).hostname, name: 'Trình Ký', origin } };
}

/** Throws Rejection validation `accessSettingsMissing`. */
export function requireAccess(access: AccessServices | undefined): AccessServices {
  if (access) return access;
  throw new Rejection('validation', 'accessSettingsMissing', 'A server in production needs PUBLIC_URL (https://host).');
}
