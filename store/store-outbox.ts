import type { Variables } from '../engine/command.ts';
import type { MessageThrown, SignalThrown, TaskReminder } from '../engine/effect.ts';
import type { MatchedMessage } from './contract.ts';

/**
 * Entries the store itself writes; the worker handles each at least once. `id`, `messageId` and `signalId` stay the same when an
 * entry comes again. Those a caller adds through `SaveStep.outbox` have kinds of their own.
 */
export type StoreOutbox =
  | { readonly kind: 'messageThrown'; readonly payload: Omit<MessageThrown, 'type'> & { readonly id: string } }
  | { readonly kind: 'signalThrown'; readonly payload: Omit<SignalThrown, 'type'> & { readonly id: string } }
  | { readonly kind: 'taskReminder'; readonly payload: Omit<TaskReminder, 'type'> & { readonly id: string } }
  /** a stored message met a subscription: deliver it unless it is consumed */
  | { readonly kind: 'messageMatched'; readonly payload: MatchedMessage }
  /** an event of a person was stored for the entry's case: deliver it, or note that the case does not listen */
  | { readonly kind: 'personEvent'; readonly payload: { readonly messageId: string } }
  /** something came to the lines of the round that is the entry's case, or the round waits for them */
  | { readonly kind: 'roundProgress'; readonly payload: Readonly<Record<string, never>> }
  | { readonly kind: 'messageStart'; readonly payload: StartByMessage }
  | { readonly kind: 'signalDelivery'; readonly payload: SignalDelivery }
  | { readonly kind: 'signalStart'; readonly payload: StartBySignal };
export interface StartByMessage {
  readonly messageId: string;
  readonly definition: string;
  readonly node: string;
  readonly name: string;
  readonly key: string;
  readonly payload: Variables;
}
export interface SignalDelivery {
  readonly signalId: string;
  readonly caseId: string;
  readonly name: string;
  readonly payload: Variables;
}
export interface StartBySignal {
  readonly signalId: string;
  readonly definition: string;
  readonly node: string;
  readonly name: string;
  readonly payload: Variables;
}
