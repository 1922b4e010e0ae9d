/** What a scaled-down day says of the real one: processors for signing, for evidence and for the database, and hours of the time-stamp authority. */
export interface RoundLoad {
  readonly lines: number;
  readonly days: number;
  /** in which people sign */
  readonly hoursOfDay: number;
  /** the share of a processor that is planned with: the rest is for peaks */
  readonly busy: number;
  readonly stampsPerSecond: number;
}

/** For each line, milliseconds of processor time. */
export interface LineCost {
  readonly signingMs: number;
  readonly evidenceMs: number;
  readonly databaseMs: number;
  readonly stamps: number;
}

export interface RoundNodes {
  /** processes of one processor each, never less than the two that survive the loss of one */
  readonly serverNodes: number;
  readonly workerNodes: number;
  readonly databaseCores: number;
  /** in which the authority answers without a pause */
  readonly stampHours: number;
  /** whether the authority can do it within the days, with two failures of an hour each */
  readonly isEnough: boolean;
}

/** The last three days before 30/4: 60,000 lines of 200 prisons, in office hours; one authority that answers 50 a second. */
export const REAL_ROUND: RoundLoad = { lines: 60_000, days: 3, hoursOfDay: 8, busy: 0.6, stampsPerSecond: 50 };
const FAILURE_HOURS = 2;
const LEAST = 2;

export function planNodes({ lines, days, hoursOfDay, busy, stampsPerSecond }: RoundLoad, cost: LineCost): RoundNodes {
  const seconds = days * hoursOfDay * 3_600;
  const processors = (milliseconds: number): number => (lines * milliseconds) / 1_000 / seconds / busy;
  const stampHours = (lines * cost.stamps) / stampsPerSecond / 3_600;
  return {
    serverNodes: Math.max(LEAST, Math.ceil(processors(cost.signingMs))),
    workerNodes: Math.max(LEAST, Math.ceil(processors(cost.evidenceMs))),
    databaseCores: Math.max(1, Math.ceil(processors(cost.databaseMs))),
    stampHours,
    isEnough: stampHours + FAILURE_HOURS <= days * 24,
  };
}
