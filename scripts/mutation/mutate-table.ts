/** Decision tables: each cell, and how the rules that match come together. */
import { mutateInput, mutateOutput, type CellChange } from './mutate-cell.ts';
import type { TextChange } from './mutant.ts';
import { attributeOf, decoded, encoded, idOf, spliced, xmlElements, type XmlElement } from './xml-elements.ts';

/** Policies that give other answers where the table's own is tried; those that differ only on tables with faults are left out. */
const OTHER_POLICIES: Readonly<Record<string, readonly string[]>> = {
  UNIQUE: ['COLLECT'],
  ANY: ['COLLECT'],
  FIRST: ['UNIQUE', 'COLLECT'],
  PRIORITY: ['COLLECT'],
  COLLECT: ['FIRST', 'UNIQUE'],
  'RULE ORDER': ['FIRST', 'UNIQUE'],
  'OUTPUT ORDER': ['FIRST', 'UNIQUE'],
};
const OTHER_AGGREGATION: Readonly<Record<string, string>> = { SUM: 'MAX', COUNT: 'SUM', MIN: 'MAX', MAX: 'MIN' };

export function mutateTable(text: string): readonly TextChange[] {
  return xmlElements(text)
    .filter(({ name }) => name === 'decisionTable')
    .flatMap((table) => [
      ...policies(text, table),
      ...cells(text, table, 'inputEntry', mutateInput),
      ...cells(text, table, 'outputEntry', mutateOutput),
    ]);
}

function policies(text: string, table: XmlElement): readonly TextChange[] {
  const aggregation = attributeOf(table, 'aggregation');
  if (aggregation) {
    const next = OTHER_AGGREGATION[aggregation.raw] ?? 'COUNT';
    return [{ element: idOf(table), change: `aggregation=${next}`, text: spliced(text, aggregation.value, next) }];
  }
  const policy = attributeOf(table, 'hitPolicy');
  return (OTHER_POLICIES[policy?.raw ?? 'UNIQUE'] ?? []).map((next) => ({
    element: idOf(table),
    change: `hitPolicy=${next}`,
    text: policy
      ? spliced(text, policy.value, next)
      : spliced(text, { from: table.afterName, to: table.afterName }, ` hitPolicy="${next}"`),
  }));
}

function cells(
  text: string,
  table: XmlElement,
  kind: 'inputEntry' | 'outputEntry',
  mutate: (cell: string, column: readonly string[]) => readonly CellChange[],
): readonly TextChange[] {
  const rows = table.children.filter(({ name }) => name === 'rule').map((rule) => rule.children.filter(({ name }) => name === kind));
  const contentOf = (cell: XmlElement | undefined): XmlElement | undefined => cell?.children.find(({ name }) => name === 'text');
  const said = (cell: XmlElement | undefined): string => {
    const inner = contentOf(cell)?.inner;
    return inner ? unwrapped(text.slice(inner.from, inner.to)) : '';
  };
  return rows.flatMap((row) =>
    row.flatMap((cell, column) => {
      const content = contentOf(cell);
      if (!content) return [];
      const others = rows.map((other) => said(other[column]));
      return mutate(said(cell), others).map((change) => ({
        element: `${idOf(cell.parent ?? cell)} ${kind === 'inputEntry' ? 'in' : 'out'}${column + 1}`,
        change: change.change,
        text: spliced(text, content.inner, encoded(change.text)),
      }));
    }),
  );
}

const unwrapped = (raw: string): string => /^\s*<!\[CDATA\[([\s\S]*)\]\]>\s*$/.exec(raw)?.[1] ?? decoded(raw);
