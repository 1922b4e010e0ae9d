/** The body of a template, filled in: parts become blocks, Điều and headings are counted over what is there. */
import type { Block, Paragraph, Table } from '../flow/block.ts';
import { paragraph } from '../flow/paragraph.ts';
import { FACTS, POINTS, mm } from '../page/page-facts.ts';
import type { Align } from '../page/sheet.ts';
import type { TemplatePart } from '../template.ts';
import type { Values } from './values.ts';

const INDENT = mm(FACTS.indent);
const HANGING = mm(FACTS.indent) + 16;
const ROMAN: readonly (readonly [number, string])[] = [
  [10, 'X'],
  [9, 'IX'],
  [5, 'V'],
  [4, 'IV'],
  [1, 'I'],
];
const LETTERS = 'abcdđeghiklmnopqrstuvxy';

/** Parts whose condition does not hold are not there. */
export function fillBody(parts: readonly TemplatePart[], values: Values, place: string): readonly Block[] {
  const counts = { articles: 0, headings: 0 };
  return parts.flatMap((part, at) => {
    const here = `${place}/${at}`;
    return values.holds(part.when, here) ? fillPart(part, values, here, counts) : [];
  });
}

interface Counts {
  articles: number;
  headings: number;
}

function fillPart(part: TemplatePart, values: Values, place: string, counts: Counts): readonly Block[] {
  if (part.paragraph !== undefined) return [styled(values.text(part.paragraph, `${place}/paragraph`), part.style)];
  if (part.heading !== undefined) return [heading(values.text(part.heading, `${place}/heading`), (counts.headings += 1))];
  if (part.article !== undefined) return [article(values.text(part.article, `${place}/article`), (counts.articles += 1))];
  if (part.points) return items(clauses(part.points, values, `${place}/points`), part.marker);
  if (part.items) return items(repeated(part.items, values, `${place}/items`), part.marker);
  return part.table ? table(part.table, values, `${place}/table`) : [];
}

/** The texts of clauses whose condition holds. */
export function clauses(
  list: readonly { readonly text: string; readonly when?: string }[],
  values: Values,
  place: string,
): readonly string[] {
  return list.flatMap(({ text, when }, at) => (values.holds(when, `${place}/${at}`) ? [values.text(text, `${place}/${at}/text`)] : []));
}

function repeated({ each, as, text, empty }: NonNullable<TemplatePart['items']>, values: Values, place: string): readonly string[] {
  const list = values.list(each, `${place}/each`).map((one) => values.with(as, one).text(text, `${place}/text`));
  return list.length === 0 && empty !== undefined ? [values.text(empty, `${place}/empty`)] : list;
}

function styled(text: string, style: TemplatePart['style']): Paragraph {
  const centred = style === 'centred' || style === 'centredBold';
  const face = style === 'bold' || style === 'centredBold' ? 'bold' : style === 'italic' ? 'italic' : 'regular';
  const flat = centred || style === 'unindented';
  return paragraph([{ text, face }], {
    ...(centred && { align: 'centre' as const }),
    ...(flat && { indent: [0, 0] as const }),
    ...(style === 'centredBold' && { keepsWithNext: true as const, tag: 'H2' }),
  });
}

const heading = (text: string, number: number): Paragraph =>
  paragraph([{ text: `${roman(number)}. ${text.toLocaleUpperCase('vi')}`, face: 'bold' }], { tag: 'H2', keepsWithNext: true });

function article(text: string, number: number): Paragraph {
  return paragraph([
    { text: `Điều ${number}. `, face: 'bold' },
    { text, face: 'regular' },
  ]);
}

function items(texts: readonly string[], marker: TemplatePart['marker']): readonly Paragraph[] {
  return texts.map((text, at) =>
    paragraph([{ text, face: 'regular' }], { indent: [INDENT, HANGING], item: { label: labelOf(marker, at) } }),
  );
}

function labelOf(marker: TemplatePart['marker'], at: number): string {
  if (marker === 'number') return `${at + 1}.`;
  return marker === 'letter' ? `${LETTERS[at] ?? at + 1})` : '-';
}

export function roman(number: number): string {
  const found = ROMAN.find(([value]) => value <= number);
  return found ? found[1] + roman(number - found[0]) : '';
}

function table(
  { each, as, columns, numbered, empty }: NonNullable<TemplatePart['table']>,
  values: Values,
  place: string,
): readonly Block[] {
  const rows = values.list(each, `${place}/each`).map((row, at) => {
    const own = values.with(as, row);
    // of a thousand rows the one that lacks something is named
    const cells = columns.map(({ text }, column) => own.text(text, `${place}/columns/${column}/text#${at + 1}`));
    return numbered ? [String(at + 1), ...cells] : cells;
  });
  if (rows.length === 0) return empty === undefined ? [] : [styled(values.text(empty, `${place}/empty`), undefined)];
  const shares = columns.reduce((sum, { width }) => sum + width, 0);
  const shown = columns.map(({ heading: title, width, align = 'left' }, column) => ({
    heading: values.text(title, `${place}/columns/${column}/heading`),
    width,
    align: align as Align,
  }));
  const counting = { heading: 'TT', width: shares * COUNTING_SHARE, align: 'centre' } as const;
  const filled: Table = {
    kind: 'table',
    columns: numbered ? [counting, ...shown] : shown,
    rows,
    size: POINTS.table,
    before: POINTS.betweenParagraphs,
  };
  return [filled];
}

const COUNTING_SHARE = 0.07;
