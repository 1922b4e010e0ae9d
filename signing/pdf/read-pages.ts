import { malformed } from '../malformed.ts';
import { LIMIT } from './limits.ts';
import type { PdfDocument } from './pdf-document.ts';
import { PdfDict, PdfRef, type PdfObject } from './pdf-object.ts';

export interface Page {
  readonly ref: PdfRef;
  readonly dict: PdfDict;
}

/** The pages in their order (ISO 32000-2, 7.7.3). Throws Rejection `signing.pdf` for a tree with a circle, too deep or too large. */
export function readPages(document: PdfDocument): readonly Page[] {
  const pages: Page[] = [];
  const seen = new Set<number>();
  const walk = (node: PdfObject | undefined, depth: number): void => {
    if (!(node instanceof PdfRef) || seen.has(node.number) || depth > LIMIT.treeDepth || seen.size > LIMIT.pages) {
      throw malformed('pdf', 'Expected a tree of pages.');
    }
    seen.add(node.number);
    const dict = document.resolve(node);
    if (!(dict instanceof PdfDict)) throw malformed('pdf', 'Expected a page or a node of the page tree.');
    const kids = document.resolveArray(dict.get('Kids'));
    if (kids) for (const kid of kids) walk(kid, depth + 1);
    else pages.push({ ref: node, dict });
  };
  walk(document.catalog.get('Pages'), 0);
  return pages;
}
