import { isInForce, type Catalogue, type CatalogueItem } from './catalogue.ts';
import { plainText } from './plain-text.ts';

export interface CatalogueSearch {
  /** ISO date: only what is valid on it; everything when absent */
  readonly on?: string;
  /** every word somewhere in code or name, Vietnamese or English; case and diacritics do not matter */
  readonly search?: string;
  readonly parent?: string;
  readonly code?: string;
  /** position in the list where the page begins */
  readonly from: number;
  readonly limit: number;
}

export interface CataloguePage {
  readonly items: readonly CatalogueItem[];
  /** where the next page begins; undefined at the end */
  readonly next?: number;
}

/** In the order of the list. A version never changes, so a position in it stays what it is. */
export function searchCatalogue({ items }: Catalogue, search: CatalogueSearch): CataloguePage {
  const found: CatalogueItem[] = [];
  const matches = matcher(search);
  for (let i = search.from; i < items.length; i += 1) {
    const item = items[i];
    if (!item || !matches(item)) continue;
    if (found.length === search.limit) return { items: found, next: i };
    found.push(item);
  }
  return { items: found };
}

function matcher({ on, search = '', parent, code }: CatalogueSearch): (item: CatalogueItem) => boolean {
  const words = plainText(search).split(/\s+/).filter(Boolean);
  return (item) => {
    if (on !== undefined && !isInForce(item, on)) return false;
    if (parent !== undefined && item.parent !== parent) return false;
    if (code !== undefined && item.code !== code) return false;
    const text = words.length === 0 ? '' : plainText(`${item.code} ${item.name.vi} ${item.name.en}`);
    return words.every((word) => text.includes(word));
  };
}
