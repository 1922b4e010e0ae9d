import type { Json } from '../expressions/json.ts';
import { fileReferences, type FileReference } from './file-reference.ts';
import { isStructure, type Field, type Form, type ObjectShape } from './form.ts';

export interface AttachedFile {
  /** JSON pointer of its field: `/documents/0/scan` */
  readonly pointer: string;
  readonly field: Field;
  readonly file: FileReference;
}

/** Every file that data of a form refers to. `data`: valid by the form. */
export function attachedFiles(form: Form, data: Readonly<Record<string, Json>>): readonly AttachedFile[] {
  return filesIn(form.shape, data, '');
}

function filesIn(shape: ObjectShape, value: Json | undefined, prefix: string): readonly AttachedFile[] {
  if (value === undefined || !isStructure(value)) return [];
  return [...shape.entries].flatMap(([key, entry]) => {
    const inside = value[key];
    const pointer = `${prefix}/${key}`;
    if (inside === undefined || inside === null) return [];
    if (entry.entry === 'object') return filesIn(entry, inside, pointer);
    if (entry.entry === 'list')
      return Array.isArray(inside) ? (inside as readonly Json[]).flatMap((row, at) => filesIn(entry.row, row, `${pointer}/${at}`)) : [];
    if (entry.kind !== 'files') return [];
    return (fileReferences(inside) ?? []).map((file) => ({ pointer, field: entry, file }));
  });
}
