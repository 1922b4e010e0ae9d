/** The national identity, or another central sign-in, as this product sees it: it says who somebody is, and when they signed out. */

/** What has to come back, kept for the browser that went away with it. */
export interface IdentityRequest {
  readonly state: string;
  readonly nonce: string;
  /** PKCE (RFC 7636) */
  readonly verifier: string;
}

export interface Identity {
  /** số định danh cá nhân */
  readonly identityNumber: string;
  readonly issuer: string;
  readonly subject: string;
  /** its session there */
  readonly session?: string;
  /** it says that two factors proved it */
  readonly strong: boolean;
}

export interface IdentityProvider {
  readonly name: string;
  /** Where to send the browser. Throws Transient `identityUnavailable`. */
  begin(): Promise<IdentityRequest & { readonly location: string }>;
  /** `query`: what came back in the address. Throws Rejection unauthenticated `identityRefused`, Transient `identityUnavailable`. */
  finish(query: string, request: IdentityRequest): Promise<Identity>;
  /** Whom a logout token (OpenID Connect Back-Channel Logout 1.0) is about. Throws Rejection unauthenticated `identityRefused`. */
  loggedOut(token: string): Promise<{ readonly session?: string; readonly subject?: string }>;
}
