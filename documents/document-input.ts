/** What a document is made of besides its template. */
import type { Json } from '../expressions/json.ts';
import type { Labels } from './fill/formats.ts';

/** The agency that issues. */
export interface Letterhead {
  /** the agency above it; without one the line is left out */
  readonly parent?: string;
  readonly agency: string;
  /** in symbols: TAND-HS, CAT-PC11 */
  readonly abbreviation: string;
  /** name of the place before the date */
  readonly place: string;
}

/** For whom a person signs: TM. (on behalf of a body), KT. (for the head), TL., TUQ. (by order, by authority), Q. (acting head). */
export type Authority = 'TM' | 'KT' | 'TL' | 'TUQ' | 'Q';

export interface Signer {
  readonly authority?: Authority;
  /** the body or the head after TM., KT., TL., TUQ. */
  readonly of?: string;
  /** own title, in place of the template's */
  readonly title?: string;
  readonly name: string;
}

/** A line of a round, as a template sees it. */
export type RoundLine = {
  /** code of the line's case */
  readonly code: string;
  /** active, ended, struck, moved, express */
  readonly state: string;
  /** gates that it has reported to have come to, in their order */
  readonly gates: readonly string[];
  /** what it reported last, or null */
  readonly result: Json;
  /** variables of its case that the template names; what its forms call sensitive is masked */
  readonly values: Readonly<Record<string, Json>>;
};

export interface DocumentInput {
  readonly letterhead: Letterhead;
  /** in its register; without one a field is left for it */
  readonly number?: number;
  /** ISO date; without one a field is left for it */
  readonly date?: string;
  /** by the field of the template's signature; who signs on paper need not be named */
  readonly signers: Readonly<Record<string, Signer>>;
  /** code of the case, name of its procedure */
  readonly caseFile: { readonly code: string; readonly procedure: string; /** name of the case's own unit */ readonly agency: string };
  /** variables of the case */
  readonly variables: Readonly<Record<string, Json>>;
  /**
   * What the task that makes the document enters, alone: `form` in the texts. Variables of the same name may be those of an earlier
   * task; over them lies what this one enters.
   */
  readonly form?: Readonly<Record<string, Json>>;
  /** how the task ends, where that is chosen already: `act` in the texts */
  readonly act?: { readonly outcome?: string; readonly reason?: string };
  /** of a case that is a round: its lines, `roundLines` in the texts */
  readonly lines?: readonly RoundLine[];
  readonly labels: Labels;
  /** ISO instant: `now()` of the template's expressions, and the creation of the file */
  readonly now: string;
}
