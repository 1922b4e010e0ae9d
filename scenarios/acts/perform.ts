import { passTime } from '../come-to-rest.ts';
import type { Act, ActName, StepOf } from '../scenario.ts';
import type { World } from '../world.ts';
import { enable, finish } from './ad-hoc.ts';
import { job, jobError, jobFailed, message, signal } from './outside.ts';
import { personOf } from './person-of.ts';
import { checkedStart, modelOf } from './start.ts';
import { assign, claim, complete, raise, returnTo } from './task-acts.ts';
import { vote } from './vote.ts';

type Performers = { readonly [K in ActName]: (world: World, step: StepOf<K>) => void };

const PERFORMERS: Performers = {
  complete,
  claim,
  assign,
  return: returnTo,
  raise,
  /** another start beside this case: only whether it would be refused */
  start: (world, { start: { variables = {}, unit }, by }) =>
    void checkedStart(world, modelOf(world), { by: personOf(world, by), unit, startEvent: undefined, variables }),
  vote,
  enable,
  finish,
  at: (world, { at }) => passTime(world, Temporal.Instant.from(at).epochMilliseconds),
  message,
  signal,
  job,
  jobError,
  jobFailed,
};

/** Throws the product's Rejection, or Unmet where there is nothing to act on. */
export function perform(world: World, { kind, step }: Act): void {
  const performer = PERFORMERS[kind] as (world: World, step: unknown) => void;
  performer(world, step);
}
