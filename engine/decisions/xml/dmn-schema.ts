/**
 * dmn-moddle describes DMN 1.3. This extends its description to DMN 1.5 (boxed conditional, filter and iterators of 1.4, type
 * constraints of 1.5), reads the namespaces of DMN 1.1 to 1.5 as one language, and lets every child repeat: moddle keeps the
 * last of two children where the schema allows one, and a lost child must be an error here.
 */
import { DmnModdle } from 'dmn-moddle';
import dmn13 from 'dmn-moddle/resources/dmn/json/dmn13.json' with { type: 'json' };

interface Property {
  readonly name: string;
  readonly type: string;
  readonly isAttr?: boolean;
  readonly isMany?: boolean;
  readonly isBody?: boolean;
  readonly xml?: { readonly serialize: string };
}
interface Type {
  readonly name: string;
  readonly superClass?: readonly string[];
  readonly isAbstract?: boolean;
  readonly properties?: readonly Property[];
}

const asProperty = { serialize: 'property' };
const child = (name: string, type = 'ChildExpression'): Property => ({ name, type, xml: asProperty });

const NEW_TYPES: readonly Type[] = [
  {
    name: 'ChildExpression',
    properties: [
      { name: 'id', type: 'String', isAttr: true },
      { name: 'typeRef', type: 'String', isAttr: true },
      { name: 'value', type: 'Expression' },
    ],
  },
  { name: 'Conditional', superClass: ['Expression'], properties: [child('if'), child('then'), child('else')] },
  { name: 'Filter', superClass: ['Expression'], properties: [child('in'), child('match')] },
  {
    name: 'Iterator',
    superClass: ['Expression'],
    isAbstract: true,
    properties: [{ name: 'iteratorVariable', type: 'String', isAttr: true }, child('in')],
  },
  { name: 'For', superClass: ['Iterator'], properties: [child('return')] },
  { name: 'Quantified', superClass: ['Iterator'], isAbstract: true, properties: [child('satisfies')] },
  { name: 'Some', superClass: ['Quantified'] },
  { name: 'Every', superClass: ['Quantified'] },
];

const NEW_PROPERTIES: Readonly<Record<string, readonly Property[]>> = {
  ItemDefinition: [{ name: 'typeConstraint', type: 'UnaryTests', xml: asProperty }],
};

function extended(): unknown {
  const types = [...(dmn13.types as readonly Type[]), ...NEW_TYPES].map((type) => ({
    ...type,
    properties: [...(type.properties ?? []), ...(NEW_PROPERTIES[type.name] ?? [])].map((property) =>
      property.isAttr || property.isBody ? property : { ...property, isMany: true },
    ),
  }));
  return { ...dmn13, types };
}

/** Model namespaces of DMN 1.1, 1.2, 1.3, 1.4 and 1.5. */
export const MODEL_NAMESPACES: readonly string[] = [
  'http://www.omg.org/spec/DMN/20151101/dmn.xsd',
  'http://www.omg.org/spec/DMN/20180521/MODEL/',
  'https://www.omg.org/spec/DMN/20191111/MODEL/',
  'https://www.omg.org/spec/DMN/20211108/MODEL/',
  'https://www.omg.org/spec/DMN/20230324/MODEL/',
];

const DIAGRAM_NAMESPACES = ['http://www.omg.org/spec/DMN/20180521/DMNDI/', 'https://www.omg.org/spec/DMN/20230324/DMNDI/'];

const nsMap = Object.fromEntries([
  ...MODEL_NAMESPACES.map((uri) => [uri, 'dmn']),
  ...DIAGRAM_NAMESPACES.map((uri) => [uri, 'dmndi']),
]) as Record<string, string>;

export const dmnModdle = new DmnModdle({ dmn: extended() }, { nsMap });
