import type { Bilingual } from '../law/calendar.ts';
import type { SubjectName } from './subjects.ts';

export type Scalar = string | number | null;

/** Tests of one field; all must hold. Text may be a placeholder such as `${person}`, lists `${units}`: see placeholders.ts. */
export interface FieldTest {
  readonly $eq?: Scalar;
  readonly $ne?: Scalar;
  readonly $in?: string | readonly (string | number)[];
  readonly $nin?: string | readonly (string | number)[];
  readonly $lt?: number;
  readonly $lte?: number;
  readonly $gt?: number;
  readonly $gte?: number;
  /** the unit itself or one below it; of a list: one of its units */
  readonly $under?: string | readonly string[];
  /** the two lists have an element in common */
  readonly $overlaps?: string | readonly string[];
  /** a list is empty or absent */
  readonly $empty?: boolean;
}

/** All fields must pass; `$and`, `$or` and `$nor` combine. An absent field is null. */
export interface Conditions {
  readonly $and?: readonly Conditions[];
  readonly $or?: readonly Conditions[];
  readonly $nor?: readonly Conditions[];
  readonly [field: string]: Scalar | FieldTest | readonly Conditions[] | undefined;
}

export interface Rule {
  /** unique in its file; named in refusals and in the audit */
  readonly id: string;
  readonly effect: 'allow' | 'deny';
  readonly subject: SubjectName;
  readonly actions: readonly string[];
  readonly conditions?: Conditions;
  /** what a person is told who meets this prohibition; required on `deny` */
  readonly reason?: Bilingual;
  /** Điều, khoản, or the design decision that the rule follows */
  readonly citation?: string;
}

/** The rules that one role has, in the units in which it is granted. */
export interface RuleFile {
  readonly role: string;
  readonly rules: readonly Rule[];
}
