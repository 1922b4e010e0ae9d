/**
 * What steps wrote for others, delivered at least once: messages and signals between cases, reminders, notices. Every receiver
 * tells a repetition by the id that the entry carries. An entry that keeps failing is set aside for a person to look at.
 */
import { MESSAGE_ACTOR, SIGNAL_ACTOR } from '../commands/actors.ts';
import type { Services } from '../commands/contract.ts';
import { redactForCase } from '../commands/protection/redact-for-case.ts';
import { crashPoint } from '../commands/crash-point.ts';
import { runCommand } from '../commands/run-command.ts';
import type { Variables } from '../engine/command.ts';
import type { ClaimedOutbox, MatchedMessage } from '../store/contract.ts';
import { offerMessageAgain } from '../store/queues/messages.ts';
import { claimOutbox, completeOutbox, failOutbox, type OutboxLane } from '../store/queues/outbox.ts';
import { accessNotice } from './access-notice.ts';
import { deliverDirected } from './deliver-directed.ts';
import { deliverPersonEvent } from './deliver-person-event.ts';
import { deliverRoundProgress } from './deliver-round-progress.ts';
import type { Deliver } from './delivery.ts';
import { EXCHANGE_DELIVERIES } from './exchange-deliveries.ts';
import { each } from './each.ts';
import { laterThan, messageOf, outlookOf, pauseAfter } from './outlook.ts';
import { deliveryDue, deliveryWithdrawn, documentProduced } from './document-deliveries.ts';
import { documentRecalled } from './document-recalls.ts';
import { mentioned } from './mentioned.ts';
import { sendMail } from './mail/send-mail.ts';
import { signingReturned } from './signing-returned.ts';
import { taskReminder } from './task-reminder.ts';

const CLAIM_MS = 60_000;
const BATCH = 100;
const WIDTH = 4;
const MOST_TRIES = 25;

interface Thrown {
  readonly id: string;
  readonly name: string;
  readonly key: string;
  readonly payload: Variables;
  readonly target?: string;
}
interface Started {
  readonly messageId: string;
  readonly signalId: string;
  readonly definition: string;
  readonly node: string;
  readonly payload: Variables;
}

const DELIVERIES: Readonly<Record<string, Deliver>> = {
  async messageThrown(services, { payload }) {
    const { id, name, key, payload: variables, target } = payload as unknown as Thrown;
    const to = target === undefined ? {} : { target };
    await runCommand(services, MESSAGE_ACTOR, { type: 'correlateMessage', id, name, key, variables, ...to });
  },
  async messageMatched(services, { payload }) {
    const { messageId, caseId, instance, node, name, payload: variables } = payload as unknown as MatchedMessage;
    try {
      await runCommand(services, MESSAGE_ACTOR, { type: 'deliverMessage', caseId, instance, node, name, variables, messageId });
    } catch (error) {
      if (outlookOf(error) === 'over') {
        await offerMessageAgain(services.db, { messageId, caseId, instance, node }, services.clock());
        crashPoint('messageOfferedAgain');
      }
      throw error;
    }
  },
  personEvent: deliverPersonEvent,
  /** a line that does not listen yet takes it when it does */
  async roundEvent(services, { payload }) {
    await deliverDirected(services, (payload as { readonly messageId: string }).messageId);
  },
  roundProgress: deliverRoundProgress,
  async messageStart(services, { payload }) {
    const { messageId, definition, node, payload: variables } = payload as unknown as Started;
    await runCommand(services, MESSAGE_ACTOR, {
      type: 'startByEvent',
      cause: 'message',
      definition,
      node,
      occurrence: messageId,
      variables,
    });
  },
  async signalThrown(services, { payload, caseId }) {
    const { id, name, payload: variables } = payload as unknown as Thrown;
    await runCommand(services, SIGNAL_ACTOR, {
      type: 'broadcastSignal',
      id,
      name,
      variables,
      ...(caseId !== undefined && { except: caseId }),
    });
  },
  async signalDelivery(services, { payload }) {
    const {
      signalId,
      caseId,
      name,
      payload: variables,
    } = payload as unknown as { signalId: string; caseId: string; name: string; payload: Variables };
    await runCommand(services, SIGNAL_ACTOR, { type: 'deliverSignal', caseId, signalId, name, variables });
  },
  async signalStart(services, { payload }) {
    const { signalId, definition, node, payload: variables } = payload as unknown as Started;
    await runCommand(services, SIGNAL_ACTOR, { type: 'startByEvent', cause: 'signal', definition, node, occurrence: signalId, variables });
  },
  ...EXCHANGE_DELIVERIES,
  accessNotice,
  taskReminder,
  mentioned,
  sendMail,
  documentProduced,
  deliveryWithdrawn,
  deliveryDue,
  documentRecalled,
  signingReturned,
};

/** One batch of a lane; true when there may be more. */
export async function deliverOutbox(services: Services, lane: OutboxLane = 'cases'): Promise<boolean> {
  const now = services.clock();
  const entries = await claimOutbox(services.db, { now, claimedUntil: laterThan(now, CLAIM_MS), limit: BATCH }, lane);
  if (entries.length === 0) return false;
  crashPoint('outboxClaimed');
  const done: number[] = [];
  await each(entries, WIDTH, async (entry) => {
    if (await deliver(services, entry)) done.push(entry.id);
  });
  crashPoint('outboxHandled');
  if (done.length) await completeOutbox(services.db, done);
  crashPoint('outboxCompleted');
  return entries.length === BATCH;
}

async function deliver(services: Services, entry: ClaimedOutbox): Promise<boolean> {
  try {
    const delivery = DELIVERIES[entry.kind];
    if (!delivery) throw new Error(`Expected a known kind of outbox entry, but it is '${entry.kind}'.`);
    await delivery(services, entry);
    crashPoint('outboxDelivered');
    return true;
  } catch (error) {
    return await setBack(services, entry, error);
  }
}

/** Answers whether the entry is over and done with. */
async function setBack(services: Services, entry: ClaimedOutbox, error: unknown): Promise<boolean> {
  const { db, clock, random, logger } = services;
  const outlook = outlookOf(error);
  if (outlook === 'over') return true;
  const dead = outlook === 'fault' && entry.tries >= MOST_TRIES;
  const said = messageOf(error);
  const message = await redactForCase(services, entry.caseId, said);
  if (outlook === 'fault')
    logger.error(
      { error: message === said ? error : message, outbox: entry.id, kind: entry.kind, dead },
      'an outbox entry could not be delivered',
    );
  await failOutbox(db, entry.id, { message, nextAt: laterThan(clock(), pauseAfter(outlook, entry.tries, random)), dead });
  crashPoint('outboxSetBack');
  return false;
}
