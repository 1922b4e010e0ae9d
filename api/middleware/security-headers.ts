import { randomBytes } from 'node:crypto';
import helmet from 'koa-helmet';
import type { Middleware } from 'koa';
import { contentPolicy } from './content-policy.ts';

/** Nothing in the product uses what these stand for, so nothing that gets into a page may. */
const PERMISSIONS = ['camera', 'display-capture', 'geolocation', 'microphone', 'payment', 'serial', 'usb']
  .map((feature) => `${feature}=()`)
  .join(', ');
const NONCE_BYTES = 16;

/**
 * For everything this server sends, the web application too: nothing from elsewhere, no inline script, no frame. HSTS only where
 * cookies are secure, that is where TLS is spoken. `ctx.state.styleNonce` is for whoever renders a page.
 */
export function securityHeaders(secure: boolean): Middleware {
  const fixed = helmet({
    contentSecurityPolicy: false,
    crossOriginEmbedderPolicy: false,
    crossOriginOpenerPolicy: { policy: 'same-origin' },
    crossOriginResourcePolicy: { policy: 'same-origin' },
    referrerPolicy: { policy: 'no-referrer' },
    strictTransportSecurity: secure ? { maxAge: 31_536_000, includeSubDomains: true } : false,
    xFrameOptions: { action: 'deny' },
  }) as Middleware;
  const data = contentPolicy(secure);
  return async (ctx, next) => {
    ctx.set('Permissions-Policy', PERMISSIONS);
    if (ctx.path.startsWith('/api/')) ctx.set('Content-Security-Policy', data);
    else {
      const nonce = randomBytes(NONCE_BYTES).toString('base64');
      ctx.state['styleNonce'] = nonce;
      ctx.set('Content-Security-Policy', contentPolicy(secure, nonce));
    }
    await fixed(ctx, next);
  };
}
