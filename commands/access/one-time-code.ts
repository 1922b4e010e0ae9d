/** Time-based one-time passwords (RFC 6238): 6 digits, 30 seconds, SHA-1, as every authenticator reads them. */
import { generateSecret, generateURI, verifySync } from 'otplib';

const STEP_SECONDS = 30;
const ISSUER = 'Trình Ký';

export const newOtpSecret = (): string => generateSecret();

/** otpauth://, as a QR code shows it */
export const otpUri = (login: string, secret: string): string => generateURI({ issuer: ISSUER, label: login, secret });

/** What a secret is sealed for. */
export const otpPurpose = (factor: string): string => `otp:${factor}`;

/** The time step of a code that is right at `now`, give or take `drift` steps; undefined when it is wrong. */
export function stepOfCode(secret: string, code: string, now: string, drift: number): number | undefined {
  if (!/^\d{6}$/.test(code)) return undefined;
  const epoch = Math.floor(Date.parse(now) / 1_000);
  const result = verifySync({ secret, token: code, epoch, epochTolerance: drift * STEP_SECONDS });
  return result.valid ? Math.floor(epoch / STEP_SECONDS) + result.delta : undefined;
}
