/** Cookies beside the session's own: the ticket of a sign-in that is half done, and the mark of a device that signed in before. */
import type { Context } from 'koa';
import { cookieName, readCookie } from './session-cookie.ts';

const DEVICE_SECONDS = 180 * 24 * 3_600;

const ticketName = (secure: boolean): string => `${cookieName(secure)}-step`;
const deviceName = (secure: boolean): string => `${cookieName(secure)}-device`;

export const readTicket = (ctx: Pick<Context, 'get'>, secure: boolean): string | undefined => readCookie(ctx, ticketName(secure));
export const readDevice = (ctx: Pick<Context, 'get'>, secure: boolean): string | undefined => readCookie(ctx, deviceName(secure));

/** Lax, not Strict: it has to come along on the way back from the national identity, which is another site. */
export const ticketCookie = (ticket: string, seconds: number, secure: boolean): string =>
  `${ticketName(secure)}=${ticket}; Path=/; HttpOnly; SameSite=Lax; Max-Age=${seconds}${secure ? '; Secure' : ''}`;
export const clearedTicket = (secure: boolean): string => ticketCookie('', 0, secure);

export const deviceCookie = (device: string, secure: boolean): string =>
  `${deviceName(secure)}=${device}; Path=/; HttpOnly; SameSite=Strict; Max-Age=${DEVICE_SECONDS}${secure ? '; Secure' : ''}`;
