/**
 * A list on its way out of the system, row by row: nothing here holds the whole of it. Every file says who took it, when and what for.
 */
export interface ExportTable {
  readonly title: string;
  readonly columns: readonly { readonly heading: string; /** share of the width of a page */ readonly width: number }[];
  readonly rows: AsyncIterable<readonly string[]>;
  /** who, when, what for: on every page */
  readonly watermark: string;
}

export const FORMATS = ['csv', 'xlsx', 'pdf'] as const;
export type ExportFormat = (typeof FORMATS)[number];
