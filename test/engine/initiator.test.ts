import test from 'ava';
import { end, start, userTask } from './elements.ts';
import { startProcess } from './start-process.ts';

const STARTS = '<startEvent id="go" tk:initiator="applicant"/>';
const FLOWS = ['go -> a', 'a -> e'];
const body = STARTS + userTask('a', { attrs: 'tk:assignee="=applicant"' }) + end('e');

test('the start event tells its variable who started the case, whatever the data says', async (t) => {
  const driver = await startProcess(body, FLOWS, { actor: { account: 'lan', person: 'p-lan' }, variables: { applicant: 'somebody' } });
  t.is(driver.value('applicant'), 'lan');
  t.like(
    driver.last.effects.find(({ type }) => type === 'userTaskOpened'),
    { assignee: 'lan' },
  );
});

test('a system that starts a case is nobody', async (t) => {
  const driver = await startProcess(body, FLOWS, { actor: { account: 'system:timer' } });
  t.is(driver.value('applicant'), null);
});

test('another start event tells nothing', async (t) => {
  const two = STARTS + start('other') + userTask('a') + end('e');
  const driver = await startProcess(two, [...FLOWS, 'other -> a'], { startEvent: 'other' });
  t.is(driver.value('applicant'), undefined);
});

test('an initiator that is no variable, is kept for the case, or stands where no process starts is refused', async (t) => {
  for (const name of ['a b', 'starter', 'caseId'])
    await t.throwsAsync(async () => await startProcess(STARTS.replace('applicant', name) + userTask('a'), ['go -> a']), {
      message: /initiator of go/,
    });
  const inner = '<subProcess id="sub"><startEvent id="inside" tk:initiator="x"/></subProcess>';
  await t.throwsAsync(async () => await startProcess(start('go') + inner, ['go -> sub']), { message: /initiator of inside/ });
});
