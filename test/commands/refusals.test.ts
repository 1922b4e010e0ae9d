/** What every command on a case has in common: who may not see it hears that it is not there, then rights, then state. */
import test from 'ava';
import type { CommandInput } from '../../commands/contract.ts';
import type { Actor } from '../../engine/command.ts';
import { loadCase } from '../../store/repositories/load-case.ts';
import { approval, deployed, done, MANAGER, NOW, OFFICER, opened, refusal, started, STRANGER, SYSADMIN, useOffice } from './fixtures.ts';

const office = useOffice(test);
test.serial.before(async () => void (await deployed(office, ['approval.bpmn', approval('approval')])));

const UNKNOWN = '019aaaaa-0000-7000-8000-00000000ffff';
type On = { readonly caseId: string; readonly instance: number };

/** Every command that people may give on a running case, with somebody who may see the case but not do this. */
const COMMANDS: readonly {
  readonly of: (on: On) => CommandInput;
  readonly forbiddenTo: Actor;
  readonly about: 'case' | 'task' | 'incident';
}[] = [
  { of: (on) => ({ type: 'claimTask', ...on }), forbiddenTo: SYSADMIN, about: 'task' },
  { of: (on) => ({ type: 'unclaimTask', ...on }), forbiddenTo: MANAGER, about: 'task' },
  { of: (on) => ({ type: 'assignTask', ...on, assignee: 'officer2' }), forbiddenTo: SYSADMIN, about: 'task' },
  { of: (on) => ({ type: 'completeTask', ...on }), forbiddenTo: MANAGER, about: 'task' },
  { of: (on) => ({ type: 'returnTask', ...on, target: 'draft', reason: 'x' }), forbiddenTo: MANAGER, about: 'task' },
  { of: (on) => ({ type: 'recallTask', ...on }), forbiddenTo: MANAGER, about: 'task' },
  {
    of: (on) => ({ type: 'addCompanion', ...on, position: 'before', kind: 'opinion', name: 'x', candidates: ['person-manager2'] }),
    forbiddenTo: MANAGER,
    about: 'task',
  },
  { of: (on) => ({ type: 'changeDueDate', ...on, due: NOW, reason: 'x' }), forbiddenTo: SYSADMIN, about: 'task' },
  { of: (on) => ({ type: 'throwBpmnError', ...on, code: 'x' }), forbiddenTo: MANAGER, about: 'task' },
  { of: ({ caseId }) => ({ type: 'cancelCase', caseId, reason: 'x' }), forbiddenTo: SYSADMIN, about: 'case' },
  { of: ({ caseId }) => ({ type: 'suspendCase', caseId, reason: 'x' }), forbiddenTo: OFFICER, about: 'case' },
  { of: ({ caseId }) => ({ type: 'resumeCase', caseId }), forbiddenTo: OFFICER, about: 'case' },
  { of: ({ caseId }) => ({ type: 'comment', caseId, text: 'x' }), forbiddenTo: SYSADMIN, about: 'case' },
  { of: ({ caseId }) => ({ type: 'setVariables', caseId, variables: {}, reason: 'x' }), forbiddenTo: SYSADMIN, about: 'case' },
  { of: ({ caseId }) => ({ type: 'moveToken', caseId, reason: 'x' }), forbiddenTo: MANAGER, about: 'case' },
  { of: (on) => ({ type: 'changeTimer', ...on, node: 'x', due: NOW, reason: 'x' }), forbiddenTo: MANAGER, about: 'case' },
];

for (const { of, forbiddenTo, about } of COMMANDS) {
  const { type } = of({ caseId: '', instance: 0 });
  const give = async (actor: Actor, on: On, options = {}): Promise<string> => await refusal(office.run(actor, of(on) as never, options));

  test(`${type} of a case that does not exist is not found`, async (t) => {
    t.is(await give(OFFICER, { caseId: UNKNOWN, instance: 2 }), `notFound ${about}NotFound`);
    t.is(await give(OFFICER, { caseId: 'no-uuid', instance: 2 }), `notFound ${about}NotFound`);
  });

  test(`${type} by somebody who may not see it is not found, and writes nothing`, async (t) => {
    const on = await started(office, 'approval', { subject: type });
    t.is(await give(STRANGER, on), `notFound ${about}NotFound`);
    t.is((await loadCase(office.db, on.caseId, { now: NOW }))?.case.revision, 1);
  });

  test(`${type} by somebody who may see it but not do it is forbidden, before any question of state`, async (t) => {
    const on = await started(office, 'approval', { subject: type });
    await office.run<'claimTask'>(OFFICER, { type: 'claimTask', ...on });
    t.regex(await give(forbiddenTo, on), /^forbidden forbidden\.(rule|noRule)$/);
    t.regex(await give(forbiddenTo, on, { expectedRevision: 99 }), /^forbidden/);
  });

  test(`${type} without an account, or with one that is not active, is refused`, async (t) => {
    const on = await started(office, 'approval', { subject: type });
    t.is(await give({ account: 'nobody', person: 'person-nobody' }, on), 'unauthenticated accountUnknown');
    t.is(await give({ account: 'system:timer' }, on), 'unauthenticated accountUnknown');
    t.is(await give({ account: 'officer', person: 'person-officer', onBehalfOf: 'person-manager' }, on), 'forbidden substitutionUnknown');
  });
}

