/** The cases that `scripts/record-cases.ts` records: one for each family of elements, and the first procedure. */
import { readFileSync } from 'node:fs';
import path from 'node:path';
import type { CaseDriver } from '../engine/case-driver.ts';
import * as bpmn from '../engine/elements.ts';
import type { RecordedCase } from './recorded-case.ts';

export interface Scenario extends Pick<RecordedCase, 'decision' | 'deadline'> {
  readonly bpmn: string;
  readonly drive: (driver: CaseDriver) => void;
}

const { after, boundary, call, caught, compensable, compensate, conditional, definitions, end, error, eventSubProcess, every, extension } =
  bpmn;
const { gateway, io, job, many, message, process, signal, start, subProcess, task, thrown, transaction, userTask } = bpmn;

const one = (body: string, flows: readonly string[], ...others: string[]): string => definitions(process('p', body, flows), ...others);
const go = start('go');
const undo = '<scriptTask id="undoa" tk:resultVariable="undone" isForCompensation="true"><script>"a"</script></scriptTask>';

const MODULE = path.join(import.meta.dirname, '../../processes/account-approval/process.bpmn');

export const SCENARIOS: Readonly<Record<string, Scenario>> = {
  gateways: {
    bpmn: one(
      go +
        gateway('inclusive', 'f') +
        gateway('parallel', 'pf') +
        userTask('a') +
        userTask('b') +
        userTask('c') +
        gateway('inclusive', 'j') +
        gateway('exclusive', 'x', { attrs: 'default="p_f10"' }) +
        end('e'),
      [
        'go -> f',
        'f -> a : n > 1',
        'f -> pf : n > 2',
        'pf -> b',
        'pf -> c',
        'a -> j',
        'b -> j',
        'c -> j',
        'j -> x',
        'x -> e',
        'x -> f : again',
      ],
    ),
    drive: (driver) => {
      driver.start({ n: 3 });
      for (const id of ['b', 'a', 'c']) driver.complete(id, { again: id === 'c' });
      driver.complete('a', { again: false });
    },
  },
  'complex-gateway': {
    bpmn: one(
      go +
        gateway('parallel', 'f') +
        userTask('a') +
        userTask('b') +
        userTask('c') +
        gateway('complex', 'x', { inner: '<activationCondition xsi:type="tFormalExpression">activationCount >= 2</activationCondition>' }) +
        userTask('d') +
        end('e'),
      ['go -> f', 'f -> a', 'f -> b', 'f -> c', 'a -> x', 'b -> x', 'c -> x', 'x -> d', 'd -> e'],
    ),
    drive: (driver) => {
      driver.start();
      for (const id of ['a', 'c', 'd']) driver.complete(id);
    },
  },
  'boundary-timers': {
    bpmn: one(
      go +
        userTask('u') +
        boundary('r', 'u', every('R3/PT1H'), false) +
        boundary('late', 'u', after('P30D')) +
        userTask('side') +
        userTask('over'),
      ['go -> u', 'r -> side', 'late -> over'],
    ),
    drive: (driver) => {
      driver.start();
      driver.fire('r');
      driver.fire('r');
      driver.complete('side');
      driver.fire('late');
    },
  },
  'event-gateway': {
    bpmn: one(
      go +
        gateway('eventBased', 'g') +
        caught('m1', message('m', 'tk:correlationKey="id"')) +
        caught('t1', after('PT1H')) +
        caught('s1', signal()) +
        userTask('u'),
      ['go -> g', 'g -> m1', 'g -> t1', 'g -> s1', 'm1 -> u', 't1 -> u', 's1 -> u'],
    ),
    drive: (driver) => {
      driver.start({ id: 'HS-7' });
      driver.message('m', { answer: 'có' });
    },
  },
  'event-sub-processes': {
    bpmn: one(
      go +
        userTask('u') +
        eventSubProcess('n', message(), [userTask('h'), ['nStart -> h']], { interrupting: false }) +
        eventSubProcess('c', conditional('stop = true'), [userTask('k'), ['cStart -> k']]),
      ['go -> u'],
    ),
    drive: (driver) => {
      driver.start();
      driver.message('m', { note: 1 });
      driver.message('m', { note: 2 });
      driver.send({ type: 'setVariables', variables: { stop: true } });
    },
  },
  compensation: {
    bpmn: one(
      go +
        subProcess('sub', [compensable('a', userTask('a'), undo) + compensable('b'), ['a -> b']], { inner: io({ local: '1 + 1' }) }) +
        userTask('u') +
        thrown('undo', compensate()) +
        userTask('over'),
      ['go -> sub', 'sub -> u', 'u -> undo', 'undo -> over'],
    ),
    drive: (driver) => {
      driver.start();
      for (const id of ['a', 'b', 'u', 'undob']) driver.complete(id);
    },
  },
  transaction: {
    bpmn: one(
      go +
        transaction('tx', [compensable('a') + end('stop', bpmn.cancel), ['a -> stop']]) +
        boundary('cancelled', 'tx', bpmn.cancel) +
        userTask('regret'),
      ['go -> tx', 'cancelled -> regret'],
    ),
    drive: (driver) => {
      driver.start();
      driver.complete('a');
      driver.complete('undoa');
    },
  },
  'multi-instance': {
    bpmn: one(
      go +
        userTask('u', {
          inner: many({ collection: 'people', element: 'person', output: ['votes', 'vote'], completion: 'numberOfCompletedInstances > 2' }),
        }) +
        userTask('over'),
      ['go -> u', 'u -> over'],
    ),
    drive: (driver) => {
      driver.start({ people: ['an', 'bình', 'chi', 'dũng'] });
      for (const vote of ['yes', 'no', 'yes']) driver.complete('u', { vote });
    },
  },
  'call-and-error': {
    bpmn: one(
      go + call('c', 'q', { inner: io({ x: 'n + 1' }, { y: 'z' }) }) + boundary('b', 'c', error('E1')) + userTask('r') + userTask('over'),
      ['go -> c', 'c -> over', 'b -> r'],
      process('q', userTask('qa') + gateway('exclusive', 'qx', { attrs: 'default="q_f3"' }) + end('fail', error('E1')) + end('fine'), [
        'qa -> qx',
        'qx -> fail : bad',
        'qx -> fine',
      ]),
    ),
    drive: (driver) => {
      driver.start({ n: 1 });
      driver.complete('qa', { bad: true });
    },
  },
  'loop-and-ad-hoc': {
    bpmn: one(
      go +
        userTask('l', { inner: bpmn.loop('again = true', { maximum: 3 }) }) +
        bpmn.adHoc('ah', [userTask('a') + userTask('b')], { completion: 'enough = true' }) +
        userTask('over'),
      ['go -> l', 'l -> ah', 'ah -> over'],
    ),
    drive: (driver) => {
      driver.start();
      driver.complete('l', { again: true });
      driver.complete('l', { again: false });
      for (const enough of [false, true]) {
        driver.send({ type: 'enableActivity', scope: driver.find('ah').id, node: 'a' });
        driver.complete('a', { enough });
      }
    },
  },
  incidents: {
    bpmn: one(go + job('w') + gateway('exclusive', 'x') + task('t') + userTask('over'), [
      'go -> w',
      'w -> x',
      'x -> t : n = 1',
      't -> over',
    ]),
    drive: (driver) => {
      driver.start();
      driver.send({ type: 'failJob', instance: driver.find('w').id, message: 'no answer' });
      driver.resolve('w');
      driver.job('w', { n: 2 });
      driver.resolve('x', { n: 1 });
    },
  },
  'people-and-repairs': {
    bpmn: one(
      go +
        userTask('a') +
        userTask('b', { attrs: 'tk:separateFrom="a"', inner: extension('<tk:outcomes><tk:outcome id="yes"/></tk:outcomes>') }) +
        userTask('c') +
        end('e'),
      ['go -> a', 'a -> b', 'b -> c', 'c -> e'],
    ),
    drive: (driver) => {
      driver.start();
      driver.complete('a');
      driver.send({ type: 'recallStep', target: 'a', scope: 1 });
      driver.complete('a');
      driver.as({ account: 'binh', person: 'p-binh', onBehalfOf: 'p-chi' });
      driver.send({
        type: 'addCompanion',
        instance: driver.find('b').id,
        position: 'before',
        task: { kind: 'opinion', name: 'Ý kiến', assignee: 'dung' },
      });
      driver.send({
        type: 'addCompanion',
        instance: driver.state?.i.find(([, node]) => node === 'b')?.[0] ?? 0,
        position: 'after',
        task: { kind: 'counterSign', name: 'Ký nháy' },
      });
      driver.send({ type: 'completeUserTask', instance: [...driver.rows.tasks.keys()].at(-1) ?? 0, variables: { opinion: 'đồng ý' } });
      driver.complete('b', {}, 'yes');
      driver.complete('b');
      driver.send({ type: 'returnToStep', instance: driver.find('c').id, target: 'b', variables: { reason: 'bổ sung' } });
      driver.send({ type: 'moveToken', cancel: [driver.find('b').id], activate: [{ scope: 1, node: 'c' }] });
    },
  },
  'account-approval': {
    bpmn: readFileSync(MODULE, 'utf8'),
    decision: {
      ok: true,
      value: [],
      record: { decision: 'accountRequestCheck', version: 'accountRequestCheck:1', input: {}, output: [], rules: {} },
    },
    deadline: { due: '2026-03-03T10:00:00.000Z', parameter: 'account-approval.decision', parameterVersion: '1' },
    drive: (driver) => {
      driver.start({
        caseId: 'c-1',
        request: { operation: 'CREATE', personName: 'Nguyễn Văn An', login: 'an.nv', unitPath: 'hn', reason: 'mới' },
        reason: null,
      });
      driver.job('lookUpFacts', { account: null, direct: false });
      driver.job('notifyDepartment');
      driver.fire('approveRequest#0');
      driver.as({ account: 'cuc', person: 'p-cuc' });
      driver.complete('approveRequest', {}, 'approve');
      driver.job('notifyApproved');
    },
  },
};
