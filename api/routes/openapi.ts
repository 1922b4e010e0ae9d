import { createHash } from 'node:crypto';
import { route, type Route } from '../route.ts';

/** Made once, at the first request. */
export function openApiRoute(make: () => unknown): Route {
  let text: string | undefined;
  return route({
    id: 'openapi',
    method: 'GET',
    path: '/api/openapi.json',
    summary: 'This document: OpenAPI 3.1',
    rule: 'public',
    limit: 'open',
    success: 200,
    produces: 'application/json',
    async handle() {
      text ??= JSON.stringify(make());
      return {
        raw: text,
        type: 'application/json; charset=utf-8',
        etag: createHash('sha256').update(text).digest('hex').slice(0, 32),
      };
    },
  });
}
