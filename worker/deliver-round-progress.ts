/**
 * News of the lines of a round: looks once whether all have come to where the round waits for them, and takes all earlier news along.
 * A thousand lines that finish in one moment cost a few looks, and the round one step.
 */
import type { Services } from '../commands/contract.ts';
import { crashPoint } from '../commands/crash-point.ts';
import type { ClaimedOutbox } from '../store/contract.ts';
import { dropDirected, forgetRoundNews, listRoundNews, readyGates } from '../store/queues/round-progress.ts';
import { deliverDirected } from './deliver-directed.ts';

export async function deliverRoundProgress(services: Services, { id, caseId: round }: ClaimedOutbox): Promise<void> {
  if (round === undefined) return;
  const { db, clock } = services;
  const news = await listRoundNews(db, round);
  // somebody looked after this was written
  if (!news.includes(id)) return;
  for (const messageId of await readyGates(db, round, clock())) {
    crashPoint('linesReadyStored');
    if (await deliverDirected(services, messageId)) await dropDirected(db, messageId);
    crashPoint('linesReadyDelivered');
  }
  await forgetRoundNews(db, news);
  crashPoint('roundNewsForgotten');
}
