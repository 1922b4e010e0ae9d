/** Who is signed in, and what the server's own rules let them do here. */
import { createMongoAbility, type MongoAbility, type RawRuleOf } from '@casl/ability';
import { unpackRules, type PackRule } from '@casl/ability/extra';
import { queryOptions, useSuspenseQuery } from '@tanstack/react-query';
import { useMemo } from 'react';
import { conditionMatcher } from '../../../policies/condition-matcher.ts';
import { isProblem } from './problem.ts';
import { request } from './request.ts';
import type { SessionNow } from './types.ts';

/** null: nobody. */
export const sessionQuery = queryOptions({
  queryKey: ['session'],
  staleTime: 60_000,
  queryFn: async ({ signal }): Promise<SessionNow | null> => {
    try {
      return await request<SessionNow>('/session', { signal });
    } catch (error) {
      if (isProblem(error) && error.code === 'notSignedIn') return null;
      throw error;
    }
  },
});

export function useSession(): SessionNow {
  const { data } = useSuspenseQuery(sessionQuery);
  if (!data) throw new Error('Expected a session on a page behind the sign-in.');
  return data;
}

export function useAbility(): MongoAbility {
  const { rules } = useSession();
  return useMemo(
    () =>
      createMongoAbility(unpackRules(rules as unknown as PackRule<RawRuleOf<MongoAbility>>[]), {
        conditionsMatcher: conditionMatcher as never,
      }),
    [rules],
  );
}
