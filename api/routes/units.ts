/** The tree of units by time, and the record of its changes. */
import { notFound } from '../../casework/require-permission.ts';
import { findUnit, listUnitChanges, listUnitKinds, listUnits } from '../../store/queries/list-units.ts';
import { previewUnitChange } from '../../store/queries/preview-unit-change.ts';
import * as shape from '../contract/unit.ts';
import { route, type Route } from '../route.ts';

const read = { method: 'GET', rule: { action: 'read', subject: 'Unit' }, limit: 'read', success: 200 } as const;

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
  route({
    ...read,
    id: 'listUnitKinds',
    path: '/api/v1/unit-kinds',
    summary: 'The catalogue of kinds of units',
    query: shape.UnitKindQuery,
    response: shape.UnitKindPage,
    async handle({ services, query }) {
      return { body: await listUnitKinds(services.commands.db, query) };
    },
  }),
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
  route({
    ...read,
    id: 'listUnitChanges',
    path: '/api/v1/unit-changes',
    summary: 'Changes of units that were approved, with reason, basis and citation, and how much has followed; newest first',
    query: shape.UnitChangeQuery,
    response: shape.UnitChangePage,
    async handle({ services, query }) {
      return { body: await listUnitChanges(services.commands.db, query) };
    },
  }),
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
