/**
 * What can be asked about signing in. Tokens and tickets are secrets of the browser's cookies: answers that hold them are never kept.
 * `from` is what the transport knows of the caller.
 */
import type { Json } from '../expressions/json.ts';
import type { SignInFailures } from '../store/repositories/sign-in-failures.ts';
import type { CertificateBinding, ClientCertificate } from './access/client-certificate.ts';
import type { Reasoned } from './outcome-contract.ts';

export interface CallerPlace {
  readonly address?: string;
  readonly agent?: string;
  /** what counts as one place of the address */
  readonly network?: string;
  readonly certificate?: ClientCertificate | undefined;
}

export type FactorProof =
  | { readonly method: 'otp' | 'recovery'; readonly code: string }
  /** AuthenticationResponseJSON of WebAuthn */
  | { readonly method: 'passkey'; readonly response: Json }
  | { readonly method: 'certificate' };
export type FactorMethod = FactorProof['method'];
export type Proof = FactorProof | { readonly method: 'password'; readonly password: string };

export type Obligation = 'changePassword' | 'enrolSecondFactor';

export type SignedIn = {
  readonly kind: 'session';
  readonly token: string;
  readonly account: string;
  readonly person: string;
  readonly login: string;
  readonly expiresAt: string;
  /** since the last success */
  readonly failures: readonly SignInFailures[];
};
/** The second step: `ticket` leads to it. */
export type SignInStep = {
  readonly kind: 'factor';
  readonly ticket: string;
  readonly methods: readonly FactorMethod[];
  readonly expiresAt: string;
};
/** The session goes on under another token. */
export type Renewed = { readonly token: string; readonly expiresAt: string };

export interface AccessCommands {
  /** actor: ANONYMOUS, as for the other beginnings of a session */
  signIn: [{ readonly login: string; readonly password: string } & CallerPlace, SignedIn | SignInStep];
  passFactor: [{ readonly ticket: string; readonly proof: FactorProof } & CallerPlace, SignedIn];
  /** `ticket`: of a second step; `token`: of who is signed in; neither: to sign in with a passkey alone. `options`: for the browser. */
  offerPasskey: [{ readonly ticket?: string; readonly token?: string }, { readonly ticket?: string; readonly options: Json }];
  /** what is to come back from the national identity */
  beginIdentity: [{ readonly state: string; readonly nonce: string; readonly verifier: string }, { readonly ticket: string }];
  takeIdentity: [{ readonly ticket: string }, { readonly state: string; readonly nonce: string; readonly verifier: string }];
  /** IDENTITY_ACTOR: the national identity has said who it is. `strong`: by two factors. */
  signInByIdentity: [
    {
      readonly identityNumber: string;
      readonly issuer: string;
      readonly subject: string;
      readonly session?: string;
      readonly strong: boolean;
    } & CallerPlace,
    SignedIn | SignInStep,
  ];
  /** IDENTITY_ACTOR: it has signed somebody out; one session of it, or all of the subject */
  endIdentitySessions: [{ readonly session?: string; readonly subject?: string }, { readonly ended: readonly string[] }];

  signOut: [{ readonly token: string }, { readonly signedOut: true }];
  /** proves anew who one is, before what asks for it */
  reauthenticate: [{ readonly token: string; readonly proof: Proof } & CallerPlace, Renewed];
  /** ends all other sessions of the account */
  changePassword: [
    { readonly current: string; readonly next: string; readonly token?: string },
    { readonly changed: true; readonly session?: Renewed },
  ];

  /** of the session with `token` all but itself; or one, by the id that lists show */
  endMySessions: [{ readonly token: string } | { readonly session: string }, { readonly ended: number }];
  /** of an account that one administers */
  endSessions: [{ readonly account: string; readonly session?: string } & Reasoned, { readonly ended: number }];
  /** a password to be handed over, to change at the first sign-in */
  issuePassword: [{ readonly account: string } & Reasoned, { readonly password: string; readonly expiresAt: string }];
  /** lost or stolen: its factors, recovery codes and sessions end */
  resetFactors: [{ readonly account: string } & Reasoned, { readonly ended: number }];

  beginOtp: [{ readonly name: string }, { readonly factor: string; readonly secret: string; readonly uri: string }];
  confirmOtp: [{ readonly factor: string; readonly code: string; readonly token: string }, Renewed];
  offerPasskeyEnrolment: [{ readonly token: string }, { readonly options: Json }];
  enrolPasskey: [{ readonly token: string; readonly name: string; readonly response: Json }, Renewed];
  enrolCertificate: [
    {
      readonly token: string;
      readonly name: string;
      readonly binding: CertificateBinding;
      readonly certificate?: ClientCertificate | undefined;
    },
    Renewed,
  ];
  removeFactor: [{ readonly factor: string }, { readonly removed: true }];
  /** in place of those before; shown this once */
  renewRecoveryCodes: [Record<never, never>, { readonly codes: readonly string[] }];
}
