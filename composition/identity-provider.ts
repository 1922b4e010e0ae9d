import { readFileSync } from 'node:fs';
import type { IdentityProvider } from '../api/session/identity-provider.ts';
import { createOpenIdProvider } from '../api/session/openid-provider.ts';
import type { Config } from '../config.ts';
import type { AccessServices } from '../commands/access/access-services.ts';
import { Rejection } from '../errors.ts';

/** The central sign-in of the settings; undefined where there is none. Throws Rejection validation `identitySecretMissing`. */
export function identityProviderOf({ identity }: Config, { relyingParty }: AccessServices): IdentityProvider | undefined {
  if (!identity) return undefined;
  const { clientSecretFile, ...settings } = identity;
  const redirectUri = `${relyingParty.origin}/api/v1/session/identity/callback`;
  return createOpenIdProvider({ ...settings, clientSecret: secretIn(clientSecretFile), redirectUri });
}

function secretIn(file: string): string {
  try {
    return readFileSync(file, 'utf8').trim();
  } catch (cause) {
    throw new Rejection('validation', 'identitySecretMissing', `Expected to read OIDC_CLIENT_SECRET_FILE '${file}'.`, { cause });
  }
}
