/** A constant range such as `1..3000000` would spend the budget of every step; it is refused before the first case. */
import type { BpmnElement } from '../../bpmn-element.ts';
import { isType } from '../../bpmn-element.ts';
import type { Diagram } from '../diagram.ts';
import { finding } from '../finding.ts';
import type { Finding } from '../finding.ts';

const MOST_VALUES = 10_000;
const RANGE = /(-?\d+(?:\.\d+)?)\s*\.\.\s*(-?\d+(?:\.\d+)?)/g;

export function ranges({ elements }: Diagram): Finding[] {
  return elements.flatMap((element) =>
    expressionsOf(element).flatMap((source) => {
      const size = largestRange(source);
      if (size <= MOST_VALUES) return [];
      return [finding('error', 'rangeTooLarge', element, `A range counts ${size} values.`, { size, most: MOST_VALUES })];
    }),
  );
}

/** Only `for … in a..b` counts through a range; in brackets (`[1..9]`) it is an interval. */
function largestRange(source: string): number {
  const withoutTexts = source.replaceAll(/"(?:[^"\\]|\\.)*"/g, '""');
  if (!/\b(for|some|every)\b/.test(withoutTexts)) return 0;
  const sizes = [...withoutTexts.matchAll(RANGE)].map(([, from, to]) => Math.abs(Number(to) - Number(from)));
  return Math.max(0, ...sizes);
}

function expressionsOf(element: BpmnElement): string[] {
  if (element.$descriptor.isGeneric) return [];
  if (isType(element, 'bpmn:Expression')) return texts([element.get('body')]);
  if (isType(element, 'tk:Input', 'tk:Output')) return texts([element.get('source')]);
  const own = element.$descriptor.properties
    .filter(({ definedBy }) => definedBy.name.startsWith('tk:'))
    .map(({ name }) => element.get(name));
  return texts([...own, isType(element, 'bpmn:ScriptTask') ? element.get('script') : undefined]);
}

function texts(values: readonly unknown[]): string[] {
  return values.filter((value): value is string => typeof value === 'string');
}
