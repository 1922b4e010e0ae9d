import { keepPreviousData, queryOptions } from '@tanstack/react-query';
import { request } from '../shared/request.ts';
import type { ProgressNumbers, StepNumbers } from '../shared/types.ts';
import { statisticsSearch, type Counted } from './statistics-filters.ts';

const STAY_MS = 60_000;

export const progressQuery = (filters: Counted) =>
  queryOptions({
    queryKey: ['statistics', 'progress', filters],
    staleTime: STAY_MS,
    placeholderData: keepPreviousData,
    queryFn: async ({ signal }) => await request<ProgressNumbers>('/statistics/progress', { query: statisticsSearch(filters), signal }),
  });

export const stepsQuery = (filters: Counted, procedure: string) =>
  queryOptions({
    queryKey: ['statistics', 'steps', filters, procedure],
    staleTime: STAY_MS,
    queryFn: async ({ signal }) =>
      await request<StepNumbers>('/statistics/steps', { query: { ...statisticsSearch(filters), procedure }, signal }),
  });
