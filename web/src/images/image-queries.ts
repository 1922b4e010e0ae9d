import { queryOptions } from '@tanstack/react-query';
import { request } from '../shared/request.ts';
import type { SigningImageFull, SigningImageItem } from '../shared/types.ts';

/** Whose image it is: a person who signs, or an agency by the unit whose seal it is. */
export type Holder = { readonly person: string } | { readonly unitPath: string };

interface Images {
  readonly images: readonly SigningImageItem[];
}

const list = async (query: Readonly<Record<string, string | boolean>>, signal: AbortSignal) =>
  (await request<Images>('/signing-images', { query, signal })).images;

export const undecidedQuery = queryOptions({
  queryKey: ['images', 'undecided'],
  queryFn: async ({ signal }) => await list({ undecided: true }, signal),
});

export const imagesQuery = (holder: Holder) =>
  queryOptions({ queryKey: ['images', holder], queryFn: async ({ signal }) => await list({ ...holder }, signal) });

/** With its content, which never changes. */
export const imageQuery = (id: string) =>
  queryOptions({
    queryKey: ['image', id],
    staleTime: Infinity,
    queryFn: async ({ signal }) => await request<SigningImageFull>(`/signing-images/${id}`, { signal }),
  });
