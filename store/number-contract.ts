/** Registers of numbers: one for each agency, year and kind of document. Days are ISO dates at the agency, instants ISO UTC. */
import type { PageRequest, SqlPredicate } from './contract.ts';

export type NumberState = 'reserved' | 'used' | 'void';

/** How a document stands in the printed register, beside its number (NĐ 30/2020, phụ lục IV). */
export interface NumberFacts {
  /** trích yếu */
  readonly subject?: string;
  /** ISO date */
  readonly signedOn?: string;
  readonly signer?: string;
  readonly signerPosition?: string;
  readonly recipients?: string;
  /** unit or person that keeps the file copy */
  readonly keeper?: string;
  readonly pages?: number;
  readonly copies?: number;
  readonly note?: string;
}

export interface NumberEntry extends NumberFacts {
  readonly register: number;
  readonly ordinal: number;
  /** abbreviation of the kind: QĐ, TB, CV */
  readonly kind: string;
  /** `05/QĐ-TA` */
  readonly number: string;
  /** `QĐ-TA` */
  readonly symbol: string;
  /** date of the number */
  readonly day: string;
  readonly state: NumberState;
  readonly channel: 'electronic' | 'paper';
  readonly caseId?: string;
  readonly document?: string;
  readonly documentId?: string;
  readonly reservedAt: string;
  readonly reservedBy: string;
  readonly reservedPerson?: string;
  readonly usedAt?: string;
  readonly usedBy?: string;
  readonly usedPerson?: string;
  readonly voidedAt?: string;
  readonly voidedBy?: string;
  readonly voidedPerson?: string;
  readonly voidReason?: string;
}

export interface NumberRegister {
  readonly id: number;
  /** path of the agency that issues, or of the one that follows it */
  readonly unitPath: string;
  readonly unitName: string;
  readonly year: number;
  /** the kind of document, or the series that a module names */
  readonly series: string;
  /** ordinals given so far: 1 to this */
  readonly last: number;
  readonly lastDay?: string;
  readonly reserved: number;
  readonly used: number;
  readonly void: number;
}

export interface NumberRegisterList extends PageRequest {
  /** with all below it */
  readonly under?: string | undefined;
  readonly year?: number | undefined;
  readonly series?: string | undefined;
  readonly predicate?: SqlPredicate;
}

export interface NumberEntryFilter {
  readonly register: number;
  readonly state?: NumberState | undefined;
  readonly channel?: 'electronic' | 'paper' | undefined;
  /** ISO dates, both included */
  readonly from?: string | undefined;
  readonly to?: string | undefined;
  readonly caseId?: string | undefined;
  /** of number or subject */
  readonly text?: string | undefined;
}
