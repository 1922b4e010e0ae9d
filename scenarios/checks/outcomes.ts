/** What a case brought about: documents and signatures since the start; notices, effects and messages since the last look. */
import { Unmet } from '../failure.ts';
import { includesAll, matches, sameSet } from '../match.ts';
import type { StepOf } from '../scenario.ts';
import type { World } from '../world.ts';

export function documents(world: World, { documents: expected }: StepOf<'documents'>): void {
  const found = [...world.documents].map(([document, times]) => ({ document, times }));
  const wanted = expected.map((want) => (typeof want === 'string' ? { document: want } : want));
  const right =
    sameSet(
      wanted.map(({ document }) => document),
      [...world.documents.keys()],
    ) && wanted.every((want) => !('times' in want) || want.times === world.documents.get(want.document));
  if (!right) throw new Unmet('failed.documents', { expected, found });
}

export function signed(world: World, { signed: expected }: StepOf<'signed'>): void {
  if (!includesAll(expected as never, world.signed)) throw new Unmet('failed.signed', { expected, found: world.signed });
}

export function notified(world: World, { notified: expected }: StepOf<'notified'>): void {
  const found = world.notices;
  const right =
    expected.length === found.length &&
    expected.every((want, i) => {
      const have = found[i];
      if (!have) return false;
      if (typeof want === 'string') return have.key === want;
      return have.key === want.notice && (!want.to || sameSet(want.to, have.to)) && (!want.data || includesAll(want.data, have.data));
    });
  if (!right) throw new Unmet('failed.notified', { expected, found });
  world.notices = [];
}

export function applied(world: World, { applied: expected }: StepOf<'applied'>): void {
  const found = world.applied.map(({ name, input }) => ({ effect: name, with: input }));
  const right =
    expected.length === found.length &&
    expected.every((want, i) => {
      if (typeof want === 'string') return found[i]?.effect === want;
      return found[i]?.effect === want.effect && (want.with === undefined || includesAll(want.with, found[i].with));
    });
  if (!right) throw new Unmet('failed.applied', { expected, found });
  world.applied = [];
}

export function sent(world: World, { sent: expected }: StepOf<'sent'>): void {
  const found = world.sent;
  const right =
    expected.length === found.length &&
    expected.every((want, i) => {
      const have = found[i];
      if (!have) return false;
      if (typeof want === 'string') return have.message === want;
      return (
        have.message === want.message &&
        (want.key === undefined || matches(want.key, have.key)) &&
        (want.data === undefined || includesAll(want.data, have.data))
      );
    });
  if (!right) throw new Unmet('failed.sent', { expected, found });
  world.sent = [];
}
