/** Which cases are shown, as the address says it. */
export const STATUSES = ['active', 'suspended', 'ended'] as const;
export interface CaseFilters {
  readonly text?: string;
  readonly procedure?: string;
  readonly status?: (typeof STATUSES)[number];
  readonly deadline?: 'overdue' | 'near';
}

const text = (value: unknown): string | undefined => (typeof value === 'string' && value !== '' ? value.slice(0, 200) : undefined);

export function readCaseFilters(search: Record<string, unknown>): CaseFilters {
  const [words, procedure] = [text(search.text), text(search.procedure)];
  const status = STATUSES.find((one) => one === search.status);
  const deadline = (['overdue', 'near'] as const).find((one) => one === search.deadline);
  return {
    ...(words !== undefined && { text: words }),
    ...(procedure !== undefined && { procedure }),
    ...(status && { status }),
    ...(deadline && { deadline }),
  };
}
