/** A process that is killed at any named point of a command has lost nothing and done nothing twice, once its client repeats itself. */
import { execFile } from 'node:child_process';
import path from 'node:path';
import { promisify } from 'node:util';
import test from 'ava';
import { matchMessages } from '../../store/queues/messages.ts';
import { claimOutbox } from '../../store/queues/outbox.ts';
import { verifyAuditChain } from '../../store/queries/case-history.ts';
import { loadCase } from '../../store/repositories/load-case.ts';
import { NOW, useOffice } from './fixtures.ts';
import { MESSAGE_ACTOR } from '../../commands/actors.ts';
import type { CrashPoint } from '../../commands/crash-point.ts';

const office = useOffice(test);
const run = promisify(execFile);
const CHILD = path.join(import.meta.dirname, 'killed-process.ts');

/** The point, and which of its passings kills: commands pass most points several times. */
const POINTS: readonly (readonly [CrashPoint, number])[] = [
  ['resourcesChecked', 1],
  ['deploymentSaved', 1],
  ['answerLookedUp', 3],
  ['messageStored', 1],
  ['answerSaved', 2],
  ['partsLoaded', 1],
  ['beforeSave', 1],
  ['stepSaved', 1],
  ['caseLoaded', 1],
  ['stepSaved', 2],
  ['formChecked', 1],
  ['beforeSave', 3],
  ['stepSaved', 3],
  ['beforeFollowUp', 1],
  ['stepSaved', 4],
  ['followUpDone', 1],
  ['signalSpread', 1],
];

async function child(file: string, crashAt = ''): Promise<{ readonly signal?: string; readonly out: string }> {
  try {
    const { stdout } = await run(process.execPath, ['--disable-warning=ExperimentalWarning', CHILD, office.services.db.url, file, crashAt]);
    return { out: stdout };
  } catch (error) {
    const { signal, stderr } = error as { signal?: string; stderr: string };
    if (signal !== 'SIGKILL') throw new Error(stderr, { cause: error });
    return { signal, out: '' };
  }
}

/** What the worker does with entries of messages that were left to the outbox. */
async function deliverLeftOvers(caseId: string): Promise<void> {
  for (const { messageId, instance, node, name, payload } of await matchMessages(office.db, caseId, NOW))
    await office.run<'deliverMessage'>(MESSAGE_ACTOR, {
      type: 'deliverMessage',
      caseId,
      instance,
      node,
      name,
      variables: payload,
      messageId,
    });
}

for (const [point, passing] of POINTS)
  test.serial(`killed at ${point}, passing ${passing}`, async (t) => {
    const file = `k-${point}-${passing}`;
    t.is((await child(file, `${point}:${passing}`)).signal, 'SIGKILL');
    const { caseId } = JSON.parse((await child(file)).out) as { caseId: string };
    await deliverLeftOvers(caseId);
    const stored = await loadCase(office.db, caseId, { now: NOW });
    // start, claim, complete, message: each once
    t.is(stored?.case.revision, 4);
    t.deepEqual(
      stored?.tasks.map(({ node }) => node),
      ['inner'],
    );
    t.like(stored?.variables['1'], { name: 'A', paper: 'đơn' });
    t.like(await verifyAuditChain(office.db, caseId), { intact: true, revision: 4 });
    const { rows } = await office.db.pool.query('select count(*)::int as cases from process_case where procedure = $1', [file]);
    t.deepEqual(rows, [{ cases: 1 }]);
    const { rows: versions } = await office.db.pool.query('select max(version) as latest from definition where key = $1', [file]);
    t.deepEqual(versions, [{ latest: 1 }]);
  });

test.serial('what the killed processes left in the outbox is there to be handled', async (t) => {
  const later = '2026-11-24T00:00:00.000Z';
  const entries = await claimOutbox(office.db, { now: later, claimedUntil: '2026-11-24T00:01:00.000Z', limit: 200 });
  t.true(entries.some(({ kind }) => kind === 'messageMatched'));
});
