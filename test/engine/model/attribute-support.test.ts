import { readFileSync } from 'node:fs';
import test from 'ava';
import metaModel from 'bpmn-moddle/resources/bpmn/json/bpmn.json' with { type: 'json' };
import { ATTRIBUTE_SUPPORT, supportOf, supportTable } from '../../../engine/model/lint/attribute-support.ts';
import { diagramOf } from '../../../engine/model/lint/diagram.ts';
import { elementSupport } from '../../../engine/model/lint/rules/element-support.ts';
import type { BpmnElement } from '../../../engine/model/bpmn-element.ts';
import type { Diagram } from '../../../engine/model/lint/diagram.ts';
import { createModdle } from '../../../engine/model/parse.ts';
import { bpmn, parseBpmnText } from './bpmn-text.ts';

test('every type and property of the meta-model is classified, and nothing else is', (t) => {
  const expected = Object.fromEntries(
    metaModel.types.map((type) => [`bpmn:${type.name}`, (type.properties ?? []).map(({ name }) => name).toSorted()]),
  );
  const classified = Object.fromEntries(
    Object.entries(ATTRIBUTE_SUPPORT).map(([type, { properties }]) => [type, Object.keys(properties).toSorted()]),
  );
  t.deepEqual(classified, expected);
});

test('verdicts are one of three, each with a clause of the standard; only refusals have exceptions', (t) => {
  for (const [type, element] of Object.entries(ATTRIBUTE_SUPPORT)) {
    t.regex(element.clause, /^\d+(\.\d+)*(, \d+(\.\d+)*)*$/, type);
    t.true(['executed', 'refused', 'descriptive'].includes(element.support), type);
    for (const [name, { support, except }] of Object.entries(element.properties)) {
      t.true(['executed', 'refused', 'descriptive'].includes(support), `${type}.${name}`);
      t.true(except === undefined || support === 'refused', `${type}.${name}`);
    }
  }
});

test('the default of a refused attribute is never refused', (t) => {
  for (const type of metaModel.types) {
    const element = ATTRIBUTE_SUPPORT[`bpmn:${type.name}`];
    if (element?.support === 'refused') continue;
    for (const property of type.properties ?? []) {
      const support = element?.properties[property.name];
      const byDefault = (property as { default?: string | number | boolean }).default;
      if (support?.support !== 'refused' || byDefault === undefined) continue;
      t.true(support.except?.includes(byDefault), `${type.name}.${property.name}`);
    }
  }
});

test('docs/bpmn-support.md shows the table as it is', (t) => {
  const documented = readFileSync(new URL('../../../docs/bpmn-support.md', import.meta.url), 'utf8');
  t.true(documented.includes(supportTable()), 'write supportTable() into docs/bpmn-support.md again');
});

test('every refused property of every element is found when it is set, and its harmless values pass', (t) => {
  const moddle = createModdle();
  const found = (element: BpmnElement) =>
    elementSupport({ elements: [element] } as unknown as Diagram).map(({ details }) => details?.['attribute']);
  let checked = 0;
  for (const { name, isAbstract } of metaModel.types as { name: string; isAbstract?: boolean }[]) {
    const type = `bpmn:${name}`;
    if (isAbstract || ATTRIBUTE_SUPPORT[type]?.support === 'refused') continue;
    const plain = moddle.create(type, {});
    for (const property of plain.$descriptor.properties) {
      const local = property.name.slice(property.name.indexOf(':') + 1);
      const support = supportOf(plain, property);
      if (support?.support !== 'refused' || property.isVirtual) continue;
      checked += 1;
      const simple: Record<string, unknown> = { Boolean: !support.except?.includes(true), Integer: 7, String: 'x' };
      const value = simple[property.type] ?? moddle.create('bpmn:Documentation', { text: 'x' });
      t.deepEqual(found(moddle.create(type, { [property.name]: property.isMany ? [value] : value })), [local], `${type}.${local}`);
      for (const harmless of support.except ?? [])
        t.deepEqual(found(moddle.create(type, { [property.name]: harmless })), [], `${type}.${local}`);
    }
  }
  t.true(checked > 75, `checked ${checked}`);
});

async function refusals(content: string): Promise<string[]> {
  const found = elementSupport(diagramOf(await parseBpmnText(content)));
  return found.map(({ code, path, details }) => `${code} ${path} ${String(details?.['attribute'] ?? details?.['type'])}`);
}

test('names element and attribute of what is not executed', async (t) => {
  t.deepEqual(await refusals('<bpmn:userTask id="u" startQuantity="2" completionQuantity="3"/>'), [
    'attributeRefused u startQuantity',
    'attributeRefused u completionQuantity',
  ]);
  t.deepEqual(await refusals('<bpmn:intermediateCatchEvent id="c" parallelMultiple="true"/>'), ['attributeRefused c parallelMultiple']);
  t.deepEqual(await refusals('<bpmn:transaction id="x" method="##Image"/>'), ['attributeRefused x method']);
  t.deepEqual(await refusals('<bpmn:scriptTask id="s" scriptFormat="javascript"><bpmn:script>1</bpmn:script></bpmn:scriptTask>'), [
    'attributeRefused s scriptFormat',
  ]);
  const loop = '<bpmn:task id="m"><bpmn:multiInstanceLoopCharacteristics id="l" behavior="One"/></bpmn:task>';
  t.deepEqual(await refusals(loop), ['attributeRefused m behavior']);
});

test('accepts the same attributes with the value that changes nothing', async (t) => {
  t.deepEqual(await refusals('<bpmn:userTask id="u" startQuantity="1" completionQuantity="1"/>'), []);
  t.deepEqual(await refusals('<bpmn:receiveTask id="r" instantiate="false"/>'), []);
  t.deepEqual(await refusals('<bpmn:eventBasedGateway id="g" instantiate="false" eventGatewayType="Exclusive"/>'), []);
  t.deepEqual(await refusals('<bpmn:transaction id="x" method="##Compensate"/>'), []);
});

test('names only the outermost of nested refusals', async (t) => {
  const association = `<bpmn:userTask id="u"><bpmn:dataInputAssociation id="a"><bpmn:assignment id="i"><bpmn:from>1</bpmn:from><bpmn:to>x</bpmn:to></bpmn:assignment></bpmn:dataInputAssociation></bpmn:userTask>`;
  t.deepEqual(await refusals(association), ['attributeRefused u assignment']);
});

test('refuses global tasks and choreographies by name', async (t) => {
  const definitions = await parseBpmnText(
    '',
    '<bpmn:globalUserTask id="g"/><bpmn:choreography id="c"><bpmn:choreographyTask id="k"/></bpmn:choreography>',
  );
  t.deepEqual(
    elementSupport(diagramOf(definitions)).map(({ code, path }) => `${code} ${path}`),
    ['elementRefused g', 'elementRefused c'],
  );
});

test('a diagram of plain elements has nothing to refuse', async (t) => {
  t.deepEqual(await refusals(bpmn.straight), []);
});
