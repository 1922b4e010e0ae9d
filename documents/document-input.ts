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

export interface DocumentInput {
  readonly letterhead: Letterhead;
  /** in its register; without one a field is left for it */
  readonly number?: number;
  /** ISO date; without one a field is left for it */
  readonly date?: string;
  /** by the field of the template's signature; who signs on paper need not be named */
  readonly signers: Readonly<Record<string, Signer>>;
  /** code of the case, name of its procedure */
  readonly caseFile: { readonly code: string; readonly procedure: string };
  /** variables of the case, and over them the form of the task that makes the document */
  readonly variables: Readonly<Record<string, Json>>;
  readonly labels: Labels;
  /** ISO instant: `now()` of the template's expressions, and the creation of the file */
  readonly now: string;
}
