/**
 * What finishing a task comes to, by where its work is done: the same outcome and data as commands of whoever acts here, of the clerk
 * who enters the paper, or of the other agency's system. Pure; scenarios send these through the door in order.
 */
import type { Actor, Variables } from '../../engine/command.ts';
import type { WorkMode } from '../../engine/bindings/binding.ts';
import type { CommandOf } from '../contract.ts';
import type { ActedBy, Scan } from '../tasks/paper-act.ts';

export interface Finish {
  readonly caseId: string;
  readonly instance: number;
  readonly outcome?: string;
  readonly reason?: string;
  readonly variables?: Variables;
  /** who acts, in the words of the procedure */
  readonly by: ActedBy & { readonly actor: Actor };
  /** when it is done: an ISO date or an instant */
  readonly at: string;
}
/** Who stands in: the clerk for paper, the account of the other system for exchange. */
export interface Stand {
  readonly clerk: Actor;
  readonly partner: Actor;
  readonly scans: readonly Scan[];
}
export type Sent = readonly [Actor, CommandOf<'claimTask' | 'completeTask' | 'answerExchangeTask'>];

export function completeInMode(mode: WorkMode, finish: Finish, { clerk, partner, scans }: Stand): readonly Sent[] {
  const { caseId, instance, outcome, reason, variables, at, by } = finish;
  const { actor, ...acted } = by;
  const task = { caseId, instance };
  const result = { ...(outcome !== undefined && { outcome }), ...(reason !== undefined && { reason }), ...(variables && { variables }) };
  if (mode === 'exchange')
    return [[partner, { type: 'answerExchangeTask', ...task, id: `${caseId}:${instance}:answer`, ...result, at, by: [acted] }]];
  const who = mode === 'paper' ? clerk : actor;
  const paper = mode === 'paper' ? { paper: { at, by: [acted], scans } } : {};
  return [
    [who, { type: 'claimTask', ...task }],
    [who, { type: 'completeTask', ...task, ...result, ...paper }],
  ];
}
