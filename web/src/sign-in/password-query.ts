import { queryOptions } from '@tanstack/react-query';
import { request } from '../shared/request.ts';
import type { PasswordNow } from '../shared/types.ts';

/** Until when the password is good, and what a new one must be. */
export const passwordQuery = queryOptions({
  queryKey: ['session', 'password'],
  staleTime: 3_600_000,
  queryFn: async ({ signal }) => await request<PasswordNow>('/session/password', { signal }),
});
