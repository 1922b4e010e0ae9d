import type { Json } from '../expressions/json.ts';
import type { Attributes } from './attributes.ts';
import { isJsonObject, type CatalogueLookup, type Options } from './form.ts';

const CATALOGUE_KEY = /^[a-z][a-z0-9-]*$/;
const FIELD = /^\w{1,64}$/;
const isScalar = (value: Json | undefined): boolean => ['string', 'number', 'boolean'].includes(typeof value);

/** Where a field of choices has its values from: a catalogue, an expression, a variable, or the schema itself. */
export function compileOptions(attributes: Attributes): Options {
  const none: Options = { from: 'schema', values: [] };
  const catalogue = attributes.property('valuesCatalogue');
  if (catalogue !== undefined) return fromCatalogue(catalogue, attributes);
  const formula = attributes.text('valuesExpression');
  if (formula !== '') {
    const expression = attributes.expressionOf('valuesExpression', formula);
    return expression ? { from: 'expression', expression } : none;
  }
  const name = attributes.text('valuesKey');
  if (name !== '') return { from: 'variable', name };
  const list = attributes.raw('values');
  const values = Array.isArray(list) ? list.map((item: Json) => (isJsonObject(item) ? item['value'] : undefined)) : [];
  if (values.length > 0 && values.every(isScalar)) return { from: 'schema', values: values as Json[] };
  attributes.fault('formSchema.options');
  return none;
}

/** The editor leaves `values` behind when a catalogue is set beside it: the catalogue wins. */
function fromCatalogue(key: string, attributes: Attributes): Options {
  checkKey(key, attributes);
  const [asOf, parent] = [attributes.formula('catalogueAsOf'), attributes.formula('catalogueParent')];
  return { from: 'catalogue', key, ...(asOf && { asOf }), ...(parent && { parent }) };
}

/** A computed field with `valuesCatalogue` and `catalogueField` has what the catalogue says of the code. */
export function compileLookup(attributes: Attributes): CatalogueLookup | undefined {
  const [key, field] = [attributes.property('valuesCatalogue'), attributes.property('catalogueField')];
  if (key === undefined && field === undefined) return undefined;
  checkKey(key ?? '', attributes);
  if (!FIELD.test(field ?? '')) attributes.fault('formSchema.value', { attribute: 'properties.catalogueField' });
  const asOf = attributes.formula('catalogueAsOf');
  return { key: key ?? '', field: field ?? '', ...(asOf && { asOf }) };
}

function checkKey(key: string, attributes: Attributes): void {
  if (!CATALOGUE_KEY.test(key)) attributes.fault('formSchema.value', { attribute: 'properties.valuesCatalogue' });
}
