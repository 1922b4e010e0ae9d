import { requireCleanCopy } from '../../commands/uploads/require-clean-copy.ts';
import { agentProgress } from '../../commands/agents/agent-progress.ts';
import { runCommand } from '../../commands/run-command.ts';
import { mineOf, signingAt } from '../../commands/signing/signing-at.ts';
import { ELSEWHERE } from '../../commands/signing/signer-identity.ts';
import { signingView } from '../../commands/signing/signing-view.ts';
import { notFound } from '../../casework/require-permission.ts';
import { allowedSql } from '../../policies/allowed-sql.ts';
import { listWaitingSeals } from '../../store/queries/list-waiting-seals.ts';
import { TASK_COLUMNS } from '../../store/queries/policy-columns.ts';
import * as shape from '../contract/signing.ts';
import { TaskParams } from '../contract/task.ts';
import { principalOf, route, type Route, type RouteRequest } from '../route.ts';
import { actorOf } from '../session/principal.ts';
import { pdfReply } from './pdf-reply.ts';
import { pointingIntoVariables } from './pointing-into-variables.ts';
import { abilityFor } from './readable.ts';

const path = '/api/v1/signings';
const write = { method: 'POST', limit: 'write', success: 200 } as const;
const ofSigning = { rule: 'signedIn', params: shape.SigningParams } as const;

