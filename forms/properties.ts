/**
 * What form-js has no word for is read from its custom `properties`, which its editor can set. A name that nobody knows refuses the
 * schema: a misspelt rule must not silently be no rule. docs/forms.md describes them.
 */
export const PROPERTIES: ReadonlySet<string> = new Set([
  'labelEn',
  'confidentiality',
  'findable',
  'access',
  'format',
  'validate',
  'message',
  'messageEn',
  'requiredIf',
  'visibleIf',
  'minItems',
  'maxItems',
  'earliest',
  'latest',
  'unitKinds',
  'numbering',
  'textEn',
  'birth',
  'sex',
  'valuesCatalogue',
  'catalogueAsOf',
  'catalogueParent',
  'catalogueField',
  'minFiles',
  'maxFiles',
  'maxBytes',
]);

/** Properties of the author's own begin so, and have no meaning here. */
export const FREE = 'x-';
