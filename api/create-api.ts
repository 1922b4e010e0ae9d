/**
 * The HTTP door: koa with the API's routes. It decides nothing about cases; each request becomes one command or one query, and each
 * failure becomes Problem Details. `close` ends the event streams; listening and stopping are the root's.
 */
import Koa from 'koa';
import type { ApiServices } from './api-services.ts';
import { dispatch, routeNotFound } from './dispatch.ts';
import { type ChangeFeed, createChangeFeed } from './events/change-feed.ts';
import { answerFailures } from './middleware/answer-failures.ts';
import { believeProxies } from './middleware/believe-proxies.ts';
import { refuseHeadersSaidTwice } from './middleware/refuse-headers-said-twice.ts';
import { requestScope } from './middleware/request-scope.ts';
import { securityHeaders } from './middleware/security-headers.ts';
import { openApiDocument } from './openapi.ts';
import { createRequestLimit } from './request-limit.ts';
import type { Route } from './route.ts';
import { routeHandler } from './route-handler.ts';
import { agentRoutes } from './routes/agents.ts';
import { agentWorkRoutes } from './routes/agent-work.ts';
import { accountAccessRoutes } from './routes/account-access.ts';
import { accountImportRoutes } from './routes/account-imports.ts';
import { actRoutes } from './routes/acts.ts';
import { recordRoutes } from './routes/record.ts';
import { bindingRoutes } from './routes/bindings.ts';
import { caseRoutes } from './routes/cases.ts';
import { accountRequestRoutes } from './routes/account-requests.ts';
import { accountRoutes } from './routes/accounts.ts';
import { caseDecisionRoutes } from './routes/case-decisions.ts';
import { caseCommandRoutes } from './routes/case-commands.ts';
import { catalogueRoutes } from './routes/catalogues.ts';
import { definitionRoutes } from './routes/definitions.ts';
import { deliveryRoutes } from './routes/deliveries.ts';
import { deploymentRoutes } from './routes/deployments.ts';
import { documentRoutes } from './routes/documents.ts';
import { verificationRoutes } from './routes/verifications.ts';
import { eventRoutes } from './routes/events.ts';
import { lawCalendarRoutes } from './routes/law-calendars.ts';
import { lawEffectRoutes } from './routes/law-effects.ts';
import { lawRoutes } from './routes/law.ts';
import { exportRoutes } from './routes/exports.ts';
import { exchangeRoutes } from './routes/exchange.ts';
import { factorRoutes } from './routes/factors.ts';
import { draftRoutes } from './routes/drafts.ts';
import { healthRoutes } from './routes/health.ts';
import { identityRoutes } from './routes/identity.ts';
import { jobWorkRoutes } from './routes/job-work.ts';
import { nameRoutes } from './routes/names.ts';
import { lookupRoutes } from './routes/lookup.ts';
import { noticeRoutes } from './routes/notices.ts';
import { numberExportRoutes } from './routes/number-exports.ts';
import { numberMetadataRoute } from './routes/number-metadata.ts';
import { numberRoutes } from './routes/numbers.ts';
import { operationRoutes } from './routes/operation.ts';
import { openApiRoute } from './routes/openapi.ts';
import { personRoutes } from './routes/persons.ts';
import { casePersonRoutes } from './routes/case-persons.ts';
import { recallRoutes } from './routes/recalls.ts';
import { roundRoutes } from './routes/rounds.ts';
import { sessionRoutes } from './routes/session.ts';
import { webApplication } from './web-application.ts';
import { sessionRulesRoutes } from './routes/session-rules.ts';
import { mySessionRoutes } from './routes/sessions.ts';
import { savedFilterRoutes } from './routes/saved-filters.ts';
import { signingImageRoutes } from './routes/signing-images.ts';
import { signingRoutes } from './routes/signings.ts';
import { uploadRoutes } from './routes/uploads.ts';
import { substitutionRoutes } from './routes/substitutions.ts';
import { statisticsRoutes } from './routes/statistics.ts';
import { taskRoutes } from './routes/tasks.ts';
import { taskCommandRoutes } from './routes/task-commands.ts';
import { unitRoutes } from './routes/units.ts';
import { voteRoutes } from './routes/votes.ts';
import { createAgentAuthenticator } from './session/agent-authenticator.ts';
import { createAuthenticator } from './session/authenticator.ts';
import { createLookupLimit } from './session/lookup-limit.ts';
import { createPairingLimit } from './session/pairing-limit.ts';
import { createSignInLimit } from './session/sign-in-limit.ts';

