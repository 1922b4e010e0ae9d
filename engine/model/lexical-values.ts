/**
 * Truth values and numbers as they are written. The reader takes any word but `true` for false and `3x` for 3, so that
 * `cancelActivity="1"` would silently become a non-interrupting event: such values are refused before.
 */
import bpmn from 'bpmn-moddle/resources/bpmn/json/bpmn.json' with { type: 'json' };
import trinhKy from './extension/trinh-ky.json' with { type: 'json' };
import type { Finding } from './lint/finding.ts';
import type { XmlElement } from './xml-guard.ts';

interface Descriptor {
  readonly uri: string;
  readonly types: readonly {
    readonly properties?: readonly { readonly name: string; readonly type?: string; readonly isAttr?: boolean }[];
  }[];
}

const ALLOWED: Readonly<Record<string, { readonly form: RegExp; readonly words: string }>> = {
  Boolean: { form: /^(?:true|false)$/, words: 'true, false' },
  Integer: { form: /^-?\d{1,9}$/, words: '0, 1, 2, …' },
};

const TYPES = new Map([bpmn, trinhKy].map((descriptor) => [descriptor.uri, attributeTypes(descriptor)]));

/** Findings `attributeValue` of one element. */
export function lexicalFaults(element: XmlElement, lineOf: (offset: number) => number): Finding[] {
  return element.attributes.flatMap(({ namespace, name, value }) => {
    const allowed = ALLOWED[TYPES.get(namespace === '' ? element.namespace : namespace)?.get(name) ?? ''];
    if (!allowed || allowed.form.test(value)) return [];
    const path = element.attributes.find((attribute) => attribute.namespace === '' && attribute.name === 'id')?.value ?? '';
    const details = { element: path, attribute: name, value: value.slice(0, 100), allowed: allowed.words, line: lineOf(element.at) };
    const message = `Expected attribute '${name}' in line ${details.line} to be one of ${allowed.words}, but it is '${details.value}'.`;
    return [{ severity: 'error', code: 'attributeValue', path, message, details }];
  });
}

function attributeTypes({ types }: Descriptor): ReadonlyMap<string, string> {
  const attributes = types.flatMap(({ properties = [] }) => properties.filter(({ isAttr }) => isAttr));
  return new Map(attributes.map(({ name, type = '' }) => [name, type]));
}
