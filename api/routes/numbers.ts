/** Registers of numbers: what they hold, and what the registry of an agency does with a number. */
import { can } from '../../policies/can.ts';
import { allowedSql } from '../../policies/allowed-sql.ts';
import { notFound } from '../../casework/require-permission.ts';
import { runCommand } from '../../commands/run-command.ts';
import type { NumberRegister } from '../../store/number-contract.ts';
import { findNumberEntry, findNumberRegister, listNumberEntries, listNumberRegisters } from '../../store/queries/list-numbers.ts';
import { listAmendments } from '../../store/queries/list-recalls.ts';
import { NUMBER_REGISTER_COLUMNS } from '../../store/queries/policy-columns.ts';
import * as shape from '../contract/number.ts';
import { PageQuery } from '../contract/page.ts';
import { principalOf, route, type Route, type RouteRequest } from '../route.ts';
import { actorOf } from '../session/principal.ts';
import { abilityFor } from './readable.ts';

const path = '/api/v1/number-registers';
const one = `${path}/{register}/entries/{ordinal}`;
const write = { method: 'POST', limit: 'write', success: 200, idempotent: true } as const;
const about = { ...write, params: shape.NumberParams } as const;

/** Throws notFound `numberRegisterNotFound`. */
export async function readableRegister(request: RouteRequest<unknown, unknown, unknown>, id: number): Promise<NumberRegister> {
  const register = await findNumberRegister(request.services.commands.db, id);
  if (!register || !can(abilityFor(request), 'read', 'NumberRegister', { ...register }).allowed) throw notFound('NumberRegister');
  return register;
}

export const numberRoutes: readonly Route[] = [
  route({
    id: 'listNumberRegisters',
    method: 'GET',
    path,
    summary: 'Registers of the numbers of documents, the newest year first',
    rule: { action: 'read', subject: 'NumberRegister' },
    limit: 'read',
    query: shape.NumberRegisterQuery,
    success: 200,
    response: shape.NumberRegisterPage,
    async handle(request) {
      const predicate = allowedSql(abilityFor(request), 'read', 'NumberRegister', NUMBER_REGISTER_COLUMNS, () => '?');
      return { body: await listNumberRegisters(request.services.commands.db, { ...request.query, predicate }) };
    },
  }),
  route({
    id: 'listNumberEntries',
    sensitive: 'case',
    method: 'GET',
    path: `${path}/{register}/entries`,
    summary: 'The numbers of a register in their order: reserved, used, and void with the reason',
    rule: { action: 'read', subject: 'NumberRegister' },
    limit: 'read',
    params: shape.RegisterParams,
    query: shape.NumberEntryQuery,
    success: 200,
    response: shape.NumberEntryPage,
    async handle(request) {
      const { id: register } = await readableRegister(request, request.params.register);
      return { body: await listNumberEntries(request.services.commands.db, { ...request.query, register }) };
    },
  }),
  route({
    id: 'listAmendments',
    sensitive: 'case',
    method: 'GET',
    path: `${one}/amendments`,
    summary: 'What corrects, replaces or recalls the document of this number, and what it says of others',
    rule: { action: 'read', subject: 'NumberRegister' },
    limit: 'read',
    params: shape.NumberParams,
    query: PageQuery,
    success: 200,
    response: shape.AmendmentPage,
    async handle(request) {
      const { db } = request.services.commands;
      const { id } = await readableRegister(request, request.params.register);
      if (!(await findNumberEntry(db, id, request.params.ordinal))) throw notFound('Number');
      return { body: await listAmendments(db, { ...request.params, ...request.query }) };
    },
  }),
  route({
    ...write,
    id: 'reserveNumber',
    path: `${path}/reserve`,
    summary: 'Reserve the next number, of today, for a document on paper',
    rule: { action: 'reserve', subject: 'NumberRegister' },
    body: shape.ReserveNumber,
    success: 201,
    response: shape.NumberEntry,
    async handle(request) {
      const { services, idempotencyKey, body } = request;
      const command = { type: 'reserveNumber', ...body } as const;
      return { body: await runCommand(services.commands, actorOf(principalOf(request)), command, { idempotencyKey }) };
    },
  }),
  route({
    ...about,
    id: 'useNumber',
    path: `${one}/use`,
    summary: 'The document on paper was signed and goes out under this number',
    rule: { action: 'use', subject: 'NumberRegister' },
    body: shape.UseNumber,
    response: shape.NumberEntry,
    async handle(request) {
      const { services, idempotencyKey, params, body } = request;
      const command = { type: 'useNumber', ...params, ...body } as const;
      return { body: await runCommand(services.commands, actorOf(principalOf(request)), command, { idempotencyKey }) };
    },
  }),
  route({
    ...about,
    id: 'voidNumber',
    path: `${one}/void`,
    summary: 'Void a number that was reserved and will not be used; it is never given again',
    rule: { action: 'void', subject: 'NumberRegister' },
    body: shape.VoidNumber,
    response: shape.NumberEntry,
    async handle(request) {
      const { services, idempotencyKey, params, body } = request;
      const command = { type: 'voidNumber', ...params, ...body } as const;
      return { body: await runCommand(services.commands, actorOf(principalOf(request)), command, { idempotencyKey }) };
    },
  }),
  route({
    ...about,
    id: 'amendDocument',
    path: `${one}/amend`,
    summary: 'Another issued document corrects this one, or replaces it',
    rule: { action: 'amend', subject: 'NumberRegister' },
    body: shape.AmendDocument,
    response: shape.AmendedDocument,
    async handle(request) {
      const { services, idempotencyKey, params, body } = request;
      const command = { type: 'amendDocument', ...params, ...body } as const;
      return { body: await runCommand(services.commands, actorOf(principalOf(request)), command, { idempotencyKey }) };
    },
  }),
  route({
    ...about,
    id: 'recallDocument',
    path: `${one}/recall`,
    summary: 'Recall an issued document by another one: its number becomes void, and its receivers are followed until they confirm',
    rule: { action: 'recall', subject: 'NumberRegister' },
    body: shape.RecallDocument,
    response: shape.RecalledDocument,
    async handle(request) {
      const { services, idempotencyKey, params, body } = request;
      const command = { type: 'recallDocument', ...params, ...body } as const;
      return { body: await runCommand(services.commands, actorOf(principalOf(request)), command, { idempotencyKey }) };
    },
  }),
];
