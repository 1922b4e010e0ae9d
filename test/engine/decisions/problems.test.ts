import test from 'ava';
import { compileDecisions } from '../../../engine/decisions/compile-decisions.ts';
import { evaluateDecision } from '../../../engine/decisions/evaluate-decision.ts';
import en from '../../../engine/decisions/messages/en.json' with { type: 'json' };
import vi from '../../../engine/decisions/messages/vi.json' with { type: 'json' };
import { decision, dmn, fuelOf, input, literal, NOW } from './dmn-builder.ts';
import { dmnProblem, type DmnProblemCode } from '../../../engine/decisions/problem.ts';

const placeholders = (text: string) => [...text.matchAll(/\{(\w+)\}/g)].map(([, name]) => name ?? '');

test('every problem has a message and a remedy in Vietnamese and in English', (t) => {
  t.deepEqual(Object.keys(vi), Object.keys(en));
  for (const texts of [...Object.values(vi), ...Object.values(en)]) t.truthy(texts.message && texts.remedy);
});

test('the Vietnamese text asks for no detail that the problem does not have', (t) => {
  for (const code of Object.keys(en) as DmnProblemCode[]) {
    const known = new Set([...placeholders(en[code].message + en[code].remedy), 'offset']);
    for (const name of placeholders(vi[code].message + vi[code].remedy)) t.true(known.has(name), `${code}: {${name}}`);
  }
});

test('a problem fills its text from its details and names its element', (t) => {
  t.deepEqual(dmnProblem('dmnType', 'in_x', { type: 'tNothing' }), {
    code: 'dmnType',
    path: 'in_x',
    message: "Type 'tNothing' of 'in_x' is not defined.",
    remedy: 'Define it as an item definition, or use a FEEL type such as number, string, boolean, date.',
    details: { element: 'in_x', type: 'tNothing' },
  });
});

test('a model that lost a part to a problem answers nothing, even where that part was not asked for', async (t) => {
  const lost = '<decision id="A" name="A"><oracle/></decision>';
  const { model } = await compileDecisions(dmn(input('x') + lost + decision('B', literal('1'))));
  t.like(evaluateDecision(model, 'B', {}, { now: NOW, fuel: fuelOf(100) }), { ok: false, problem: { code: 'dmnModelRefused' } });
});

test('a part that cannot run fails by itself; the others still answer', async (t) => {
  const { model, problems } = await compileDecisions(dmn(input('x') + decision('A', literal('1 +')) + decision('B', literal('1'))));
  t.deepEqual(
    problems.map(({ code }) => code),
    ['dmnExpression'],
  );
  t.like(evaluateDecision(model, 'A', {}, { now: NOW, fuel: fuelOf(100) }), { ok: false, problem: { code: 'dmnExpression' } });
  t.like(evaluateDecision(model, 'B', {}, { now: NOW, fuel: fuelOf(100) }), { ok: true, value: 1 });
});
