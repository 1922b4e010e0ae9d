/** Finds the route of a request. One small router for each first segment: @koa/router looks through its routes one after the other. */
import Router from '@koa/router';
import type { Context, Middleware } from 'koa';
import { Rejection } from '../errors.ts';
import { ProtocolRefusal } from './protocol-refusal.ts';
import type { Route } from './route.ts';
import type { RouteHandler } from './route-handler.ts';

const PREFIX = '/api/';
const VERSION = 'v1/';
const LONGEST_URL = 8_000;

/** `handlers` by route. Paths outside /api/ are left to whoever comes next. */
export function dispatch(handlers: ReadonlyMap<Route, RouteHandler>): Middleware {
  const routers = new Map<string, Router>();
  for (const [route, handler] of handlers) {
    const segment = segmentOf(route.path);
    const router = routers.get(segment) ?? new Router();
    routers.set(segment, router);
    router.register(route.path.replaceAll(/\{(\w+)\}/g, ':$1'), [route.method], [
      async (ctx: Context) => await handler(ctx, ctx['params'] as Readonly<Record<string, string>>),
    ] as never);
  }
  return async (ctx, next) => {
    if (!ctx.path.startsWith(PREFIX)) return await next();
    if (ctx.url.length > LONGEST_URL) throw new ProtocolRefusal('uriTooLong', 'uriTooLong', `Expected at most ${LONGEST_URL} characters.`);
    const router = routers.get(segmentOf(ctx.path));
    if (!router) throw routeNotFound();
    await router.routes()(ctx as never, async () => refuse(ctx, router));
  };
}

function segmentOf(path: string): string {
  const rest = path.slice(PREFIX.length);
  const [version, place] = rest.startsWith(VERSION) ? [VERSION, rest.slice(VERSION.length)] : ['', rest];
  return `${version}${place.split('/', 1)[0]}`;
}

function refuse(ctx: Context, router: Router): void {
  const { path: layers } = router.match(ctx.path, ctx.method);
  const methods = [...new Set(layers.flatMap((layer) => layer.methods))];
  if (methods.length === 0) throw routeNotFound();
  const allow = [...methods, 'OPTIONS'].join(', ');
  if (ctx.method === 'OPTIONS') {
    ctx.set('Allow', allow);
    ctx.status = NO_CONTENT;
    return;
  }
  throw new ProtocolRefusal('methodNotAllowed', 'methodNotAllowed', `Expected one of ${allow}, but it is ${ctx.method}.`, {
    details: { allow },
    headers: { Allow: allow },
  });
}

const NO_CONTENT = 204;

export const routeNotFound = (): Rejection =>
  new Rejection('notFound', 'routeNotFound', 'Expected an address of this API, but there is none such.');
