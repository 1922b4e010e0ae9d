/** What reaches a case from outside: messages, signals, answers to jobs. */
import { forbidden } from '../../casework/require-permission.ts';
import type { JobCreated, Subscribed } from '../../engine/effect.ts';
import { keyText } from '../../engine/arming.ts';
import { can } from '../../policies/can.ts';
import { Unmet } from '../failure.ts';
import { happened } from '../happened.ts';
import { includesAll } from '../match.ts';
import { SYSTEM } from '../people.ts';
import type { StepOf } from '../scenario.ts';
import { takeStep } from '../take-step.ts';
import type { World } from '../world.ts';
import { valueOf } from '../value-of.ts';
import { personOf } from './person-of.ts';

/** With `by`, that person needs the right to pass the message on; without, it comes from the exchange. */
export function message(world: World, { message: name, key, data = {}, by }: StepOf<'message'>): void {
  if (by !== undefined) requireMessageRight(world, by, 'correlate', name);
  const { instance, node } = receiverOf(world, name, key?.startsWith('=') ? keyText(valueOf(world, key)) : key);
  happened(world, 'happened.message', { name });
  takeStep(world, SYSTEM, { type: 'deliverMessage', instance, node, name, variables: data });
}

export function signal(world: World, { signal: name, data = {}, by }: StepOf<'signal'>): void {
  if (by !== undefined) requireMessageRight(world, by, 'broadcast', name);
  const waiting = [...world.subscriptions.values()].some((row) => row.kind === 'signal' && row.name === name);
  if (!waiting) throw new Unmet('failed.noReceiver', { expected: name, found: awaited(world) });
  happened(world, 'happened.signal', { name });
  takeStep(world, SYSTEM, { type: 'deliverSignal', name, variables: data });
}

/** Rights on a message are rights on the case that receives it. */
function requireMessageRight(world: World, by: string, action: 'correlate' | 'broadcast', name: string): void {
  const subject = { name, procedure: world.procedure, unitPath: world.unitPath };
  const permission = can(personOf(world, by).ability, action, 'Message', subject);
  if (!permission.allowed) throw forbidden(permission, action, 'Message');
}

function receiverOf(world: World, name: string, key: string | undefined): Subscribed {
  const [only, second] = [...world.subscriptions.values()].filter(
    (row) => row.kind === 'message' && row.name === name && (key === undefined || row.key === key),
  );
  if (!only) throw new Unmet('failed.noReceiver', { expected: key === undefined ? name : `${name} (${key})`, found: awaited(world) });
  if (second && key === undefined) throw new Unmet('failed.severalReceivers', { expected: name, found: awaited(world) });
  return only;
}

function awaited({ subscriptions }: World): string {
  return [...subscriptions.values()].map(({ name, key }) => (key === '' ? name : `${name} (${key})`)).join(', ') || '–';
}

export function job(world: World, { job: topic, result = {}, node, input }: StepOf<'job'>): void {
  const open = jobOf(world, topic, node);
  if (input !== undefined && !includesAll(input, open.input))
    throw new Unmet('failed.jobInput', { task: open.node, expected: input, found: open.input });
  happened(world, 'happened.job', { topic, node: open.node });
  takeStep(world, SYSTEM, { type: 'completeJob', instance: open.instance, variables: result });
}

export function jobError(world: World, { jobError: topic, code, node, data = {} }: StepOf<'jobError'>): void {
  const open = jobOf(world, topic, node);
  happened(world, 'happened.jobError', { topic, node: open.node, code });
  takeStep(world, SYSTEM, { type: 'failJob', instance: open.instance, message: code, bpmnError: code, variables: data });
}

/** Its tries are used up. */
export function jobFailed(world: World, { jobFailed: topic, node }: StepOf<'jobFailed'>): void {
  const open = jobOf(world, topic, node);
  happened(world, 'happened.jobError', { topic, node: open.node, code: 'retries' });
  takeStep(world, SYSTEM, { type: 'failJob', instance: open.instance, message: `Expected job '${topic}' to be done.` });
}

function jobOf({ jobs }: World, topic: string, node: string | undefined): JobCreated {
  const open = [...jobs.values()].find((one) => one.topic === topic && (node === undefined || one.node === node));
  if (open) return open;
  throw new Unmet('failed.noJob', {
    expected: topic,
    found: [...jobs.values()].map((one) => `${one.topic} (${one.node})`).join(', ') || '–',
  });
}
