/** Who is signed in, and what the server's own rules let them do here. */
import { queryOptions, useQuery, useSuspenseQuery } from '@tanstack/react-query';
import { useMemo } from 'react';
import type { Ability } from '../../../policies/ability.ts';
import { unpackAbility, type PackedRules } from '../../../policies/packed-rules.ts';
import { isProblem } from './problem.ts';
import { request } from './request.ts';
import { tellSessionOver } from './session-over.ts';
import type { SessionNow } from './types.ts';

const KEY = ['session'];

/** null: nobody. A session that ends under an open page leaves the page as it is, with what was typed, and is told. */
export const sessionQuery = queryOptions({
  queryKey: KEY,
  staleTime: 60_000,
  queryFn: async ({ signal, client }): Promise<SessionNow | null> => {
    try {
      return await request<SessionNow>('/session', { signal });
    } catch (error) {
      // whom this tab acted for is no longer covered: it is one's own again
      if (isProblem(error) && error.code === 'substitutionUnknown') return await request<SessionNow>('/session', { signal });
      if (!isProblem(error) || error.code !== 'notSignedIn') throw error;
      const before = client.getQueryData<SessionNow | null>(KEY) ?? null;
      if (before) tellSessionOver();
      return before;
    }
  },
});

export function useSession(): SessionNow {
  const { data } = useSuspenseQuery(sessionQuery);
  if (!data) throw new Error('Expected a session on a page behind the sign-in.');
  return data;
}

/** Whether a task is the user's, or that of the absent person whose work is being done. */
export function useMine(): (task: { readonly assignee?: string; readonly permissions?: readonly string[] }) => boolean {
  const { account, person, onBehalfOf } = useSession();
  if (onBehalfOf === undefined) return ({ assignee }) => assignee === account || assignee === person;
  // what the absent person took goes by their account, which only the server knows
  return ({ assignee, permissions = [] }) => assignee === onBehalfOf || (assignee !== undefined && permissions.includes('complete'));
}

const rulesQuery = queryOptions({
  queryKey: ['session', 'rules'],
  staleTime: 60_000,
  queryFn: async ({ signal }) => await request<PackedRules>('/session/rules', { signal }),
});

/** What the server's own rules let the user do. Undefined while they are asked for: nothing is offered then. */
export function useAbility(): Ability | undefined {
  const { data } = useQuery(rulesQuery);
  return useMemo(() => data && unpackAbility(data), [data]);
}
