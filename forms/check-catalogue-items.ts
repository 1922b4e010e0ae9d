import type { Problem } from '../errors.ts';
import type { CatalogueItem } from './catalogue.ts';
import { problem } from './problem.ts';

const ALWAYS = '0000-00-00';
const FOREVER = '9999-99-99';

/** A code has one meaning at a time, and what an item refers to is in the list, without circles. */
export function checkCatalogueItems(items: readonly CatalogueItem[]): readonly Problem[] {
  const byCode = Map.groupBy(items, ({ code }) => code);
  return items.flatMap((item, i) => {
    const at = `/items/${i}`;
    const found: Problem[] = [];
    const twins = byCode.get(item.code) ?? [];
    if (twins.some((twin) => twin !== item && overlap(twin, item))) found.push(problem('catalogue.codeTwice', at, { code: item.code }));
    for (const field of ['parent', 'successor'] as const) {
      const code = item[field];
      if (code !== undefined && !byCode.has(code)) found.push(problem('catalogue.reference', `${at}/${field}`, { field, code }));
    }
    if (isBelowItself(item, byCode)) found.push(problem('catalogue.circle', `${at}/parent`, { code: item.code }));
    return found;
  });
}

function overlap(a: CatalogueItem, b: CatalogueItem): boolean {
  const [from, to] = [(item: CatalogueItem) => item.validFrom ?? ALWAYS, (item: CatalogueItem) => item.validTo ?? FOREVER];
  return from(a) < to(b) && from(b) < to(a);
}

function isBelowItself({ code, parent }: CatalogueItem, byCode: ReadonlyMap<string, readonly CatalogueItem[]>): boolean {
  const seen = new Set<string>();
  for (let above = parent; above !== undefined && !seen.has(above); above = byCode.get(above)?.[0]?.parent) {
    if (above === code) return true;
    seen.add(above);
  }
  return false;
}
