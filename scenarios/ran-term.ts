/** A term of the register that ran in a case, and how it ended. */
export interface RanTerm {
  readonly parameter: string;
  readonly of: 'task' | 'timer';
  readonly instance: number;
  /** element id of the task or the timer */
  readonly node: string;
  /** ISO instants UTC */
  readonly start: string;
  readonly due: string;
  /** ISO date on the law's clock */
  readonly lastDay: string;
  /** epoch milliseconds: when it ended, or until when the scenario looked */
  readonly until?: number;
  /** the task was done; the timer fired; the case went another way before; undefined: still running */
  readonly how?: 'met' | 'ranOut' | 'gone';
}
