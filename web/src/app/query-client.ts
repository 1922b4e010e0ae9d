import { QueryClient } from '@tanstack/react-query';
import { isProblem } from '../shared/problem.ts';

const TRIES = 2;

/** What was refused is refused again: only what may pass by itself is tried again. */
const mayPass = (error: unknown): boolean => !isProblem(error) || error.passing;

export const queryClient = new QueryClient({
  defaultOptions: {
    queries: { staleTime: 15_000, retry: (count, error) => count < TRIES && mayPass(error), refetchOnWindowFocus: true },
    mutations: { retry: false },
  },
});
