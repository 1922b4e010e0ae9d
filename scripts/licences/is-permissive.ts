/** Licences under which we may ship a dependency: they ask for attribution at most. SPDX identifiers. */
const PERMISSIVE: ReadonlySet<string> = new Set([
  '0BSD',
  'Apache-2.0',
  'BSD-2-Clause',
  'BSD-3-Clause',
  'BlueOak-1.0.0',
  'CC0-1.0',
  'ISC',
  'MIT',
  'MIT-0',
  // fonts: may be bundled and embedded, not sold by themselves
  'OFL-1.1',
  'PostgreSQL',
  'Python-2.0',
  'Unicode-3.0',
  'Unlicense',
  'Zlib',
]);

/** Reads an SPDX expression of OR and AND, with or without brackets around the whole. Anything else is not permissive. */
export function isPermissive(expression: string): boolean {
  const inner = expression.trim().replace(/^\((.*)\)$/, '$1');
  return inner.split(/ OR /).some((choice) => choice.split(/ AND /).every((licence) => PERMISSIVE.has(licence.trim())));
}
