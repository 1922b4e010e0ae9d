/** Where on which page a signature is shown. */
import type { PDFDocumentProxy, PDFPageProxy } from 'pdfjs-dist/legacy/build/pdf.mjs';

export interface FieldPlace {
  /** from 1 */
  readonly page: number;
  /** of the page's width and height, from the top left corner */
  readonly left: number;
  readonly top: number;
  readonly width: number;
  readonly height: number;
}

interface Widget {
  readonly fieldName?: string;
  readonly rect?: readonly [number, number, number, number];
}

/** Undefined: the signature is in the document, and not shown on a page. */
export async function fieldPlace(document: PDFDocumentProxy, field: string): Promise<FieldPlace | undefined> {
  for (let number = 1; number <= document.numPages; number += 1) {
    const page = await document.getPage(number);
    const widgets = (await page.getAnnotations()) as readonly Widget[];
    const rect = widgets.find(({ fieldName }) => fieldName === field)?.rect;
    if (rect && rect[2] - rect[0] > 1 && rect[3] - rect[1] > 1) return placeOn(page, number, rect);
  }
  return undefined;
}

function placeOn(page: PDFPageProxy, number: number, rect: readonly [number, number, number, number]): FieldPlace {
  const viewport = page.getViewport({ scale: 1 });
  const [x1 = 0, y1 = 0] = viewport.convertToViewportPoint(rect[0], rect[1]) as readonly number[];
  const [x2 = 0, y2 = 0] = viewport.convertToViewportPoint(rect[2], rect[3]) as readonly number[];
  return {
    page: number,
    left: Math.min(x1, x2) / viewport.width,
    top: Math.min(y1, y2) / viewport.height,
    width: Math.abs(x2 - x1) / viewport.width,
    height: Math.abs(y2 - y1) / viewport.height,
  };
}