export const signingRoutes: readonly Route[] = [
  route({
    ...write,
    id: 'beginSigning',
    path: '/api/v1/tasks/{caseId}/{instance}/signings',
    summary: 'Be shown what completing a task asks to be signed; refused for all that would refuse the completion',
    rule: { action: 'complete', subject: 'Task' },
    params: TaskParams,
    body: shape.BeginSigning,
    success: 201,
    response: shape.Signing,
    idempotent: true,
    conditional: true,
    async handle(request) {
      const { params, body, services, idempotencyKey, ifMatch } = request;
      const command = { type: 'beginSigning', ...params, ...body } as const;
      const options = { ...proofOf(request), idempotencyKey, expectedRevision: ifMatch };
      return { body: await pointingIntoVariables(runCommand(services.commands, actorOf(principalOf(request)), command, options)) };
    },
  }),
  route({
    id: 'listSigningMethods',
    method: 'GET',
    path: '/api/v1/signing-methods',
    summary: 'How keys are reached here: the ways to sign that this installation knows',
    rule: 'signedIn',
    limit: 'read',
    success: 200,
    response: shape.SigningMethods,
    async handle({ services }) {
      const { signing } = services.commands;
      return await Promise.resolve({ body: { methods: signing ? [...signing.backends.keys(), ELSEWHERE] : [] } });
    },
  }),
  route({
    id: 'listWaitingSeals',
    method: 'GET',
    path,
    summary: 'Documents that a person has signed, and that wait for the seal which I keep; oldest first',
    rule: { action: 'seal', subject: 'Task' },
    limit: 'read',
    query: shape.WaitingSealQuery,
    success: 200,
    response: shape.WaitingSealPage,
    async handle(request) {
      const columns = { ...TASK_COLUMNS, unitPath: 'signing.unit_path' };
      const predicate = allowedSql(abilityFor(request), 'seal', 'Task', columns, () => '?');
      return { body: await listWaitingSeals(request.services.commands.db, { ...request.query, at: request.now, predicate }) };
    },
  }),
  route({
    ...ofSigning,
    id: 'getSigning',
    method: 'GET',
    path: `${path}/{signing}`,
    summary: 'How far a signing is: what is shown, given, waited for',
    limit: 'read',
    success: 200,
    response: shape.Signing,
    async handle(request) {
      const { signing, items } = await signingOfRequest(request, request.params.signing);
      return { body: signingView(signing, items, await agentProgress(request.services.commands, signing.id)) };
    },
  }),
  route({
    id: 'getShownDocument',
    method: 'GET',
    path: `${path}/{signing}/signatures/{place}/document`,
    summary: 'Exactly the bytes that are to be signed',
    rule: 'signedIn',
    limit: 'read',
    params: shape.SigningItemParams,
    success: 200,
    produces: 'application/pdf',
    sensitive: 'case',
    async handle(request) {
      const found = await signingOfRequest(request, request.params.signing);
      const item = mineOf(found).find(({ place }) => place === request.params.place);
      const bytes = item?.ready?.prepared;
      if (!item || !bytes) throw notFound('Document');
      await requireCleanCopy(request.services.commands, found.signing.caseId, bytes);
      return pdfReply(bytes, item.key, found.signing.caseId, item.ready?.shownSha256);
    },
  }),
  route({
    ...write,
    ...ofSigning,
    id: 'beginSeal',
    path: `${path}/{signing}/seal`,
    summary: "Be shown the documents as the persons have signed them, to put the agency's seal on them",
    rule: { action: 'seal', subject: 'Task' },
    body: shape.BeginSeal,
    response: shape.Signing,
    idempotent: true,
    async handle(request) {
      const { params, body, services, idempotencyKey } = request;
      const command = { type: 'beginSeal', ...params, ...body } as const;
      return { body: await runCommand(services.commands, actorOf(principalOf(request)), command, { idempotencyKey }) };
    },
  }),
  route({
    ...write,
    ...ofSigning,
    id: 'giveSignatures',
    path: `${path}/{signing}/signatures`,
    summary: 'Give the signatures over what was shown; with the last one the task is completed',
    body: shape.GiveSignatures,
    response: shape.SignedStep,
    async handle(request) {
      const { params, body, services } = request;
      const command = { type: 'giveSignatures', ...params, ...body } as const;
      return { body: await runCommand(services.commands, actorOf(principalOf(request)), command, proofOf(request)) };
    },
  }),
  route({
    ...write,
    ...ofSigning,
    id: 'askAgent',
    path: `${path}/{signing}/agent`,
    summary: 'Ask my agent to sign exactly what was shown; how far it is stands in the signing',
    body: shape.AskAgent,
    response: shape.Signing,
    idempotent: true,
    async handle(request) {
      const { params, body, services, idempotencyKey } = request;
      const command = { type: 'askAgent', ...params, ...body } as const;
      const options = { ...proofOf(request), idempotencyKey };
      return { body: await runCommand(services.commands, actorOf(principalOf(request)), command, options) };
    },
  }),
  route({
    ...write,
    ...ofSigning,
    id: 'dropSigning',
    path: `${path}/{signing}/drop`,
    summary: 'Let go of what was shown, or signed and not sealed; it is signed anew',
    body: shape.DropSigning,
    response: shape.DroppedSigning,
    idempotent: true,
    async handle(request) {
      const { params, body, services, idempotencyKey } = request;
      const command = { type: 'dropSigning', ...params, ...body } as const;
      return { body: await runCommand(services.commands, actorOf(principalOf(request)), command, { idempotencyKey }) };
    },
  }),
  route({
    ...write,
    id: 'stateAgency',
    path: '/api/v1/agencies',
    summary: 'State by which number certificates name the agency of a unit, and where its seat is',
    rule: { action: 'change', subject: 'Binding' },
    body: shape.StateAgency,
    success: 201,
    response: shape.StatedAgency,
    idempotent: true,
    async handle(request) {
      const { body, services, idempotencyKey } = request;
      const command = { type: 'stateAgency', ...body } as const;
      return { body: await runCommand(services.commands, actorOf(principalOf(request)), command, { idempotencyKey }) };
    },
  }),
];

const proofOf = (request: Pick<RouteRequest<unknown, unknown, unknown>, 'principal'>) => ({
  authenticatedAt: principalOf(request).authenticatedAt,
});

async function signingOfRequest(request: RouteRequest<unknown, unknown, unknown>, id: string) {
  const acting = { actor: actorOf(principalOf(request)), ability: abilityFor(request) };
  return await signingAt(request.services.commands, acting, id);
}
