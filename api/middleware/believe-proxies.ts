import type { IncomingHttpHeaders } from 'node:http';
import type { Context, Middleware } from 'koa';
import { certificateOfHeader, certificateOfSocket, type ClientTrust } from '../transport/client-certificate.ts';
import { clientAddress, proxiesOf, type ProxyTrust } from '../transport/proxy-trust.ts';

export interface ClientCertificates {
  /** lower-case name of the header of a trusted proxy; undefined: none is believed */
  readonly header: string | undefined;
  /** who may have issued them; asked anew with each request, for it changes */
  readonly trust: () => ClientTrust;
}

/**
 * Who is at the other end: address, host, protocol and certificate, from the connection or from a proxy of ours. What anybody else
 * says about itself in such headers is taken away before anything reads it.
 */
export function believeProxies(trust: ProxyTrust, certificates: ClientCertificates, clock: () => string): Middleware {
  const isProxy = proxiesOf(trust);
  return async (ctx, next) => {
    const { headers, socket } = ctx.req;
    const passedOn = takeHeader(headers, certificates.header);
    const peer = socket.remoteAddress ?? '';
    if (isProxy(peer)) {
      believe(ctx, trust.hops, clientAddress(peer, textOf(headers['x-forwarded-for']), trust.hops, isProxy));
      ctx.state['clientCertificate'] = certificateOfHeader(passedOn, certificates.trust(), clock());
    } else {
      for (const name of Object.keys(headers)) if (name.startsWith('x-forwarded-') || name === 'forwarded') delete headers[name];
      ctx.state['clientCertificate'] = certificateOfSocket(ctx.req, certificates.trust(), clock());
    }
    await next();
  };
}

function takeHeader(headers: IncomingHttpHeaders, name: string | undefined): string {
  const value = name === undefined ? undefined : headers[name];
  if (name !== undefined) delete headers[name];
  return textOf(value);
}

/** Koa believes the leftmost value, which is the client's: only what our own proxies added is left to it. */
function believe(ctx: Context, hops: number, address: string): void {
  const { headers } = ctx.req;
  ctx.request.ip = address;
  for (const name of ['x-forwarded-host', 'x-forwarded-proto'] as const) {
    const values = textOf(headers[name]).split(',');
    if (headers[name] !== undefined) headers[name] = values.at(-Math.min(hops, values.length))?.trim();
  }
}

const textOf = (value: IncomingHttpHeaders[string]): string => (Array.isArray(value) ? value.join(',') : (value ?? ''));
