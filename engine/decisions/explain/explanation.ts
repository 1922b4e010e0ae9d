/** Why a table decided as it did: which rules fired, and for each other one the conditions that failed, and by how much. */
import type { Json } from '../../../expressions/json.ts';

export interface TableExplanation {
  /** element id of the decision table */
  readonly table: string;
  readonly inputs: readonly { readonly label: string; readonly value: Json }[];
  readonly outputs: readonly string[];
  readonly rules: readonly RuleExplanation[];
}

export interface RuleExplanation {
  readonly rule: string;
  /** position in the table, from 1 */
  readonly number: number;
  /** skipped: a table that takes the first match did not look at it */
  readonly state: 'fired' | 'failed' | 'skipped';
  readonly output?: Json;
  readonly failed: readonly FailedCondition[];
  /** the author's note on the rule */
  readonly note?: string;
  /** the rule is marked as not settled, by this source */
  readonly unsettled?: string;
}

export interface FailedCondition {
  readonly label: string;
  readonly value: Json;
  /** the cell as it is written */
  readonly condition: string;
  readonly gap?: Gap;
}

/** below: the value is that much too small; above: too large; at: exactly on a bound that does not count */
export interface Gap {
  readonly side: 'below' | 'above' | 'at';
  readonly amount: GapAmount;
}
export type GapAmount =
  | { readonly kind: 'number'; readonly value: string }
  | { readonly kind: 'term'; readonly years: number; readonly months: number; readonly days: number };
