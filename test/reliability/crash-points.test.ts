import path from 'node:path';
import test, { type ExecutionContext } from 'ava';
import { CRASH_POINTS, type CrashPoint } from '../../commands/crash-point.ts';
import { dropDatabase } from '../database.ts';
import { fewAtATime } from './few-at-a-time.ts';
import { copyOf, furnished, recover } from './installation.ts';
import type { Journey, JourneyKind } from './journeys.ts';
import { spawnNode } from './spawn-node.ts';

let source = '';
test.serial.before(async () => {
  source = await furnished();
});
test.after.always(async () => {
  if (source !== '') await dropDatabase(source);
});

/** What clients do until the point is passed; the others need what every case does. */
const PASSED_BY: Partial<Record<CrashPoint, readonly JourneyKind[]>> = {
  retried: ['rush'],
  matchedLoaded: ['waiter'],
  beforeFollowUp: ['waiter'],
  followUpDone: ['waiter'],
  commandRun: ['listener'],
  answerSaved: ['listener'],
  resourcesChecked: ['deployment'],
  deploymentSaved: ['deployment'],
  messageAuthorized: ['waiter'],
  messageStored: ['waiter'],
  signalSpread: ['listener'],
  personEventSaved: ['mourners'],
  personEventHeard: ['mourners'],
  personEventNoted: ['mourners'],
  rowDone: ['gathering'],
  linesReadyStored: ['gathering'],
  linesReadyDelivered: ['gathering'],
  roundNewsForgotten: ['gathering'],
  timerPutBack: ['waiter'],
  jobReleased: ['held'],
  messageOfferedAgain: ['twins'],
  jobFailureRecorded: ['flaky'],
  jobIncidentWritten: ['flaky'],
  outboxSetBack: ['waiter'],
  lawChangeClaimed: ['dated'],
  deadlineRecomputed: ['dated'],
  lawChangeDone: ['dated'],
};

/**
 * Those of units are killed where a tree of units is at hand (test/worker/change-units.test.ts), those of signing where persons have keys
 * (test/commands/signing/kill.test.ts), those of evidence where something is signed (test/commands/signing/evidence-kill.test.ts), those of
 * uploads where files are (test/commands/uploads/crash.test.ts, test/worker/scan-uploads.test.ts), those of positions where there are some (test/worker/end-positions.test.ts).
 */
const ELSEWHERE: readonly CrashPoint[] = [
  'uploadNormalised',
  'uploadStored',
  'uploadsAdopted',
  'scansClaimed',
  'scanSaved',
  'findingTold',
  'uploadBlocked',
  'numberAssigned',
  'signingPrepared',
  'signingBegun',
  'signatureGiven',
  'signatureKept',
  'signingFinished',
  'signingClosed',
  'evidenceClaimed',
  'evidenceCollected',
  'evidenceSaved',
  'secondVerifiersAsked',
  'evidenceJudged',
  'evidencePostponed',
  'positionEndsListed',
  'heldTasksListed',
  'positionTaskReleased',
  'positionClosed',
  'unitChangeBegun',
  'unitBatchMoved',
  'unitCaseMoved',
  'unitChangeFinished',
];

const turn = fewAtATime(3);

for (const point of CRASH_POINTS.filter((one) => !ELSEWHERE.includes(one)))
  test(`killed at ${point}: nothing is lost, nothing happens twice, every case ends`, async (t) => {
    await turn(async () => await killedAt(t, point));
  });

async function killedAt(t: ExecutionContext, point: CrashPoint): Promise<void> {
  t.timeout(110_000);
  const installation = await copyOf(source);
  const { url, folder } = installation;
  try {
    const journeys = (PASSED_BY[point] ?? ['whole']).map((kind, client): Journey => ({ kind, name: `${point}-${kind}`, client }));
    const acknowledgements = path.join(folder, 'told');
    const begun = path.join(folder, 'begun');
    const clients = journeys.map(({ client }) => client);
    const node = spawnNode({ url, offsetMs: 0, crashAt: point, acknowledgements, begun, clients, worker: true, journeys, round: 0 });
    const watch = setTimeout(() => void node.leave(), 80_000);
    const { signal } = await node.exited;
    clearTimeout(watch);
    t.is(signal, 'SIGKILL', `${point} was never passed: ${node.said()}`);
    t.deepEqual(await recover(installation, [acknowledgements], journeys), []);
  } finally {
    await installation.remove();
  }
}
