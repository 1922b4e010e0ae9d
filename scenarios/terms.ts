/** The terms of the register that ran in a case, and how each ended: what shows that a scenario tried a deadline. */
import type { DeadlineRecord } from '../engine/deadline-record.ts';
import type { RanTerm } from './ran-term.ts';
import type { World } from './world.ts';

type Holder = { readonly instance: number; readonly node?: string };

export function termBegan(world: World, of: RanTerm['of'], { instance, node }: Required<Holder>, record: DeadlineRecord | undefined): void {
  if (record?.parameter === undefined || record.localDate === undefined || !record.counted) return;
  const { parameter, due, localDate: lastDay, counted } = record;
  world.terms.push({ parameter, of, instance, node, start: counted.start, due, lastDay });
}

/** Without a node: every one of the instance. */
export function termEnded(world: World, of: RanTerm['of'], { instance, node }: Holder, how: NonNullable<RanTerm['how']>): void {
  for (const [i, term] of world.terms.entries())
    if (term.how === undefined && term.of === of && term.instance === instance && (node === undefined || term.node === node))
      world.terms[i] = { ...term, until: world.now, how };
}

export function termsOf({ terms, now }: World): readonly RanTerm[] {
  return terms.map((term) => (term.how === undefined ? { ...term, until: now } : term));
}
