/** The page of an official document (procedures.md, section E) as data: millimetres on paper, points for type. */
import facts from './n30.json' with { type: 'json' };

export const FACTS = facts;
export const POINTS = facts.points;

/** Points of a length in millimetres. */
export const mm = (length: number): number => (length * 72) / 25.4;

/** The page upright, and the rectangle in which the text stands, in points from the upper left corner. */
export interface PageBox {
  readonly width: number;
  readonly height: number;
  readonly left: number;
  readonly right: number;
  readonly top: number;
  readonly bottom: number;
}

/** A4; `landscape` for tables that need it. */
export function pageBox(landscape = false): PageBox {
  const { page } = facts;
  const width = mm(landscape ? page.height : page.width);
  const height = mm(landscape ? page.width : page.height);
  return { width, height, left: mm(page.left), right: width - mm(page.right), top: mm(page.top), bottom: height - mm(page.bottom) };
}
