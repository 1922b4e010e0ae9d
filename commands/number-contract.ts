/** What can be asked about the numbers of documents. A number is named by its register and ordinal; days are ISO dates at the agency. */
import type { NumberEntry, NumberFacts } from '../store/number-contract.ts';
import type { Reasoned } from './outcome-contract.ts';

export interface NumberRef {
  readonly register: number;
  readonly ordinal: number;
}
/** An issued document by which another one is corrected, replaced or recalled. */
type Amended = NumberRef & Reasoned & { readonly by: NumberRef };

export interface RecallReceiver {
  /** a role, in the unit; without a unit a body outside, by its name */
  readonly receiver: string;
  readonly unit?: string;
}

export interface NumberCommands {
  /** by hand, for a document on paper; the number is that of the agency of `unit` */
  reserveNumber: [
    {
      readonly unit: string;
      /** abbreviation of the kind: QĐ, TB, CV */
      readonly kind: string;
      /** pattern, such as `{number}/{year}/HSQĐ-CA` */
      readonly symbol?: string;
      readonly series?: string;
      readonly subject: string;
      /** the case that it belongs to */
      readonly case?: string;
      /** key of the document in its module */
      readonly document?: string;
    },
    NumberEntry,
  ];
  /** the document on paper was signed and goes out */
  useNumber: [NumberRef & NumberFacts & { readonly signedOn: string }, NumberEntry];
  /** for good: a void ordinal keeps its row and is never given again */
  voidNumber: [NumberRef & Reasoned, NumberEntry];
  /** correction: of form or procedure, by a letter; replacement: of content, by a document of equal form (NĐ 30/2020 Điều 18 khoản 3) */
  amendDocument: [Amended & { readonly kind: 'correction' | 'replacement' }, { readonly amendment: number }];
  /** the number becomes void; those whom it was sent to, and `receivers`, are followed until they confirm */
  recallDocument: [
    Amended & { readonly receivers?: readonly RecallReceiver[] },
    { readonly amendment: number; readonly receivers: number },
  ];
  /** by the receiver, whose copy is destroyed; `confirmed` is false when somebody was faster */
  confirmRecall: [{ readonly receiver: number }, { readonly confirmed: boolean }];
  /** a clerk enters it; `on`: ISO date on which the copy was destroyed */
  recordRecall: [
    {
      readonly receiver: number;
      readonly on: string;
      readonly channel: 'post' | 'paper' | 'electronic';
      readonly confirmedBy: string;
      readonly note?: string;
    },
    { readonly confirmed: boolean },
  ];
}
