/** The table of attributes against what really happens to each of them. */
import test from 'ava';
import type { ExecutionContext } from 'ava';
import metaModel from 'bpmn-moddle/resources/bpmn/json/bpmn.json' with { type: 'json' };
import { ATTRIBUTE_SUPPORT, supportOf } from '../../../../engine/model/lint/attribute-support.ts';
import { createModdle } from '../../../../engine/model/parse.ts';
import { PROOFS } from './proofs.ts';
import { REASONS } from './reasons.ts';
import { localName } from './values.ts';

const types = (metaModel.types as readonly { name: string; isAbstract?: boolean }[]).filter(({ isAbstract }) => !isAbstract);
const moddle = createModdle();

/** A test for each type: of all attributes that it has, or of those that were proven on no type before it. */
export function proveAttributes(which: 'once' | 'all'): void {
  const proven = new Set<string>();
  for (const { name } of types) {
    const type = `bpmn:${name}`;
    const element = moddle.create(type, {});
    const all = element.$descriptor.properties.filter(({ definedBy }) => definedBy.name.startsWith('bpmn:'));
    const properties = which === 'all' ? all : all.filter((property) => !proven.has(keyOf(property)));
    for (const property of all) if (reasonOf(type, property) === undefined) proven.add(keyOf(property));
    if (properties.length === 0) continue;
    test(`${name}: each of ${properties.length} attributes is what the table says`, async (t) => {
      for (const property of properties) await prove(t, type, element, property);
    });
  }
}

type Element = ReturnType<typeof moddle.create>;
type Property = Element['$descriptor']['properties'][number];

const keyOf = ({ definedBy, name }: Property): string => `${definedBy.name}#${name}`;

/** Why nothing is to be seen of it on this type. */
function reasonOf(type: string, property: Property): string | undefined {
  const attribute = localName(property);
  return REASONS[`${type}.${attribute}`] ?? REASONS[`${property.definedBy.name}.${attribute}`] ?? REASONS[type];
}

async function prove(t: ExecutionContext, type: string, element: Element, property: Property): Promise<void> {
  const key = `${type}.${localName(property)}`;
  const reason = reasonOf(type, property);
  if (reason !== undefined) {
    t.true(reason.length > 10, key);
    return;
  }
  const support = ATTRIBUTE_SUPPORT[type]?.support === 'refused' ? 'refusedElement' : supportOf(element, property)?.support;
  if (!support) {
    t.fail(`${key} is not in the table`);
    return;
  }
  t.is(await PROOFS[support](type, property), undefined, `${key} is ${support}`);
}