export interface Api {
  readonly app: Koa;
  readonly routes: readonly Route[];
  /** readiness turns false, event streams end: the node takes no new work */
  drain(): void;
}

export function createApi(services: ApiServices): Api {
  const { commands, options, version } = services;
  const { logger } = commands;
  const state = { draining: false };
  const feed = createChangeFeed(commands.db, options.changesEveryMs, logger);
  const declared = declaredRoutes(services, feed, () => state.draining);
  const routes: readonly Route[] = [...declared, openApiRoute(() => openApiDocument(routes, version, options.secureCookies))];
  const authenticateAgent = createAgentAuthenticator(commands);
  const guards = { authenticate: createAuthenticator(services), authenticateAgent, limit: createRequestLimit(options.limits) };

  const app = new Koa({ proxy: options.trustedProxies > 0 });
  app.silent = true;
  app.on('error', (error: unknown) => logger.debug({ err: error }, 'connection fault'));
  app.use(requestScope(logger, commands.newId));
  app.use(answerFailures(logger));
  app.use(securityHeaders(options.secureCookies));
  const trust = { hops: options.trustedProxies, addresses: options.proxyAddresses };
  app.use(believeProxies(trust, options.clientCertificates, commands.clock));
  app.use(refuseHeadersSaidTwice);
  app.use(dispatch(new Map(routes.map((route) => [route, routeHandler(route, services, guards)]))));
  app.use(webApplication(options.webFolder));
  app.use(() => {
    throw routeNotFound();
  });
  return {
    app,
    routes,
    drain() {
      state.draining = true;
      feed.close();
    },
  };
}

/** Every operation but the description of them all. */
function declaredRoutes({ commands, options }: ApiServices, feed: ChangeFeed, isDraining: () => boolean): readonly Route[] {
  return [
    ...healthRoutes(isDraining),
    ...sessionRoutes(createSignInLimit(commands.db, options.signInLimits), feed),
    ...sessionRulesRoutes,
    ...identityRoutes(feed),
    ...mySessionRoutes(feed),
    ...factorRoutes,
    ...accountAccessRoutes,
    ...taskRoutes,
    ...taskCommandRoutes,
    ...voteRoutes,
    ...signingRoutes,
    ...signingImageRoutes,
    ...savedFilterRoutes,
    ...agentRoutes(createPairingLimit(commands.db)),
    ...agentWorkRoutes(isDraining),
    ...documentRoutes,
    ...uploadRoutes,
    ...draftRoutes,
    ...verificationRoutes,
    ...caseRoutes,
    ...caseCommandRoutes,
    ...accountRoutes,
    ...accountImportRoutes,
    ...accountRequestRoutes,
    ...caseDecisionRoutes,
    ...casePersonRoutes,
    ...personRoutes,
    ...roundRoutes,
    ...definitionRoutes,
    ...catalogueRoutes,
    ...deploymentRoutes,
    ...operationRoutes,
    ...jobWorkRoutes,
    ...actRoutes,
    ...nameRoutes,
    ...recordRoutes,
    ...substitutionRoutes,
    ...unitRoutes,
    ...noticeRoutes,
    ...lawRoutes,
    ...lawCalendarRoutes,
    ...lawEffectRoutes,
    ...bindingRoutes,
    ...exchangeRoutes,
    ...deliveryRoutes,
    ...numberRoutes,
    numberMetadataRoute,
    ...numberExportRoutes,
    ...recallRoutes,
    ...exportRoutes,
    ...statisticsRoutes,
    ...lookupRoutes(createLookupLimit(commands.db, options.lookupLimits)),
    ...eventRoutes(feed),
  ];
}
