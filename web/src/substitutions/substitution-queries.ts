import { infiniteQueryOptions, queryOptions } from '@tanstack/react-query';
import { request } from '../shared/request.ts';
import type { Page, SubstitutionItem } from '../shared/types.ts';

const PAGE = 50;
const STAY_MS = 60_000;

/** `of` undefined: all that one may see. */
export const substitutionsQuery = (of: { readonly absent: string } | { readonly substitute: string } | undefined) =>
  infiniteQueryOptions({
    queryKey: ['substitutions', 'list', of],
    initialPageParam: undefined as string | undefined,
    queryFn: async ({ pageParam, signal }) =>
      await request<Page<SubstitutionItem>>('/substitutions', { query: { ...of, limit: PAGE, cursor: pageParam }, signal }),
    getNextPageParam: (page) => page.next,
  });

/** For whom one may act now. */
export const coversQuery = (person: string) =>
  queryOptions({
    queryKey: ['substitutions', 'now', person],
    staleTime: STAY_MS,
    queryFn: async ({ signal }) =>
      (await request<Page<SubstitutionItem>>('/substitutions', { query: { substitute: person, current: true, limit: PAGE }, signal }))
        .items,
  });
