import { createSecretBox } from '../commands/access/secret-box.ts';
import type { AccessServices } from '../commands/access/access-services.ts';
import type { Config } from '../config.ts';
import { Rejection } from '../errors.ts';
import { secretKeys } from './secret-key.ts';

/** Undefined in production where its settings are missing: such a node serves no users. */
export function accessServices(config: Config): AccessServices | undefined {
  const { production, secretKeyFile, publicUrl } = config;
  if (production && (secretKeyFile === undefined || publicUrl === undefined)) return undefined;
  const origin = publicUrl ?? `http://localhost:${config.port}`;
  return { secrets: createSecretBox(secretKeys(config)), relyingParty: { id: new URL(origin).hostname, name: 'Trình Ký', origin } };
}

/** Throws Rejection validation `accessSettingsMissing`. */
export function requireAccess(access: AccessServices | undefined): AccessServices {
  if (access) return access;
  throw new Rejection(
    'validation',
    'accessSettingsMissing',
    'A server in production needs SECRET_KEY_FILE (a file with 32 random bytes in base64, the same on all nodes) and PUBLIC_URL (https://host).',
  );
}
