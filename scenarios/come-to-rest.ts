/**
 * What goes on by itself after an act, as the product's worker does it: timers that are due now, notices, messages of the case to
 * itself. Jobs of other topics wait for the scenario to answer them.
 */
import { Unmet } from './failure.ts';
import { happened } from './happened.ts';
import { noticed } from './apply-effects.ts';
import { SYSTEM } from './people.ts';
import { takeStep } from './take-step.ts';
import { termEnded } from './terms.ts';
import type { Timer, World } from './world.ts';

const NOTICE_TOPIC = 'notify';
const MOST_TURNS = 1_000;

export function comeToRest(world: World): void {
  for (let turn = 0; turn < MOST_TURNS; turn += 1) {
    if (sendNotice(world) || fireNext(world, world.now) || deliverThrown(world)) continue;
    return;
  }
  throw new Unmet('failed.endless');
}

/** Time passes: what is due until then happens when it is due, in order. */
export function passTime(world: World, until: number): void {
  for (let turn = 0; turn < MOST_TURNS; turn += 1) {
    if (fireNext(world, until)) {
      comeToRest(world);
      continue;
    }
    world.now = until;
    return comeToRest(world);
  }
  throw new Unmet('failed.endless');
}

function fireNext(world: World, until: number): boolean {
  const next = [...world.timers.values()].filter(({ due }) => due <= until).toSorted(inOrder)[0];
  if (!next) return false;
  world.now = Math.max(world.now, next.due);
  happened(world, 'happened.timer', { node: next.node });
  const { instance, node, due } = next;
  world.timers.delete(`${instance} ${node}`);
  termEnded(world, 'timer', next, 'ranOut');
  takeStep(world, SYSTEM, { type: 'fireTimer', instance, node, due });
  return true;
}

const inOrder = (a: Timer, b: Timer): number => a.due - b.due || a.instance - b.instance || (a.node < b.node ? -1 : 1);

function sendNotice(world: World): boolean {
  const job = [...world.jobs.values()].find(({ topic }) => topic === NOTICE_TOPIC);
  if (!job) return false;
  const { template, to, data } = job.input;
  const key = typeof template === 'string' ? template : '';
  if (world.module.notices && !world.module.notices.has(key)) throw new Unmet('failed.noticeUnknown', { expected: key });
  noticed(world, key, targetsOf(to), data ?? null);
  takeStep(world, SYSTEM, { type: 'completeJob', instance: job.instance, variables: {} });
  return true;
}

function targetsOf(to: unknown): readonly string[] {
  const { roles, accounts } = (to ?? {}) as { readonly roles?: unknown; readonly accounts?: unknown };
  return [roles, accounts].flatMap((list) => (Array.isArray(list) ? list.filter((one) => typeof one === 'string') : []));
}

/** A message that the case throws may be for the case itself. */
function deliverThrown(world: World): boolean {
  for (const [i, { message, until }] of world.thrown.entries()) {
    const waiting = [...world.subscriptions.values()].find(
      ({ kind, name, key }) => kind === 'message' && name === message.name && key === message.key,
    );
    if (!waiting || until < world.now) continue;
    world.thrown.splice(i, 1);
    const { instance, node, name } = waiting;
    happened(world, 'happened.message', { name });
    takeStep(world, SYSTEM, { type: 'deliverMessage', instance, node, name, variables: message.payload });
    return true;
  }
  return false;
}
