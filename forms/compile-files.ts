import type { Attributes } from './attributes.ts';
import type { FileRules } from './form.ts';

const MOST_FILES = 100;
/** 50 MiB, unless the form says otherwise */
const USUAL_BYTES = 52_428_800;
const TYPE = /^(\.[a-z0-9]{1,16}|[a-z0-9.+-]{1,64}\/(\*|[a-z0-9.+-]{1,100}))$/;

/** `accept` and `multiple` are form-js's own; numbers and sizes are properties. */
export function compileFiles(attributes: Attributes): FileRules {
  const types = attributes
    .text('accept')
    .split(',')
    .map((type) => type.trim().toLowerCase())
    .filter(Boolean);
  if (!types.every((type) => TYPE.test(type))) attributes.fault('formSchema.value', { attribute: 'accept' });
  const multiple = attributes.flag('multiple', false);
  if (typeof multiple !== 'boolean') attributes.fault('formSchema.value', { attribute: 'multiple' });
  const maxFiles = attributes.propertyNumber('maxFiles') ?? (multiple === false ? 1 : MOST_FILES);
  const minFiles = attributes.propertyNumber('minFiles') ?? 0;
  if (maxFiles > MOST_FILES || maxFiles < 1 || minFiles > maxFiles || (multiple === false && maxFiles > 1))
    attributes.fault('formSchema.value', { attribute: 'properties.maxFiles' });
  return { types, minFiles, maxFiles, maxBytes: attributes.propertyNumber('maxBytes') ?? USUAL_BYTES };
}
