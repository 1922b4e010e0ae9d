import { queryOptions } from '@tanstack/react-query';
import { request } from '../shared/request.ts';
import type { AgentItem } from '../shared/types.ts';

const SOON_MS = 5_000;

/** `soon`: one is being paired, and is to be seen when it is. */
export const agentsQuery = (soon = false) =>
  queryOptions({
    queryKey: ['agents'],
    refetchInterval: soon ? SOON_MS : false,
    queryFn: async ({ signal }) => (await request<{ readonly agents: readonly AgentItem[] }>('/agents', { signal })).agents,
  });
