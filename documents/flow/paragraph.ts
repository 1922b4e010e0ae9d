import type { Run } from '../page/break-lines.ts';
import { FACTS, POINTS, mm } from '../page/page-facts.ts';
import type { Paragraph } from './block.ts';

/** A paragraph of the body (N30 cell 6): justified, its first line indented, 6 points from the one before. */
export function paragraph(runs: readonly Run[], more: Partial<Paragraph> = {}): Paragraph {
  return {
    kind: 'paragraph',
    runs,
    size: POINTS.body,
    align: 'justify',
    indent: [mm(FACTS.indent), 0],
    before: POINTS.betweenParagraphs,
    leading: POINTS.leading,
    tag: 'P',
    ...more,
  };
}
