/**
 * The built web application: its files by the names of their content, kept for ever, and its page for every other address, fresh each
 * time.
 */
import { readFile } from 'node:fs/promises';
import path from 'node:path';
import type { Context, Middleware } from 'koa';
import send from 'koa-send';

const NONCE = '__NONCE__';
const FILE = /\.\w+$/;
/** Pages of entries of the register of law: their keys have dots. */
const DOTTED = /^\/tham-so\/[\w.-]+(\/de-nghi)?$/;
const FOR_EVER_MS = 365 * 24 * 3_600_000;

/** `folder`: what the build made; without it nothing is served. */
export function webApplication(folder: string | undefined): Middleware {
  if (folder === undefined) return async (_, next) => await next();
  return async (ctx, next) => {
    if (ctx.method !== 'GET' && ctx.method !== 'HEAD') return await next();
    if (FILE.test(ctx.path) && !DOTTED.test(ctx.path)) return (await sent(ctx, folder)) ? undefined : await next();
    await sendPage(ctx, folder);
  };
}

/** False when there is no such file. */
async function sent(ctx: Context, root: string): Promise<boolean> {
  const named = ctx.path.startsWith('/assets/');
  // the build leaves each file packed too
  ctx.vary('Accept-Encoding');
  try {
    await send(ctx, ctx.path, { root, ...(named && { immutable: true, maxAge: FOR_EVER_MS }) });
    return true;
  } catch (error) {
    if ((error as { readonly expose?: boolean }).expose === true) return false;
    throw error;
  }
}

/** Its style elements carry the nonce that the policy of this answer names (api/middleware/security-headers.ts). */
async function sendPage(ctx: Context, folder: string): Promise<void> {
  const page = await readFile(path.join(folder, 'index.html'), 'utf8');
  ctx.set('Cache-Control', 'no-store');
  ctx.type = 'html';
  ctx.body = page.replaceAll(NONCE, String(ctx.state['styleNonce']));
}
