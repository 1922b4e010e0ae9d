/** What of the inbox is shown, as its address says it. */
export const LISTS = ['mine', 'claimable', 'done', 'all'] as const;
export type List = (typeof LISTS)[number];
const STATES = ['overdue', 'near', 'onTime'] as const;
export type DeadlineFilter = (typeof STATES)[number];

export interface InboxFilters {
  readonly list?: List;
  readonly text?: string;
  readonly procedure?: string;
  readonly deadline?: DeadlineFilter;
  readonly sort?: 'created' | 'priority';
}

const oneOf = <T extends string>(known: readonly T[], value: unknown): T | undefined => known.find((one) => one === value);
const text = (value: unknown): string | undefined => (typeof value === 'string' && value !== '' ? value.slice(0, 200) : undefined);

export function readInboxFilters(search: Record<string, unknown>): InboxFilters {
  const list = oneOf(LISTS, search.list);
  const deadline = oneOf(STATES, search.deadline);
  const sort = oneOf(['created', 'priority'] as const, search.sort);
  const [words, procedure] = [text(search.text), text(search.procedure)];
  return {
    ...(list && { list }),
    ...(words !== undefined && { text: words }),
    ...(procedure !== undefined && { procedure }),
    ...(deadline && { deadline }),
    ...(sort && { sort }),
  };
}
