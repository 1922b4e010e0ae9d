import type { Context } from 'koa';
import { Rejection } from '../../errors.ts';

/**
 * Cross-site request forgery: a request that changes something must show that it comes from our own pages, or from a program.
 * Browsers say where it comes from (Sec-Fetch-Site, Origin) and pages of others cannot set a header of ours. A sign of a foreign
 * origin refuses always; no sign at all needs the header X-Requested-With.
 */
export function refuseForeignOrigin(ctx: Pick<Context, 'get' | 'host'>, secure: boolean): void {
  const site = ctx.get('sec-fetch-site');
  const origin = ctx.get('origin');
  const foreign = (site !== '' && site !== 'same-origin' && site !== 'none') || (origin !== '' && !isOurs(origin, ctx.host, secure));
  if (foreign) throw refused('foreignOrigin', 'Expected a request from our own pages, but it comes from another site.');
  if (site === 'same-origin' || origin !== '' || ctx.get('x-requested-with') !== '') return;
  throw refused('originUnknown', 'Expected Origin, Sec-Fetch-Site or X-Requested-With on a request that changes something.');
}

/** Over TLS, a page that came in the clear is not ours: whoever sits on the line may have written it. */
function isOurs(origin: string, host: string, secure: boolean): boolean {
  const url = URL.parse(origin);
  return url?.host === host && (!secure || url.protocol === 'https:');
}

const refused = (code: string, message: string): Rejection => new Rejection('forbidden', code, message);
