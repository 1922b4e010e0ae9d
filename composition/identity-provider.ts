import type { IdentityProvider } from '../api/session/identity-provider.ts';
import { createOpenIdProvider } from '../api/session/openid-provider.ts';
import type { Config } from '../config.ts';
import type { AccessServices } from '../commands/access/access-services.ts';
import { readSecretFile } from './read-secret-file.ts';

/** The central sign-in of the settings; undefined where there is none. Throws Rejection validation `secretFileUnusable`. */
export function identityProviderOf({ identity }: Config, { relyingParty }: AccessServices): IdentityProvider | undefined {
  if (!identity) return undefined;
  const { clientSecretFile, ...settings } = identity;
  const redirectUri = `${relyingParty.origin}/api/v1/session/identity/callback`;
  return createOpenIdProvider({ ...settings, clientSecret: readSecretFile('OIDC_CLIENT_SECRET_FILE', clientSecretFile), redirectUri });
}
