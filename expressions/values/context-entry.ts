import { normalizeName } from '../parse.ts';
import type { FeelContext, FeelValue } from './value.ts';

/** An entry by name, however the parts of the name are spaced; undefined where there is none. `normalized` is the name's one form. */
export function contextEntry(context: FeelContext, name: string, normalized: string): FeelValue | undefined {
  const exact = context.get(name);
  if (exact !== undefined || /^\w*$/.test(normalized)) return exact;
  for (const [key, value] of context) if (normalizeName(key) === normalized) return value;
  return undefined;
}
