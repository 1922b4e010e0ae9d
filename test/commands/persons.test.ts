import test, { type ExecutionContext } from 'ava';
import { listHistory } from '../../store/queries/case-history.ts';
import { listCasePersonEvents } from '../../store/queries/person-events.ts';
import { loadCase } from '../../store/repositories/load-case.ts';
import { deliverOutbox } from '../../worker/deliver-outbox.ts';
import { bpmn, chain, deployed, done, MANAGER, OFFICER, refusal, STRANGER, started, task, useOffice } from './fixtures.ts';

const office = useOffice(test);
const STARTED = 'tk:candidateStarterRoles="officer" tk:persons="prisoner"';
const MESSAGES =
  '<message id="mDeath" name="person.death"/><message id="mBack" name="person.death.superseded"/><message id="mNew" name="person.newOffence"/>';

/** An event sub-process that listens to a person's event without ending the case. */
const listening = (id: string, message: string, key = ' tk:correlationKey="prisoner"'): string => `
  <subProcess id="${id}" triggeredByEvent="true"><startEvent id="${id}-s" isInterrupting="false"><messageEventDefinition messageRef="${message}"${key}/></startEvent>
  ${task(`${id}-look`, 'tk:candidateRoles="officer"')}<endEvent id="${id}-e"/>${chain(`${id}-s`, `${id}-look`, `${id}-e`)}</subProcess>`;
const plain = `<startEvent id="start"/>${task('work', 'tk:candidateRoles="officer"')}<endEvent id="end"/>${chain('start', 'work', 'end')}`;

test.serial.before(async () => {
  await deployed(office, [
    'reduction.bpmn',
    bpmn('reduction', plain + listening('died', 'mDeath') + listening('back', 'mBack', ''), STARTED, MESSAGES),
  ]);
  await deployed(office, ['deaf.bpmn', bpmn('deaf', plain, STARTED)]);
  await deployed(office, [
    'late.bpmn',
    bpmn(
      'late',
      `<startEvent id="start"/>${task('work', 'tk:candidateRoles="officer"')}
      <intermediateCatchEvent id="wait"><messageEventDefinition messageRef="mDeath"/></intermediateCatchEvent>
      ${task('after', 'tk:candidateRoles="officer"')}<endEvent id="end"/>${chain('start', 'work', 'wait', 'after', 'end')}`,
      STARTED,
      MESSAGES,
    ),
  ]);
});

let numbers = 100_000_000_000;
async function prisoner(): Promise<string> {
  const identityNumber = String(++numbers);
  const facts = { kind: 'prisoner', name: 'Nguyễn Văn Ấn', identityNumber, birth: '1980', unitPath: 'cuc.hanoi' };
  return (await office.run<'registerPerson'>(OFFICER, { type: 'registerPerson', ...facts })).person;
}
const begun = async (procedure: string, person: string) => (await started(office, procedure, { prisoner: person })).caseId;
const death = (person: string, more: object = {}) =>
  ({
    type: 'reportPersonEvent',
    person,
    kind: 'death',
    date: '2026-11-20',
    document: 'Giấy chứng tử 12/2026',
    reason: 'chết do bệnh',
    ...more,
  }) as const;
const report = async (person: string, more: object = {}) => await office.run<'reportPersonEvent'>(OFFICER, death(person, more));
async function settle(): Promise<void> {
  while (await deliverOutbox(office.services));
}
const at = async (caseId: string) => await loadCase(office.db, caseId, { now: office.services.clock() });
const openNodes = async (caseId: string) => (await at(caseId))?.tasks.map(({ node }) => node).toSorted();
const heard = async (caseId: string) => (await listCasePersonEvents(office.db, caseId)).map(({ kind, state }) => `${kind} ${state}`);
const commandsOf = async (caseId: string) =>
  (await listHistory(office.db, caseId, { limit: 200 })).items.map(({ command }) => command.type);

test.serial('a person is entered once, whichever of the numbers is known; numbers of two persons are refused', async (t) => {
  const facts = { type: 'registerPerson', kind: 'prisoner', name: 'Lê Thị B', unitPath: 'cuc.hanoi' } as const;
  const first = await office.run<'registerPerson'>(OFFICER, { ...facts, identityNumber: '001199000001', fileNumber: 'HS-1' });
  t.true(first.isNew);
  t.deepEqual(await office.run<'registerPerson'>(OFFICER, { ...facts, fileNumber: 'HS-1' }), { person: first.person, isNew: false });
  await office.run<'registerPerson'>(OFFICER, { ...facts, fileNumber: 'HS-2' });
  const both = { ...facts, identityNumber: '001199000001', fileNumber: 'HS-2' };
  t.is(await refusal(office.run<'registerPerson'>(OFFICER, both)), 'conflict personMismatch');
  t.is(await refusal(office.run<'registerPerson'>(OFFICER, { ...facts, identityNumber: '12' })), 'validation identityNumberInvalid');
  t.is(await refusal(office.run<'registerPerson'>(OFFICER, { ...facts, birth: '1980-13' })), 'validation birthInvalid');
  t.is(await refusal(office.run<'registerPerson'>(STRANGER, { ...facts, fileNumber: 'HS-3' })), 'forbidden forbidden.noRule');
});

