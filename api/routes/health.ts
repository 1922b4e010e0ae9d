import { ERROR_STATUS } from '../error-status.ts';
import type { ApiServices } from '../api-services.ts';
import { Health, Live } from '../contract/health.ts';
import { route, type Plain, type Reply, type Route } from '../route.ts';
import type { Static } from 'typebox';

export function healthRoutes(draining: () => boolean): readonly Route[] {
  const report = async (services: ApiServices): Promise<Reply<Plain<Static<typeof Health>>>> => {
    const { database, pendingMigrations, unknownMigrations } = await services.readiness();
    const ready = database && !draining() && pendingMigrations.length + unknownMigrations.length === 0;
    return {
      body: {
        live: true,
        ready,
        version: services.version,
        draining: draining(),
        database,
        pendingMigrations,
        unknownMigrations,
      },
      ...(!ready && { status: ERROR_STATUS.transient }),
    };
  };
  const about = { method: 'GET', rule: 'public', limit: 'open', success: 200 } as const;
  return [
    route({
      ...about,
      id: 'health',
      path: '/api/health',
      summary: 'Whether the node is well',
      response: Health,
      handle: async ({ services }) => await report(services),
    }),
    route({
      ...about,
      id: 'ready',
      path: '/api/health/ready',
      summary: 'Whether the node can take work: database, migrations, not shutting down',
      response: Health,
      handle: async ({ services }) => await report(services),
    }),
    route({
      ...about,
      id: 'live',
      path: '/api/health/live',
      summary: 'Whether the process answers',
      response: Live,
      handle: async () => ({ body: { live: true as const } }),
    }),
  ];
}
