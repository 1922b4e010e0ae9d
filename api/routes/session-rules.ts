import { packAbility } from '../../policies/packed-rules.ts';
import { SessionRules } from '../contract/session-rules.ts';
import { route, type Route } from '../route.ts';
import { abilityFor } from './readable.ts';

export const sessionRulesRoutes: readonly Route[] = [
  route({
    id: 'getSessionRules',
    method: 'GET',
    path: '/api/v1/session/rules',
    summary: 'What I may do now, as rules: those of my roles and of the procedures, from which a page knows what to offer',
    rule: 'signedIn',
    limit: 'read',
    success: 200,
    response: SessionRules,
    handle: async (request) => ({ body: packAbility(abilityFor(request)) }),
  }),
];