test.serial('an entry is corrected with a reason, against the revision that was seen', async (t) => {
  const person = await prisoner();
  const change = { type: 'changePerson', person, name: 'Nguyễn Văn An', reason: 'ghi sai tên' } as const;
  t.deepEqual(await office.run<'changePerson'>(OFFICER, change, { expectedRevision: 1 }), { person, revision: 2 });
  t.is(await refusal(office.run<'changePerson'>(OFFICER, change, { expectedRevision: 1 })), 'conflict staleRevision');
  t.is(await refusal(office.run<'changePerson'>(STRANGER, change)), 'notFound personNotFound');
  const { rows } = await office.db.pool.query('select revision, reason from party_change where party = $1 order by revision', [person]);
  t.deepEqual(rows, [
    { revision: 1, reason: null },
    { revision: 2, reason: 'ghi sai tên' },
  ]);
});

test.serial('an event of a person reaches every open case of the person once, and leaves the others alone', async (t) => {
  const [person, other] = [await prisoner(), await prisoner()];
  const cases = [await begun('reduction', person), await begun('reduction', person)];
  const untouched = await begun('reduction', other);
  const outcome = await report(person, { id: 'd-1' });
  t.like(outcome, { isNew: true, cases: 2 });
  await settle();
  t.deepEqual(await report(person, { id: 'd-1' }), { ...outcome, isNew: false });
  await settle();
  for (const caseId of cases) {
    t.deepEqual(await openNodes(caseId), ['died-look', 'work']);
    t.deepEqual(await heard(caseId), ['death delivered']);
  }
  t.deepEqual(await openNodes(untouched), ['work']);
});

test.serial('a case that does not listen shows the event as unheard, and its history says so once', async (t) => {
  const person = await prisoner();
  const caseId = await begun('deaf', person);
  await report(person);
  await settle();
  t.deepEqual(await heard(caseId), ['death unheard']);
  t.deepEqual(await commandsOf(caseId), ['startCase', 'notePersonEvent']);
});

test.serial('a case that listens later takes the event then', async (t) => {
  const person = await prisoner();
  const { caseId, instance } = await started(office, 'late', { prisoner: person });
  await report(person);
  await settle();
  t.deepEqual(await heard(caseId), ['death unheard']);
  await done(office, OFFICER, { caseId, instance });
  t.deepEqual(await openNodes(caseId), ['after']);
  t.deepEqual(await heard(caseId), ['death delivered']);
});

test.serial('a case that begins later hears of what happened before, each one for itself', async (t) => {
  const person = await prisoner();
  await report(person);
  const cases = [await begun('reduction', person), await begun('reduction', person), await begun('deaf', person)];
  await settle();
  t.deepEqual(await openNodes(cases[0] ?? ''), ['died-look', 'work']);
  t.deepEqual(await openNodes(cases[1] ?? ''), ['died-look', 'work']);
  t.deepEqual(await heard(cases[2] ?? ''), ['death unheard']);
});

test.serial('an event that has expired is not told to cases that begin after it', async (t) => {
  const person = await prisoner();
  await report(person, { expiresAt: '2026-11-23T01:00:00Z' });
  t.deepEqual(await heard(await begun('reduction', person)), []);
});

test.serial('who is linked later brings along what happened before; who is not in the register is refused', async (t) => {
  const person = await prisoner();
  await report(person);
  const caseId = await begun('reduction', await prisoner());
  const link = { type: 'linkPersons', caseId, reason: 'nhập hồ sơ' } as const;
  t.is(await refusal(office.run<'linkPersons'>(OFFICER, { ...link, add: ['nobody'] })), 'validation personUnknown');
  t.is(await refusal(office.run<'linkPersons'>(STRANGER, { ...link, add: [person] })), 'notFound caseNotFound');
  await office.run<'linkPersons'>(OFFICER, { ...link, add: [person] });
  t.is(await refusal(office.run<'linkPersons'>(OFFICER, { ...link, add: [person] })), 'validation nothingToChange');
  await settle();
  t.deepEqual(await heard(caseId), ['death unheard']); // the diagram listens with the key of its own prisoner
  t.true((await at(caseId))?.case.parties.includes(person));
});

