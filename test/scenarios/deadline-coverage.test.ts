import test from 'ava';
import { compileModule } from '../../scenarios/compile-module.ts';
import { untriedTerms } from '../../scenarios/deadline-coverage.ts';
import { diagram, flow, moduleOf, play, process, TEN_DAYS } from './small-module.ts';

const content = moduleOf(
  diagram(
    process(`<startEvent id="s"/><userTask id="decide" tk:candidateRoles="judge" tk:dueParameter="p.decide">
      <extensionElements><tk:outcomes><tk:outcome id="yes"/><tk:outcome id="again"/></tk:outcomes></extensionElements></userTask>
      <exclusiveGateway id="which" default="which-end"/><endEvent id="end"/>
      ${flow('s', 'decide')}${flow('decide', 'which')}${flow('which', 'end')}${flow('which', 'decide', 'outcome = &quot;again&quot;')}`),
  ),
  { parameters: [{ ...TEN_DAYS, onSupplement: 'restart' }] },
);

async function untried(...stories: readonly (readonly unknown[])[]): Promise<readonly string[]> {
  return untriedTerms(await compileModule(content), await Promise.all(stories.map(async (steps) => await play(content, steps))));
}

const at = (day: string): object => ({ at: `${day}T16:00+07:00` });
const done = (outcome: string): object => ({ complete: 'decide', by: 'binh', outcome });

test('a term that is always met early is tried neither on its last day nor late, nor does it start again', async (t) => {
  t.deepEqual(await untried([done('yes')]), ['p.decide: last day', 'p.decide: a day late', 'p.decide: started again']);
});

test('the last day, the day after and a second start each count once they happened to a case', async (t) => {
  t.deepEqual(await untried([at('2026-12-03'), done('yes')]), ['p.decide: a day late', 'p.decide: started again']);
  t.deepEqual(await untried([at('2026-12-04'), done('yes')]), ['p.decide: last day', 'p.decide: started again']);
  t.deepEqual(await untried([at('2026-12-03'), done('again'), at('2026-12-20')]), []);
});

test('a date that is only calculated has tried nothing', async (t) => {
  const probe = { deadline: 'p.decide', from: '2026-11-23T09:00+07:00', due: '2026-12-03' };
  t.deepEqual(await untried([probe, done('yes')]), ['p.decide: last day', 'p.decide: a day late', 'p.decide: started again']);
});
