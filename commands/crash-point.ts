/**
 * Named places at which tests kill the process: after every await and every commit of a step, a timer, a job. In production no
 * hook is ever installed and a crash point is one comparison.
 */
import { Invariant } from '../errors.ts';

export const CRASH_POINTS = [
  // run-command, a step
  'answerLookedUp',
  'rightsLoaded',
  'caseLoaded',
  'authorized',
  'formChecked',
  'decided',
  'partsLoaded',
  'beforeSave',
  'stepSaved',
  'retried',
  'matchedLoaded',
  'beforeFollowUp',
  'followUpDone',
  // a command that is no step
  'commandRun',
  'answerSaved',
  // deployment
  'resourcesChecked',
  'deploymentSaved',
  // messages and signals
  'messageAuthorized',
  'messageStored',
  'signalSpread',
  // persons
  'personEventSaved',
  'personEventHeard',
  'personEventNoted',
  // rounds
  'rowDone',
  'linesReadyStored',
  'linesReadyDelivered',
  'roundNewsForgotten',
  // signing
  'numberAssigned',
  'signingPrepared',
  'signingBegun',
  'signatureGiven',
  'signatureKept',
  'signingFinished',
  'signingClosed',
  // files that are brought
  'uploadNormalised',
  'uploadStored',
  'uploadsAdopted',
  'evidenceCollected',
  'evidenceSaved',
  'secondVerifiersAsked',
  'evidenceJudged',
  // files that are scanned again
  'scansClaimed',
  'scanSaved',
  'findingTold',
  'uploadBlocked',
  // worker
  'timersClaimed',
  'timerFired',
  'timerPutBack',
  'jobsClaimed',
  'jobDone',
  'jobReported',
  'jobReleased',
  'jobFailureRecorded',
  'jobIncidentWritten',
  'outboxClaimed',
  'messageOfferedAgain',
  'outboxDelivered',
  'outboxSetBack',
  'outboxHandled',
  'outboxCompleted',
  'evidenceClaimed',
  'evidencePostponed',
  'startTimersClaimed',
  'startTimerFired',
  'startTimerCompleted',
  'startTimerDropped',
  'lawChangeClaimed',
  'deadlineRecomputed',
  'lawChangeDone',
  // the sealer, and checkpoints
  'recordRead',
  'batchWritten',
  'batchSealed',
  'checkpointSaved',
  'timeStampGiven',
  'timeStampSaved',
  // positions that end by their day
  'positionEndsListed',
  'heldTasksListed',
  'positionTaskReleased',
  'positionClosed',
  // changes of units
  'unitChangeBegun',
  'unitBatchMoved',
  'unitCaseMoved',
  'unitChangeFinished',
] as const;
export type CrashPoint = (typeof CRASH_POINTS)[number];

let hook: ((point: CrashPoint) => void) | undefined;

/** For composition roots of test builds only; they refuse it in production. */
export function installCrashHook(onPoint: (point: CrashPoint) => void): void {
  if (hook) throw new Invariant('Expected at most one crash hook.');
  hook = onPoint;
}

export function crashPoint(point: CrashPoint): void {
  if (hook !== undefined) hook(point);
}

/** What `TRINHKY_CRASH_AT` says: a point, or `point:n` for its nth passing. Undefined when it names none. */
export function crashHookFor(text: string, kill: () => void): ((point: CrashPoint) => void) | undefined {
  const [name, count = '1'] = text.split(':');
  const point = CRASH_POINTS.find((candidate) => candidate === name);
  let left = Number(count);
  if (point === undefined || !Number.isInteger(left) || left < 1) return undefined;
  return (passed) => {
    if (passed === point && --left === 0) kill();
  };
}
