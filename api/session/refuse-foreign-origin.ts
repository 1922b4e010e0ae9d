import type { Context } from 'koa';
import { Rejection } from '../../errors.ts';

/**
 * Cross-site request forgery: a request that changes something must show that it comes from our own pages, or from a program.
 * Browsers say where it comes from (Sec-Fetch-Site, Origin) and pages of others cannot set a header of ours. A sign of a foreign
 * origin refuses always; no sign at all needs the header X-Requested-With.
 */
export function refuseForeignOrigin(ctx: Pick<Context, 'get' | 'host'>): void {
  const site = ctx.get('sec-fetch-site');
  const origin = ctx.get('origin');
  const foreign = (site !== '' && site !== 'same-origin' && site !== 'none') || (origin !== '' && hostOf(origin) !== ctx.host);
  if (foreign) throw refused('foreignOrigin', 'Expected a request from our own pages, but it comes from another site.');
  if (site === 'same-origin' || origin !== '' || ctx.get('x-requested-with') !== '') return;
  throw refused('originUnknown', 'Expected Origin, Sec-Fetch-Site or X-Requested-With on a request that changes something.');
}

const hostOf = (origin: string): string | undefined => URL.parse(origin)?.host;

const refused = (code: string, message: string): Rejection => new Rejection('forbidden', code, message);
