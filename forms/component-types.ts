import type { FieldKind } from './form.ts';

/** Components of form-js (editor 1.23.0, schema version 19) that show something and hold no data. */
export const PRESENTATION: ReadonlySet<string> = new Set([
  'text',
  'html',
  'image',
  'button',
  'spacer',
  'separator',
  'iframe',
  'table',
  'documentPreview',
]);

/** Components that hold others; a dynamiclist holds rows and is compiled by itself. */
export const CONTAINERS: ReadonlySet<string> = new Set(['group']);

/** Components that hold a value. A datetime is a date, a time or both, by its subtype. */
export const FIELD_TYPES: ReadonlyMap<string, FieldKind> = new Map<string, FieldKind>([
  ['textfield', 'text'],
  ['textarea', 'text'],
  ['number', 'number'],
  ['datetime', 'date'],
  ['checkbox', 'boolean'],
  ['select', 'choice'],
  ['radio', 'choice'],
  ['checklist', 'choices'],
  ['taglist', 'choices'],
  ['filepicker', 'files'],
  ['expression', 'computed'],
]);
