import type { Context } from 'koa';

/** `__Host-`: the browser refuses it without Secure, with a Domain or another Path (RFC 6265bis). */
export const cookieName = (secure: boolean): string => (secure ? '__Host-trinh-ky' : 'trinh-ky');

/** 32 random bytes as base64url: anything else is not ours and is not looked up. */
const TOKEN = /^[\w-]{43}$/;

export const readSessionToken = (ctx: Pick<Context, 'get'>, secure: boolean): string | undefined => readCookie(ctx, cookieName(secure));

export function readCookie(ctx: Pick<Context, 'get'>, name: string): string | undefined {
  const wanted = `${name}=`;
  const found = ctx
    .get('cookie')
    .split(';')
    .map((pair) => pair.trim())
    .filter((pair) => pair.startsWith(wanted))
    .map((pair) => pair.slice(wanted.length));
  // two cookies of one name: somebody planted one
  const [token] = found;
  return found.length === 1 && token !== undefined && TOKEN.test(token) ? token : undefined;
}

export function sessionCookie(token: string, seconds: number, secure: boolean): string {
  return `${cookieName(secure)}=${token}; Path=/; HttpOnly; SameSite=Strict; Max-Age=${seconds}${secure ? '; Secure' : ''}`;
}

export const clearedCookie = (secure: boolean): string => sessionCookie('', 0, secure);
