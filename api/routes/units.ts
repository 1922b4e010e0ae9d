/** The tree of units by time, and the record of its changes. */
import type { Static, TSchema } from 'typebox';
import { notFound } from '../../casework/require-permission.ts';
import type { Database } from '../../store/connection.ts';
import { findUnit, listUnitChanges, listUnitKinds, listUnits } from '../../store/queries/list-units.ts';
import { previewUnitChange } from '../../store/queries/preview-unit-change.ts';
import * as shape from '../contract/unit.ts';
import { route, type Plain, type Route } from '../route.ts';

const read = { method: 'GET', rule: { action: 'read', subject: 'Unit' }, limit: 'read', success: 200 } as const;

/** A list that shows what its query finds, to everybody who may read units. */
const listed = <Q extends TSchema, R extends TSchema>(
  id: string,
  path: string,
  summary: string,
  query: Q,
  response: R,
  list: (db: Database, query: Static<Q>) => Promise<Plain<Static<R>>>,
): Route =>
  route({
    ...read,
    id,
    path,
    summary,
    query,
    response,
    async handle({ services, query: asked }) {
      return { body: await list(services.commands.db, asked) };
    },
  });

export const unitRoutes: readonly Route[] = [
  route({
    ...read,
    id: 'listUnits',
    path: '/api/v1/units',
    summary: 'Units as they were on a day, in order of path',
    query: shape.UnitQuery,
    response: shape.UnitPage,
    async handle({ services, query, now }) {
      return { body: await listUnits(services.commands.db, { ...query, on: query.on ?? dayOf(now) }) };
    },
  }),
  listed('listUnitKinds', '/api/v1/unit-kinds', 'The catalogue of kinds of units', shape.UnitKindQuery, shape.UnitKindPage, listUnitKinds),
  route({
    ...read,
    id: 'getUnit',
    path: '/api/v1/units/{path}',
    summary: 'One unit by a path that it has or had, with all names it went by, and who follows it',
    params: shape.UnitParams,
    response: shape.UnitView,
    async handle({ services, params }) {
      const unit = await findUnit(services.commands.db, params.path);
      if (!unit) throw notFound('Unit');
      return { body: unit };
    },
  }),
  listed(
    'listUnitChanges',
    '/api/v1/unit-changes',
    'Changes of units that were approved, with reason, basis and citation, and how much has followed; newest first',
    shape.UnitChangeQuery,
    shape.UnitChangePage,
    listUnitChanges,
  ),
  route({
    id: 'previewUnitChange',
    method: 'POST',
    path: '/api/v1/unit-changes/preview',
    summary: 'What a change of units would move, and what speaks against it; nothing is written',
    rule: { action: 'propose', subject: 'Unit' },
    limit: 'read',
    body: shape.PreviewUnitChange,
    success: 200,
    response: shape.UnitChangePreview,
    idempotent: true,
    async handle({ services, body, now }) {
      return { body: await previewUnitChange(services.commands.db, body, now) };
    },
  }),
];

const dayOf = (now: string): string => Temporal.Instant.from(now).toZonedDateTimeISO('Asia/Ho_Chi_Minh').toPlainDate().toString();
