import type { Check, CheckName, Probe, ProbeName, StepOf } from '../scenario.ts';
import type { World } from '../world.ts';
import { decided, ended, incident, values } from './facts.ts';
import { open } from './open.ts';
import { applied, documents, notified, sent, signed } from './outcomes.ts';
import { deadline, decide, form } from './probe.ts';

type Checkers = { readonly [K in CheckName | ProbeName]: (world: World, step: StepOf<K>) => void };

const CHECKERS: Checkers = {
  open,
  values,
  decided,
  documents,
  signed,
  notified,
  applied,
  sent,
  incident,
  ended,
  decide,
  form,
  deadline,
};

/** Throws Unmet. */
export function verify(world: World, { kind, step }: Check | Probe): void {
  const checker = CHECKERS[kind] as (world: World, step: unknown) => void;
  checker(world, step);
}

export const isCheck = (kind: string): boolean => Object.hasOwn(CHECKERS, kind);
