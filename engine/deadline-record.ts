/** A counted deadline, with the versions it was counted with. */
/** ISO dates among which an entry of the register chooses, where it declares itself whose day's law applies. */
export interface LawDays {
  readonly step: string;
  readonly caseStart: string;
  /** where the case knows it */
  readonly offence?: string;
}

export interface DeadlineRecord {
  /** ISO instant UTC */
  readonly due: string;
  /** when the first reminder comes */
  readonly near?: string;
  readonly parameter?: string;
  readonly parameterVersion?: string;
  readonly calendarVersion?: string;
  /** the year's official notice of holidays is not in yet: recomputed when it comes */
  readonly provisional?: boolean;
  /** ISO date of the last day: 24:00 of it is an instant of the next */
  readonly localDate?: string;
  readonly citation?: string;
  /** false: the parameter is to be verified by a jurist */
  readonly settled?: boolean;
  readonly explanation?: { readonly vi: string; readonly en: string };
  /** what it was counted from, so that it can be counted again when the law changes */
  readonly counted?: Counted;
}

export interface Counted {
  readonly start: string;
  readonly calendar?: string;
  readonly asOf: string | LawDays;
  /** the law of the step was asked for: a version that says `recompute` applies; other days are pinned, and keep theirs */
  readonly follows: boolean;
}
