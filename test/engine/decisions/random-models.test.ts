import test from 'ava';
import fc from 'fast-check';
import type { Json } from '../../../expressions/json.ts';
import { compileDecisions } from '../../../engine/decisions/compile-decisions.ts';
import { evaluateDecision } from '../../../engine/decisions/evaluate-decision.ts';
import { fuelOf, NOW } from './dmn-builder.ts';
import { ASKED, randomInputs, randomModel } from './random-model.ts';

const BUDGET = 20_000;

test('on random models and inputs every decision answers, and answers the same again', async (t) => {
  let values = 0;
  let failures = 0;
  await fc.assert(
    fc.asyncProperty(randomModel, randomInputs, async (xml, given) => {
      const inputs = given as Record<string, Json>;
      const [first, second] = await Promise.all([compileDecisions(xml), compileDecisions(xml)]);
      for (const name of ASKED) {
        const [one, other] = [first, second].map(({ model }) => {
          const fuel = fuelOf(BUDGET);
          return { result: evaluateDecision(model, name, inputs, { now: NOW, fuel }), left: fuel.left() };
        });
        if (one?.result.ok) values += 1;
        else failures += 1;
        if (JSON.stringify(one) !== JSON.stringify(other)) return false;
      }
      return true;
    }),
    { numRuns: 150 },
  );
  t.true(values > 50 && failures > 50, `The generator is one-sided: ${values} values, ${failures} failures.`);
});

test('a damaged file never makes the compiler throw', async (t) => {
  await fc.assert(
    fc.asyncProperty(randomModel, fc.nat(), fc.nat(40), fc.string({ maxLength: 5 }), async (xml, at, length, replacement) => {
      const from = at % xml.length;
      const { model, problems } = await compileDecisions(xml.slice(0, from) + replacement + xml.slice(from + length));
      for (const name of ASKED) evaluateDecision(model, name, {}, { now: NOW, fuel: fuelOf(BUDGET) });
      return problems.every(({ code, message }) => code !== '' && message !== '');
    }),
    { numRuns: 150 },
  );
  t.pass();
});