test.serial('a wrong event is taken back by an act: who took it hears so, who had not does not get it any more', async (t) => {
  const person = await prisoner();
  const [took, deaf] = [await begun('reduction', person), await begun('deaf', person)];
  const { event } = await report(person);
  await settle();
  const act = { type: 'supersedePersonEvent', event, document: 'CV 5/2026', reason: 'nhầm người' } as const;
  t.like(await office.run<'supersedePersonEvent'>(OFFICER, act), { isNew: true, cases: 2 });
  await settle();
  t.deepEqual(await openNodes(took), ['back-look', 'died-look', 'work']);
  t.deepEqual(await heard(deaf), ['death withdrawn', 'death unheard']);
  t.is(await refusal(office.run<'supersedePersonEvent'>(OFFICER, { ...act, id: 'again' })), 'conflict personEventSuperseded');
  t.deepEqual(await heard(await begun('reduction', person)), []);
});

test.serial('a suspended case gets the event when it is resumed', async (t) => {
  const person = await prisoner();
  const caseId = await begun('reduction', person);
  await office.run<'suspendCase'>(MANAGER, { type: 'suspendCase', caseId, reason: 'chờ' });
  await report(person);
  await settle();
  t.deepEqual(await heard(caseId), ['death unheard']);
  await office.run<'resumeCase'>(MANAGER, { type: 'resumeCase', caseId });
  t.deepEqual(await heard(caseId), ['death delivered']);
});

test.serial('refusals: unknown kinds, the future, persons of other units, and messages in the name of the register', async (t) => {
  const person = await prisoner();
  t.is(await refusal(report(person, { kind: 'weather' })), 'validation kindUnknown');
  t.is(await refusal(report(person, { date: '2027-01-01' })), 'validation dateInFuture');
  t.is(await refusal(report(person, { date: '2026-02-30' })), 'validation dateInvalid');
  t.is(await refusal(office.run<'reportPersonEvent'>(STRANGER, death(person))), 'notFound personNotFound');
  await report(person, { id: 'used' });
  t.is(await refusal(report(person, { id: 'used', date: '2026-11-19' })), 'conflict personEventIdUsed');
  const message = { type: 'correlateMessage', name: 'person.death', key: person } as const;
  t.is(await refusal(office.run<'correlateMessage'>(OFFICER, message)), 'forbidden messageReserved');
});

test.serial('events are kept as they were reported', async (t) => {
  const { event } = await report(await prisoner());
  await t.throwsAsync(async () => await office.db.pool.query("update person_event set reason = 'x' where id = $1", [event]));
});

test.serial('an open case of the same person and procedure is told at the start, or refused where that is asked for', async (t) => {
  const person = await prisoner();
  const first = await begun('deaf', person);
  const again = { type: 'startCase', procedure: 'deaf', variables: { prisoner: person } } as const;
  const second = await office.run<'startCase'>(OFFICER, again);
  t.like(second.duplicates?.[0], { person, caseId: first });
  t.is(await refusal(office.run<'startCase'>(OFFICER, { ...again, refuseDuplicates: true })), 'conflict caseOfPersonOpen');
  const elsewhere = await office.run<'startCase'>(STRANGER, again);
  t.deepEqual(
    elsewhere.duplicates?.map(({ caseId }) => caseId),
    [undefined, undefined],
  );
  t.is(await refusal(office.run<'startCase'>(OFFICER, { ...again, persons: ['x'] })), 'validation personUnknown');
});

test.serial('500 open cases of one person hear of a death, each once', async (t: ExecutionContext) => {
  t.timeout(240_000);
  const person = await prisoner();
  const cases: string[] = [];
  while (cases.length < 500) cases.push(...(await Promise.all(Array.from({ length: 25 }, async () => await begun('reduction', person)))));
  const began = performance.now();
  t.is((await report(person)).cases, 500);
  const told = performance.now();
  await Promise.all([settle(), settle()]);
  t.log(`reported in ${Math.round(told - began)} ms, delivered to 500 cases in ${Math.round(performance.now() - told)} ms`);
  const { rows } = await office.db.pool.query(
    `select count(*)::int as cases, count(distinct t.case_id)::int as told from user_task t where t.case_id = any($1) and t.node = 'died-look'`,
    [cases],
  );
  t.deepEqual(rows, [{ cases: 500, told: 500 }]);
});
