import { queryOptions } from '@tanstack/react-query';
import { request } from '../shared/request.ts';
import type { SavedFilterItem } from '../shared/types.ts';

export type Screen = SavedFilterItem['screen'];

export const savedFiltersQuery = (screen: Screen) =>
  queryOptions({
    queryKey: ['saved-filters', screen],
    staleTime: 60_000,
    queryFn: async ({ signal }) =>
      (await request<{ filters: readonly SavedFilterItem[] }>('/saved-filters', { query: { screen }, signal })).filters,
  });
