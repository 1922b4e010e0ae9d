import { notFound } from '../../casework/require-permission.ts';
import { metadataOf } from '../../commands/numbers/metadata-of.ts';
import { findNumberEntry } from '../../store/queries/list-numbers.ts';
import * as shape from '../contract/number.ts';
import { route } from '../route.ts';
import { readableRegister } from './numbers.ts';

export const numberMetadataRoute = route({
  id: 'getDocumentMetadata',
  sensitive: 'case',
  method: 'GET',
  path: '/api/v1/number-registers/{register}/entries/{ordinal}/metadata',
  summary: 'The data of an issued document as Annex VI of Decree 30/2020 names it, for receivers and the archive',
  rule: { action: 'read', subject: 'NumberRegister' },
  limit: 'read',
  params: shape.NumberParams,
  success: 200,
  response: shape.DocumentMetadata,
  async handle(request) {
    const { db } = request.services.commands;
    const register = await readableRegister(request, request.params.register);
    const entry = await findNumberEntry(db, register.id, request.params.ordinal);
    if (!entry) throw notFound('Number');
    return { body: await metadataOf(db, register, entry) };
  },
});
