import { keepPreviousData, queryOptions } from '@tanstack/react-query';
import { request } from '../shared/request.ts';
import type { Page, UnitItem } from '../shared/types.ts';

const MOST = 200;
const FOUND = 50;
const STAY_MS = 5 * 60_000;

/** A unit, and those directly below it by name; no more of the tree is asked for than is open. */
export const branchQuery = (path: string) =>
  queryOptions({
    queryKey: ['units', 'branch', path],
    staleTime: STAY_MS,
    queryFn: async ({ signal }): Promise<{ readonly unit: UnitItem | undefined; readonly below: readonly UnitItem[] }> => {
      const items: UnitItem[] = [];
      let cursor: string | undefined;
      do {
        const page: Page<UnitItem> = await request<Page<UnitItem>>('/units', {
          query: { under: path, depth: 1, limit: MOST, cursor },
          signal,
        });
        items.push(...page.items);
        cursor = page.next;
      } while (cursor !== undefined);
      return {
        unit: items.find((one) => one.path === path),
        below: items.filter((one) => one.path !== path).sort((a, b) => a.name.localeCompare(b.name, 'vi')),
      };
    },
  });

/** Units below these by a part of their name, with or without diacritics. */
export const unitsFoundQuery = (roots: readonly string[], text: string) =>
  queryOptions({
    queryKey: ['units', 'found', roots, text],
    enabled: text !== '',
    placeholderData: keepPreviousData,
    queryFn: async ({ signal }) => {
      const pages = await Promise.all(
        roots.map(async (under) => await request<Page<UnitItem>>('/units', { query: { under, text, limit: FOUND }, signal })),
      );
      return pages.flatMap(({ items }) => items);
    },
  });
