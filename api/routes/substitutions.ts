import { notFound } from '../../casework/require-permission.ts';
import { runCommand } from '../../commands/run-command.ts';
import { substituteCandidates } from '../../commands/substitutions/substitute-candidates.ts';
import { allowedSql } from '../../policies/allowed-sql.ts';
import { can } from '../../policies/can.ts';
import { findSubstitution, listSubstitutions } from '../../store/queries/list-substitutions.ts';
import { SUBSTITUTION_COLUMNS } from '../../store/queries/policy-columns.ts';
import * as shape from '../contract/substitution.ts';
import { principalOf, route, type Route } from '../route.ts';
import { actorOf } from '../session/principal.ts';
import { abilityFor } from './readable.ts';

const path = '/api/v1/substitutions';

export const substitutionRoutes: readonly Route[] = [
  route({
    id: 'listSubstitutions',
    method: 'GET',
    path,
    summary: 'Who acts for whom, as far as I may see; newest first',
    rule: { action: 'read', subject: 'Substitution' },
    limit: 'read',
    query: shape.SubstitutionQuery,
    success: 200,
    response: shape.SubstitutionPage,
    async handle(request) {
      const { current, ...list } = request.query;
      const predicate = allowedSql(abilityFor(request), 'read', 'Substitution', SUBSTITUTION_COLUMNS, () => '?');
      return { body: await listSubstitutions(request.services.commands.db, { ...list, at: current ? request.now : undefined, predicate }) };
    },
  }),
  route({
    id: 'getSubstitution',
    method: 'GET',
    path: `${path}/{substitution}`,
    summary: 'One substitution',
    rule: { action: 'read', subject: 'Substitution' },
    limit: 'read',
    params: shape.SubstitutionParams,
    success: 200,
    response: shape.Substitution,
    async handle(request) {
      const found = await findSubstitution(request.services.commands.db, request.params.substitution);
      if (!found || !can(abilityFor(request), 'read', 'Substitution', { ...found }).allowed) throw notFound('Substitution');
      return { body: found };
    },
  }),
  route({
    id: 'listSubstitutes',
    method: 'GET',
    path: '/api/v1/substitutes',
    summary: 'Who may be appointed for me, or for somebody of my units, by name, and as what',
    rule: { action: 'appoint', subject: 'Substitution' },
    limit: 'read',
    query: shape.SubstituteQuery,
    success: 200,
    response: shape.Substitutes,
    async handle(request) {
      const { absent = principalOf(request).person, text } = request.query;
      const { commands } = request.services;
      return { body: { candidates: await substituteCandidates(commands, abilityFor(request), { absent, text }, request.now) } };
    },
  }),
  route({
    id: 'appointSubstitute',
    method: 'POST',
    path,
    summary: 'Appoint who acts for me, or for somebody of my units, for a time; the substitute then sends the header On-Behalf-Of',
    rule: { action: 'appoint', subject: 'Substitution' },
    limit: 'write',
    body: shape.AppointSubstitute,
    success: 201,
    response: shape.AppointedSubstitute,
    idempotent: true,
    async handle(request) {
      const { services, idempotencyKey, body } = request;
      const command = { type: 'appointSubstitute', ...body } as const;
      return { body: await runCommand(services.commands, actorOf(principalOf(request)), command, { idempotencyKey }) };
    },
  }),
  route({
    id: 'endSubstitution',
    method: 'POST',
    path: `${path}/{substitution}/end`,
    summary: 'End a substitution before its time: at once, also for steps that are under way',
    rule: { action: 'end', subject: 'Substitution' },
    limit: 'write',
    params: shape.SubstitutionParams,
    body: shape.EndSubstitution,
    success: 200,
    response: shape.EndedSubstitution,
    idempotent: true,
    async handle(request) {
      const { services, idempotencyKey, params, body } = request;
      const command = { type: 'endSubstitution', ...params, ...body } as const;
      return { body: await runCommand(services.commands, actorOf(principalOf(request)), command, { idempotencyKey }) };
    },
  }),
];
