import { MutationCache, QueryCache, QueryClient } from '@tanstack/react-query';
import { isProblem } from '../shared/problem.ts';
import { tellSessionOver } from '../shared/session-over.ts';

const TRIES = 2;

/** What was refused is refused again: only what may pass by itself is tried again. */
const mayPass = (error: unknown): boolean => !isProblem(error) || error.passing;

const onError = (error: unknown): void => {
  if (isProblem(error) && error.code === 'notSignedIn') tellSessionOver();
};

export const queryClient = new QueryClient({
  queryCache: new QueryCache({ onError }),
  mutationCache: new MutationCache({ onError }),
  defaultOptions: {
    queries: { staleTime: 15_000, retry: (count, error) => count < TRIES && mayPass(error), refetchOnWindowFocus: true },
    mutations: { retry: false },
  },
});
