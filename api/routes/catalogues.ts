import type { Static } from 'typebox';
import { chooseCatalogue, findCatalogueVersion, type ChosenCatalogue } from '../../commands/loading/load-catalogue.ts';
import { notFound } from '../../casework/require-permission.ts';
import { searchCatalogue } from '../../forms/search-catalogue.ts';
import { dayOf } from '../../forms/shown-date.ts';
import { CatalogueParams, CataloguePage, CatalogueQuery } from '../contract/catalogue.ts';
import { route, type Route, type RouteRequest } from '../route.ts';

type Request = RouteRequest<Static<typeof CatalogueParams>, Static<typeof CatalogueQuery>, unknown>;

export const catalogueRoutes: readonly Route[] = [
  route({
    id: 'listCatalogueItems',
    method: 'GET',
    path: '/api/v1/catalogues/{key}',
    summary: 'The codes of a catalogue on a day, in the order of the list; searched with or without Vietnamese diacritics',
    // lists of law and of the state's own units: nothing in them is about a person
    rule: 'signedIn',
    limit: 'read',
    params: CatalogueParams,
    query: CatalogueQuery,
    success: 200,
    response: CataloguePage,
    async handle(request) {
      const { at, from, chosen } = await asked(request);
      const { on = at, all, search, parent, code, limit } = request.query;
      const { version, catalogue } = chosen;
      const { items, next } = searchCatalogue(catalogue, { ...(all ? {} : { on }), search, parent, code, from, limit });
      const { key, name, citation, confidence, validFrom } = catalogue;
      const page = { key, name, version, citation, confidence, validFrom, items };
      return { body: { ...page, ...(next !== undefined && { next: `${version}.${next}` }) } };
    },
  }),
];

/** A cursor stays with the version that its list was begun in. Throws notFound `catalogueNotFound`. */
async function asked({ params, query, services, now }: Request): Promise<{ at: string; from: number; chosen: ChosenCatalogue }> {
  const { commands } = services;
  const at = query.at ?? dayOf(now) ?? '';
  const [begun, from = '0'] = query.cursor?.split('.') ?? [];
  const version = begun === undefined ? query.version : Number(begun);
  const chosen =
    version === undefined ? await chooseCatalogue(commands, params.key, at) : await findCatalogueVersion(commands, params.key, version);
  if (!chosen) throw notFound('Catalogue');
  return { at, from: Number(from), chosen };
}
