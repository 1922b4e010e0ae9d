/** Which cases are shown, as the address says it. */
export const STATUSES = ['active', 'suspended', 'ended'] as const;
export interface CaseFilters {
  readonly text?: string;
  readonly procedure?: string;
  readonly status?: (typeof STATUSES)[number];
  readonly deadline?: 'overdue' | 'near';
  /** and units below it */
  readonly unitPath?: string;
  /** ISO dates, both of them included */
  readonly startedFrom?: string;
  readonly startedTo?: string;
  /** those that I began or worked on */
  readonly mine?: 'yes';
}

const UNIT = /^[A-Za-z0-9_-]+(\.[A-Za-z0-9_-]+)*$/;
const DAY = /^\d{4}-\d{2}-\d{2}$/;
const DAY_MS = 86_400_000;
const OFFSET = 'T00:00:00+07:00';

const text = (value: unknown): string | undefined => (typeof value === 'string' && value !== '' ? value.slice(0, 200) : undefined);

const day = (value: unknown): string | undefined =>
  typeof value === 'string' && DAY.test(value) && !Number.isNaN(Date.parse(value)) ? value : undefined;

export function readCaseFilters(search: Record<string, unknown>): CaseFilters {
  const [words, procedure] = [text(search.text), text(search.procedure)];
  const status = STATUSES.find((one) => one === search.status);
  const unitPath = text(search.unitPath);
  const [startedFrom, startedTo] = [day(search.startedFrom), day(search.startedTo)];
  const deadline = (['overdue', 'near'] as const).find((one) => one === search.deadline);
  return {
    ...(words !== undefined && { text: words }),
    ...(procedure !== undefined && { procedure }),
    ...(status && { status }),
    ...(deadline && { deadline }),
    ...(unitPath !== undefined && UNIT.test(unitPath) && { unitPath }),
    ...(startedFrom !== undefined && { startedFrom }),
    ...(startedTo !== undefined && { startedTo }),
    ...(search.mine === 'yes' && { mine: 'yes' as const }),
  };
}

/** As the server asks for it: days are those of the law's clock. `person`: who asks. */
export const caseSearch = ({ startedFrom, startedTo, mine, ...rest }: CaseFilters, person: string) => ({
  ...rest,
  ...(mine && { person }),
  startedFrom: startedFrom && new Date(`${startedFrom}${OFFSET}`).toISOString(),
  startedTo: startedTo && new Date(Date.parse(`${startedTo}${OFFSET}`) + DAY_MS).toISOString(),
});
