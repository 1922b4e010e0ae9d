import { infiniteQueryOptions, queryOptions } from '@tanstack/react-query';
import i18n from 'i18next';
import { Problem } from '../shared/problem.ts';
import { requestBytes } from '../shared/request-bytes.ts';
import { request } from '../shared/request.ts';
import { sha256 } from '../shared/sha256.ts';
import type { Page, SigningMethodsKnown, WaitingSealItem } from '../shared/types.ts';

const PAGE = 100;
/** A signature that is made elsewhere comes by another way than this page. */
const ELSEWHERE = 'elsewhere';

/** Ways to sign that this page can use. */
export const methodsQuery = queryOptions({
  queryKey: ['signing-methods'],
  staleTime: 5 * 60_000,
  queryFn: async ({ signal }) =>
    (await request<SigningMethodsKnown>('/signing-methods', { signal })).methods.filter((method) => method !== ELSEWHERE),
});

export const sealsQuery = infiniteQueryOptions({
  queryKey: ['seals'],
  initialPageParam: undefined as string | undefined,
  queryFn: async ({ pageParam, signal }) =>
    await request<Page<WaitingSealItem>>('/signings', { query: { limit: PAGE, cursor: pageParam }, signal }),
  getNextPageParam: (page) => page.next,
});

export interface ShownBytes {
  readonly bytes: Uint8Array;
  readonly sha256: string;
}

/** Exactly what is to be signed, with the hash of what came. Throws Problem `shownOtherwise` where that is not what the server named. */
export const shownQuery = (signing: string, place: number, expected: string) =>
  queryOptions({
    queryKey: ['shown', signing, place, expected],
    staleTime: Infinity,
    structuralSharing: false,
    queryFn: async ({ signal }): Promise<ShownBytes> => {
      const bytes = await requestBytes(`/signings/${signing}/signatures/${place}/document`, signal);
      const hash = await sha256(bytes);
      if (hash !== expected)
        throw new Problem({ code: 'shownOtherwise', title: i18n.t('sign.otherBytes'), remedy: i18n.t('sign.anewHint') });
      return { bytes, sha256: hash };
    },
  });
