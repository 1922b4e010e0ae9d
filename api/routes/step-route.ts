/** Routes that are one command on one case: they differ in address, body and command only. */
import { Type, type Static, type TSchema } from 'typebox';
import type { CommandOf, CommandType, OutcomeOf } from '../../commands/contract.ts';
import { runCommand } from '../../commands/run-command.ts';
import { StepOutcome } from '../contract/step-outcome.ts';
import { principalOf, route, type Plain, type Route, type RouteRule } from '../route.ts';
import { actorOf } from '../session/principal.ts';
import { pointingIntoVariables } from './pointing-into-variables.ts';

type StepType = { [K in CommandType]: OutcomeOf<K> extends Plain<Static<typeof StepOutcome>> ? K : never }[CommandType];

export interface StepRoute<K extends StepType, P extends TSchema, B extends TSchema> {
  readonly id: K;
  readonly method?: 'POST' | 'PUT' | 'PATCH';
  readonly path: string;
  readonly summary: string;
  readonly rule: RouteRule;
  readonly params: P;
  readonly body?: B;
}

const NoBody = Type.Object({}, { additionalProperties: false });

export function stepRoute<K extends StepType, P extends TSchema, B extends TSchema = typeof NoBody>(declared: StepRoute<K, P, B>): Route {
  return route({
    method: 'POST',
    ...declared,
    body: declared.body ?? NoBody,
    limit: 'write',
    success: 200,
    response: StepOutcome,
    idempotent: true,
    conditional: true,
    async handle(request) {
      const { params, body, services, idempotencyKey, ifMatch } = request;
      const command = { type: declared.id, ...(params as object), ...(body as object) } as unknown as CommandOf<K>;
      const principal = principalOf(request);
      const { authenticatedAt } = principal;
      const options = { idempotencyKey, expectedRevision: ifMatch, authenticatedAt };
      const outcome = (await pointingIntoVariables(runCommand(services.commands, actorOf(principal), command, options))) as Plain<
        Static<typeof StepOutcome>
      >;
      return { body: outcome, revision: outcome.revision };
    },
  });
}
