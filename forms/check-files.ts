import type { Problem } from '../errors.ts';
import type { Check } from './check.ts';
import type { FileReference } from './file-reference.ts';

/** What was attached, against what the form allows: number, type and size. */
export function checkFiles({ field, value, wrong }: Check): Problem | undefined {
  const files = value as unknown as readonly FileReference[];
  const rules = field.files;
  if (!rules) return undefined;
  if (files.length < rules.minFiles) return wrong('form.tooFewFiles', { limit: rules.minFiles });
  if (files.length > rules.maxFiles) return wrong('form.tooManyFiles', { limit: rules.maxFiles });
  for (const file of files) {
    if (!isAllowed(file, rules.types)) return wrong('form.fileType', { name: file.name, types: rules.types.join(', ') });
    if (file.size > rules.maxBytes) return wrong('form.fileTooBig', { name: file.name, limit: rules.maxBytes });
  }
  return undefined;
}

function isAllowed({ name, type }: FileReference, types: readonly string[]): boolean {
  const small = name.toLowerCase();
  return (
    types.length === 0 ||
    types.some((one) => (one.startsWith('.') ? small.endsWith(one) : one.endsWith('/*') ? type.startsWith(one.slice(0, -1)) : type === one))
  );
}
