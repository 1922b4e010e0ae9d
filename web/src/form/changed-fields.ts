/** Which fields of a form the case has other values of by now than when it was opened. A list counts as one. */
import type { Json } from '../../../expressions/json.ts';
import type { JsonObject, ObjectShape } from '../../../forms/form.ts';
import { valueAt } from './at-pointer.ts';
import { labelsOf } from './labels-of.ts';
import type { FilledForm } from './use-filled-form.ts';

export interface ChangedField {
  readonly pointer: string;
  readonly label: string;
  readonly before: Json | undefined;
  readonly now: Json | undefined;
  /** nobody has filled it in otherwise here */
  readonly isUntouched: boolean;
  /** what is filled in here is what the case has */
  readonly isTaken: boolean;
}

export function changedFields(filled: FilledForm, fresh: JsonObject, language: string): readonly ChangedField[] {
  const labels = labelsOf(filled.open.components, language);
  return leavesOf(filled.open.form.shape, '').flatMap((pointer) => {
    const [before, now, typed] = [filled.kept(pointer), valueAt(fresh, pointer), filled.value(pointer)];
    if (same(before, now)) return [];
    const label = labels.get(pointer) ?? pointer;
    return [{ pointer, label, before, now, isUntouched: same(typed, before), isTaken: same(typed, now) }];
  });
}

function leavesOf(shape: ObjectShape, within: string): readonly string[] {
  return [...shape.entries].flatMap(([key, entry]): readonly string[] => {
    const pointer = `${within}/${key}`;
    if (entry.entry === 'object') return leavesOf(entry, pointer);
    if (entry.entry === 'field' && (entry.kind === 'computed' || entry.unseen === true || entry.barred === true)) return [];
    return [pointer];
  });
}

const same = (a: Json | undefined, b: Json | undefined): boolean => textOf(a) === textOf(b);
const textOf = (value: Json | undefined): string => JSON.stringify(value === undefined || value === '' || value === false ? null : value);
