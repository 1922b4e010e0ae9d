/** Each attribute on one type that has it; test/slow/every-attribute.test.ts proves each of each type, inherited ones too. */
import test from 'ava';
import metaModel from 'bpmn-moddle/resources/bpmn/json/bpmn.json' with { type: 'json' };
import { createModdle } from '../../../../engine/model/parse.ts';
import { HOMES, PREFERRED } from './homes.ts';
import { PREPARED } from './prepared.ts';
import { proveAttributes } from './prove-attributes.ts';
import { REASONS, SCENARIOS } from './reasons.ts';
import { SINGLE } from './single-values.ts';
import { localName } from './values.ts';

const moddle = createModdle();

proveAttributes('once');

test('what is left out, prepared or chosen is an attribute that BPMN has', (t) => {
  const known = new Set(
    metaModel.types.flatMap(({ name }) => {
      const { properties } = moddle.create(`bpmn:${name}`, {}).$descriptor;
      return [`bpmn:${name}`, ...properties.map((property) => `bpmn:${name}.${localName(property)}`)];
    }),
  );
  const named = [REASONS, SCENARIOS, PREPARED, SINGLE, PREFERRED, HOMES].flatMap((data) => Object.keys(data));
  t.deepEqual(
    named.filter((key) => !known.has(key)),
    [],
  );
});
