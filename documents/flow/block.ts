/** What a document is made of once its texts are filled in: blocks that flow over pages. */
import type { Run } from '../page/break-lines.ts';
import type { Align } from '../page/sheet.ts';

export interface Paragraph {
  readonly kind: 'paragraph';
  readonly runs: readonly Run[];
  readonly size: number;
  readonly align: Align;
  /** of the first line and of the others, from the left margin; points */
  readonly indent: readonly [first: number, rest: number];
  /** free space before it, unless it begins a page */
  readonly before: number;
  /** lines are this times the size apart */
  readonly leading: number;
  /** structure element: P, H1, H2 … */
  readonly tag: string;
  /** stays on the page of what follows: a heading */
  readonly keepsWithNext?: true;
  /** an item of a list: `label` is drawn at the first indent, all lines begin at the other */
  readonly item?: { readonly label: string };
}

export interface Column {
  readonly heading: string;
  /** share of the width */
  readonly width: number;
  readonly align: Align;
}

export interface Table {
  readonly kind: 'table';
  readonly columns: readonly Column[];
  readonly rows: readonly (readonly string[])[];
  readonly size: number;
  readonly before: number;
}

/** One who signs, and where. */
export interface Signature {
  /** name of the field */
  readonly field: string;
  /** capacity and title, in capitals: KT. CHÁNH ÁN / PHÓ CHÁNH ÁN */
  readonly lines: readonly string[];
  /** in brackets below the title, as on forms filled by hand */
  readonly note?: string;
  readonly name: string;
  /** name of the field of the agency's seal over it */
  readonly seal?: string;
  /** in the face of the text: a slip embeds no other */
  readonly light?: true;
}

/** Recipients and signatures: stands together, and never alone on a page. */
export interface Closing {
  readonly kind: 'closing';
  /** place and day above the last signature, on a paper that a person writes */
  readonly date?: string;
  readonly recipients: readonly string[];
  readonly signatures: readonly Signature[];
}

/** An appendix begins here: a new page, numbered from 1 again. */
export interface Break {
  readonly kind: 'break';
  readonly landscape: boolean;
}

/** A line below the paragraph before it, `share` of its last line. */
export interface Rule {
  readonly kind: 'rule';
  readonly share: number;
}

export type Block = Paragraph | Table | Closing | Break | Rule;
