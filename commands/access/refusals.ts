/** How signing in says no: to everybody in the same words. */
import { Rejection } from '../../errors.ts';

export const signInFailed = (): Rejection =>
  new Rejection('unauthenticated', 'signInFailed', 'Expected the name and password of an active account.');

/** Only to who knows the password. */
export const secondFactorAwaited = (): Rejection =>
  new Rejection('unauthenticated', 'secondFactorAwaited', 'Expected an account with a second factor: it is active once one is enrolled.');

/** Only to who knows the password. */
export const issuedPasswordExpired = (): Rejection =>
  new Rejection('unauthenticated', 'issuedPasswordExpired', 'Expected a password that is still valid; an administrator can issue another.');

export const signInStepOver = (): Rejection =>
  new Rejection('unauthenticated', 'signInStepOver', 'Expected a step of signing in that is under way: begin again.');

export const secondFactorFailed = (): Rejection =>
  new Rejection('unauthenticated', 'secondFactorFailed', 'Expected a second factor of this account that was not used before.');

export const identityWithoutAccount = (): Rejection =>
  new Rejection('unauthenticated', 'identityWithoutAccount', 'Expected an active account of the person that the national identity named.');

export const certificateMissing = (): Rejection =>
  new Rejection('unauthenticated', 'certificateMissing', 'Expected a verified client certificate on this connection.');
