/**
 * OpenID Connect Core 1.0, authorization code with PKCE (RFC 7636), state, nonce and issuer checks (RFC 9207); the ID token's signature
 * is verified also where TLS has brought it. The provider is looked up at the first sign-in, and again while it cannot be reached.
 */
import { createLocalJWKSet, createRemoteJWKSet, errors, jwtVerify, type JWTPayload } from 'jose';
import * as client from 'openid-client';
import { Rejection, Transient } from '../../errors.ts';
import type { Identity, IdentityProvider, IdentityRequest } from './identity-provider.ts';

export interface OpenIdSettings {
  /** as users read it */
  readonly name: string;
  readonly issuer: string;
  readonly clientId: string;
  readonly clientSecret: string;
  /** where the provider sends the browser back to */
  readonly redirectUri: string;
  readonly scope: string;
  /** claim with the số định danh cá nhân */
  readonly subjectClaim: string;
  /** authentication context classes (acr) and methods (amr) that stand for two factors */
  readonly strongAcr: readonly string[];
  readonly strongAmr: readonly string[];
}

const LOGOUT_EVENT = 'http://schemas.openid.net/event/backchannel-logout';
const LOGOUT_AGE = '5 minutes';
const TIMEOUT_SECONDS = 10;

export function createOpenIdProvider(settings: OpenIdSettings): IdentityProvider {
  const { issuer, clientId, clientSecret, redirectUri, scope } = settings;
  const issuerUrl = new URL(issuer);
  const execute = [client.enableNonRepudiationChecks, ...(issuerUrl.protocol === 'http:' ? [client.allowInsecureRequests] : [])];
  let found: Promise<client.Configuration> | undefined;
  const configuration = async (): Promise<client.Configuration> => {
    found ??= client.discovery(issuerUrl, clientId, clientSecret, undefined, { execute, timeout: TIMEOUT_SECONDS });
    try {
      return await found;
    } catch (error) {
      found = undefined;
      throw unavailable(error);
    }
  };
  return {
    name: settings.name,
    async begin() {
      const config = await configuration();
      const request = { state: client.randomState(), nonce: client.randomNonce(), verifier: client.randomPKCECodeVerifier() };
      const { state, nonce, verifier } = request;
      const challenge = await client.calculatePKCECodeChallenge(verifier);
      const wanted: Record<string, string> = settings.strongAcr.length > 0 ? { acr_values: settings.strongAcr.join(' ') } : {};
      const pkce = { code_challenge: challenge, code_challenge_method: 'S256' };
      const location = client.buildAuthorizationUrl(config, { redirect_uri: redirectUri, scope, state, nonce, ...pkce, ...wanted });
      return { ...request, location: location.href };
    },
    async finish(query, request) {
      const claims = await claimsOf(await configuration(), new URL(`?${query}`, redirectUri), request);
      return identityOf(claims, settings);
    },
    async loggedOut(token) {
      const metadata = (await configuration()).serverMetadata();
      return await subjectOfLogout(token, metadata.jwks_uri, { issuer: metadata.issuer, audience: clientId });
    },
  };
}

async function claimsOf(config: client.Configuration, url: URL, { state, nonce, verifier }: IdentityRequest): Promise<JWTPayload> {
  try {
    const checks = { pkceCodeVerifier: verifier, expectedState: state, expectedNonce: nonce, idTokenExpected: true };
    return ((await client.authorizationCodeGrant(config, url, checks)).claims() ?? {}) as JWTPayload;
  } catch (error) {
    throw isOutage(error) ? unavailable(error) : refused('Expected the identity that this sign-in asked for.', error);
  }
}

function identityOf(claims: JWTPayload, { subjectClaim, strongAcr, strongAmr }: OpenIdSettings): Identity {
  const identityNumber = claims[subjectClaim];
  const { iss = '', sub = '', sid, acr, amr } = claims;
  if (typeof identityNumber !== 'string' || identityNumber === '')
    throw refused(`Expected the claim '${subjectClaim}' of the national identity.`);
  const methods = Array.isArray(amr) ? amr : [];
  const strong = (typeof acr === 'string' && strongAcr.includes(acr)) || methods.some((method) => strongAmr.includes(String(method)));
  return { identityNumber, issuer: iss, subject: sub, strong, ...(typeof sid === 'string' && { session: sid }) };
}

async function subjectOfLogout(
  token: string,
  jwksUri: string | undefined,
  expected: { readonly issuer: string; readonly audience: string },
): Promise<{ readonly session?: string; readonly subject?: string }> {
  const keys = jwksUri === undefined ? createLocalJWKSet({ keys: [] }) : createRemoteJWKSet(new URL(jwksUri));
  try {
    const { payload } = await jwtVerify(token, keys, { ...expected, maxTokenAge: LOGOUT_AGE, requiredClaims: ['jti', 'events'] });
    const { sid, sub, nonce, events } = payload as JWTPayload & { sid?: string; nonce?: unknown; events?: Record<string, unknown> };
    if (nonce !== undefined || !events || !Object.hasOwn(events, LOGOUT_EVENT)) throw refused('Expected a logout token.');
    return { ...(sid !== undefined && { session: sid }), ...(sub !== undefined && { subject: sub }) };
  } catch (error) {
    if (error instanceof Rejection) throw error;
    throw error instanceof errors.JWKSTimeout ? unavailable(error) : refused('Expected a logout token of the national identity.', error);
  }
}

/** A fault of the way there, not of what came back. */
function isOutage(error: unknown): boolean {
  return error instanceof TypeError || (error instanceof Error && (error.name === 'TimeoutError' || error.name === 'AbortError'));
}

const refused = (message: string, cause?: unknown): Rejection => new Rejection('unauthenticated', 'identityRefused', message, { cause });

const unavailable = (cause: unknown): Transient => new Transient('identityUnavailable', 'Expected the national identity to answer.', cause);
