import { listRegister } from '../../commands/law/list-register.ts';
import { can } from '../../policies/can.ts';
import { RegisterPage, RegisterQuery } from '../contract/law.ts';
import { route, type Route } from '../route.ts';
import { abilityFor } from './readable.ts';

export const lawRoutes: readonly Route[] = [
  route({
    id: 'listRegister',
    method: 'GET',
    path: '/api/v1/law/parameters',
    summary: 'The register of law: every key with its history, what is in force, and what is to be verified',
    rule: { action: 'read', subject: 'Parameter' },
    limit: 'read',
    query: RegisterQuery,
    success: 200,
    response: RegisterPage,
    async handle(request) {
      const { key, prefix, day, limit, cursor } = request.query;
      const ability = abilityFor(request);
      const items = await listRegister(request.services.commands.db, {
        ...(key !== undefined && { key }),
        ...(prefix !== undefined && { prefix }),
        ...(day !== undefined && { day }),
        now: request.now,
      });
      // a version is shown to whoever may read it in its state
      const readable = items.map((item) => ({
        ...item,
        versions: item.versions.filter(({ status }) => can(ability, 'read', 'Parameter', { key: item.key, status }).allowed),
      }));
      const after = readable.filter((item) => item.versions.length > 0 && (cursor === undefined || item.key > cursor));
      const page = after.slice(0, limit);
      const last = page.at(-1);
      return { body: { items: page, ...(after.length > limit && last && { next: last.key }) } };
    },
  }),
];
