/** Where the agency's mark of a copy stands: at the top right of the first page (N30 PL I, cell 14). Millimetres, as documents/page has them. */
import type { FieldPlace } from '../pdf/field-place.ts';

const MARK = { width: 70, height: 16, top: 5, right: 10 } as const;
const MM = 72 / 25.4;

/** `width`, `height`: of the page, in points. */
export function copyPlace({ width, height }: { readonly width: number; readonly height: number }): FieldPlace {
  const wide = (MARK.width * MM) / width;
  return {
    page: 1,
    left: 1 - (MARK.right * MM) / width - wide,
    top: (MARK.top * MM) / height,
    width: wide,
    height: (MARK.height * MM) / height,
  };
}