const BY_OFFICER = COMMANDS.filter(({ forbiddenTo }) => forbiddenTo === MANAGER || forbiddenTo === SYSADMIN).filter(({ of }) =>
  ['claimTask', 'unclaimTask', 'completeTask', 'throwBpmnError', 'comment'].includes(of({ caseId: '', instance: 0 }).type),
);
for (const { of } of BY_OFFICER) {
  const { type } = of({ caseId: '', instance: 0 });

  test(`${type} on a revision that the client has not seen is refused`, async (t) => {
    const on = await started(office, 'approval', { subject: type });
    if (type !== 'claimTask') await office.run<'claimTask'>(OFFICER, { type: 'claimTask', ...on });
    t.is(await refusal(office.run(OFFICER, of(on) as never, { expectedRevision: 9 })), 'conflict staleRevision');
  });

  test(`${type} on a case that has ended is refused`, async (t) => {
    const on = await started(office, 'approval', { subject: type });
    if (type !== 'claimTask') await office.run<'claimTask'>(OFFICER, { type: 'claimTask', ...on });
    await office.run<'cancelCase'>(OFFICER, { type: 'cancelCase', caseId: on.caseId, reason: 'rút' });
    t.is(await refusal(office.run(OFFICER, of(on) as never)), 'conflict caseEnded');
  });

  if (type !== 'comment')
    test(`${type} on a suspended case is refused`, async (t) => {
      const on = await started(office, 'approval', { subject: type });
      if (type !== 'claimTask') await office.run<'claimTask'>(OFFICER, { type: 'claimTask', ...on });
      await office.run<'suspendCase'>(MANAGER, { type: 'suspendCase', caseId: on.caseId, reason: 'chờ' });
      t.is(await refusal(office.run(OFFICER, of(on) as never)), 'conflict caseSuspended');
    });
}

test('a task that somebody has completed is not open, for the person who completed it', async (t) => {
  const on = await started(office, 'approval', { subject: 'x' });
  await done(office, OFFICER, on);
  t.is(await refusal(office.run<'completeTask'>(OFFICER, { type: 'completeTask', ...on })), 'conflict taskNotOpen');
  t.is(await refusal(office.run<'claimTask'>(OFFICER, { type: 'claimTask', ...on })), 'conflict taskNotOpen');
});

test('a task of a case that has none of that number is not found', async (t) => {
  const on = await started(office, 'approval', { subject: 'x' });
  t.is(await refusal(office.run<'claimTask'>(OFFICER, { type: 'claimTask', caseId: on.caseId, instance: 77 })), 'notFound taskNotFound');
});

test('who lost the race for a task hears that somebody has it', async (t) => {
  const on = await started(office, 'approval', { subject: 'x' });
  await office.run<'claimTask'>(OFFICER, { type: 'claimTask', ...on });
  const other = { account: 'officer2', person: 'person-officer2' };
  t.is(await refusal(office.run<'claimTask'>(other, { type: 'claimTask', ...on })), 'conflict taskClaimed');
});

test('a candidate who has not claimed a task is told to claim it', async (t) => {
  const on = await started(office, 'approval', { subject: 'x' });
  t.is(await refusal(office.run<'completeTask'>(OFFICER, { type: 'completeTask', ...on })), 'conflict taskNotClaimed');
});

test('commands of system actors are closed to persons, and those of persons to system actors', async (t) => {
  const { TIMER_ACTOR } = await import('../../commands/actors.ts');
  const on = await started(office, 'approval', { subject: 'x' });
  t.is(await refusal(office.run<'fireTimer'>(SYSADMIN, { type: 'fireTimer', ...on, node: 'x', due: 1 })), 'forbidden wrongCaller');
  const impostor = { account: 'system:worker' };
  const fire = { type: 'fireTimer', ...on, node: 'x', due: 1 } as const;
  t.is(await refusal(office.run<'fireTimer'>(impostor, fire)), 'forbidden wrongCaller');
  const complete = { type: 'completeJob', ...on, variables: {}, worker: 'w' } as const;
  t.is(await refusal(office.run<'completeJob'>(impostor, complete)), 'unauthenticated accountUnknown');
  t.is(await refusal(office.run<'claimTask'>(TIMER_ACTOR, { type: 'claimTask', ...on })), 'forbidden wrongCaller');
  t.is(await refusal(office.run(OFFICER, { type: 'toString' } as never)), 'validation commandUnknown');
});

test('who did a step may not do the one that is separated from it, and hears why', async (t) => {
  const { default: both } = await import('./both-roles.ts');
  await both(office);
  const on = await started(office, 'approval', { subject: 'x' });
  const person = { account: 'both', person: 'person-both' };
  const review = opened(await done(office, person, on));
  t.is(await refusal(office.run<'claimTask'>(person, { type: 'claimTask', ...review })), 'forbidden forbidden.rule');
  t.is(await refusal(office.run<'assignTask'>(MANAGER, { type: 'assignTask', ...review, assignee: 'both' })), 'forbidden personExcluded');
});
