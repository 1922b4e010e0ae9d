import { useQuery } from '@tanstack/react-query';

export const CHECK_OFFERED = ['check-offered'] as const;

/** Until the server has said that it does not know the address, the page is offered. */
export function useCheckOffered(): boolean {
  const { data } = useQuery({ queryKey: CHECK_OFFERED, queryFn: () => true, staleTime: Infinity });
  return data !== false;
}
