import test from 'ava';
import type { ExecutionContext } from 'ava';
import metaModel from 'bpmn-moddle/resources/bpmn/json/bpmn.json' with { type: 'json' };
import { ATTRIBUTE_SUPPORT, supportOf } from '../../../../engine/model/lint/attribute-support.ts';
import { createModdle } from '../../../../engine/model/parse.ts';
import { HOMES, PREFERRED } from './homes.ts';
import { PREPARED } from './prepared.ts';
import { PROOFS } from './proofs.ts';
import { REASONS, SCENARIOS } from './reasons.ts';
import { SINGLE } from './single-values.ts';
import { localName } from './values.ts';

const types = (metaModel.types as readonly { name: string; isAbstract?: boolean }[]).filter(({ isAbstract }) => !isAbstract);
const moddle = createModdle();

for (const { name } of types) {
  const type = `bpmn:${name}`;
  const element = moddle.create(type, {});
  const properties = element.$descriptor.properties.filter(({ definedBy }) => definedBy.name.startsWith('bpmn:'));
  test(`${name}: each of ${properties.length} attributes is what the table says`, async (t: ExecutionContext) => {
    for (const property of properties) {
      const attribute = localName(property);
      const key = `${type}.${attribute}`;
      const reason = REASONS[key] ?? REASONS[`${property.definedBy.name}.${attribute}`] ?? REASONS[type];
      if (reason !== undefined) {
        t.true(reason.length > 10, key);
        continue;
      }
      const support = ATTRIBUTE_SUPPORT[type]?.support === 'refused' ? 'refusedElement' : supportOf(element, property)?.support;
      if (!support) {
        t.fail(`${key} is not in the table`);
        continue;
      }
      const fault = await PROOFS[support](type, property);
      t.is(fault, undefined, `${key} is ${support}`);
    }
  });
}

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
