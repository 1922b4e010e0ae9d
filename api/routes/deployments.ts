import type { IncomingMessage } from 'node:http';
import type { Static } from 'typebox';
import { runCommand } from '../../commands/run-command.ts';
import { compileCheck } from '../compile-schema.ts';
import { Deploy, DeployOutcome, MOST_RESOURCE_BYTES } from '../contract/definition.ts';
import { decode, readJsonBody, wrongType } from '../read-body.ts';
import { readMultipart } from '../read-multipart.ts';
import { principalOf, route, type Route } from '../route.ts';
import { actorOf } from '../session/principal.ts';

const MOST_FILES = 50;
const MOST_BYTES = 32 * 1024 * 1024;
const TYPES = ['application/json', 'multipart/form-data'] as const;

const check = compileCheck(Deploy, '');

export const deploymentRoutes: readonly Route[] = [
  route({
    id: 'deploy',
    method: 'POST',
    path: '/api/v1/deployments',
    summary: 'Deploy diagrams (BPMN), decision tables (DMN), forms and catalogues, all or nothing; up to 5 MB a file',
    rule: { action: 'deploy', subject: 'Definition' },
    limit: 'deploy',
    body: Deploy,
    ownBody: TYPES,
    success: 201,
    response: DeployOutcome,
    idempotent: true,
    async handle(request) {
      const { services, idempotencyKey, incoming } = request;
      const body = await readDeployment(incoming);
      const outcome = await runCommand(services.commands, actorOf(principalOf(request)), { type: 'deploy', ...body }, { idempotencyKey });
      return { body: outcome };
    },
  }),
];

async function readDeployment(request: IncomingMessage): Promise<Static<typeof Deploy>> {
  const type = request.headers['content-type']?.split(';', 1)[0]?.trim().toLowerCase();
  if (type !== 'application/json' && type !== 'multipart/form-data') throw wrongType(type, TYPES.join(', '));
  const body = type === 'application/json' ? await readJsonBody(request, MOST_BYTES) : await readParts(request);
  check(body);
  return body as Static<typeof Deploy>;
}

async function readParts(request: IncomingMessage): Promise<unknown> {
  const { fields, files } = await readMultipart(request, { files: MOST_FILES, fileBytes: MOST_RESOURCE_BYTES, totalBytes: MOST_BYTES });
  const { dryRun, ...rest } = fields;
  return {
    ...rest,
    ...(dryRun !== undefined && { dryRun: dryRun === 'true' ? true : dryRun === 'false' ? false : dryRun }),
    resources: files.map(({ name, content }) => ({ name, content: decode(content) })),
  };
}
