/**
 * The built web application: its files by the names of their content, kept for ever, and its page for every other address, fresh each
 * time with a nonce that only this answer's style elements carry.
 */
import { randomBytes } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import path from 'node:path';
import type { Context, Middleware } from 'koa';
import send from 'koa-send';

const NONCE = '__NONCE__';
const FILE = /\.\w+$/;
const FOR_EVER_MS = 365 * 24 * 3_600_000;

/** `folder`: what the build made; without it nothing is served. */
export function webApplication(folder: string | undefined): Middleware {
  if (folder === undefined) return async (_, next) => await next();
  return async (ctx, next) => {
    if (ctx.method !== 'GET' && ctx.method !== 'HEAD') return await next();
    if (FILE.test(ctx.path)) return (await sent(ctx, folder)) ? undefined : await next();
    await sendPage(ctx, folder);
  };
}

/** False when there is no such file. */
async function sent(ctx: Context, root: string): Promise<boolean> {
  const named = ctx.path.startsWith('/assets/');
  try {
    await send(ctx, ctx.path, { root, ...(named && { immutable: true, maxAge: FOR_EVER_MS }) });
    return true;
  } catch (error) {
    if ((error as { readonly expose?: boolean }).expose === true) return false;
    throw error;
  }
}

async function sendPage(ctx: Context, folder: string): Promise<void> {
  const nonce = randomBytes(16).toString('base64');
  const page = await readFile(path.join(folder, 'index.html'), 'utf8');
  ctx.set('Content-Security-Policy', policyOf(nonce));
  ctx.set('Cache-Control', 'no-store');
  ctx.type = 'html';
  ctx.body = page.replaceAll(NONCE, nonce);
}

/** Styles of the diagram and of measured lists are set on elements (style-src-attr); everything else comes from this host's files. */
function policyOf(nonce: string): string {
  return [
    "default-src 'none'",
    "script-src 'self'",
    `style-src-elem 'self' 'nonce-${nonce}'`,
    "style-src-attr 'unsafe-inline'",
    "img-src 'self' data: blob:",
    "font-src 'self'",
    "connect-src 'self'",
    "worker-src 'self'",
    "manifest-src 'self'",
    "form-action 'self'",
    "base-uri 'none'",
    "frame-ancestors 'none'",
  ].join('; ');
}
