import type { Expression } from '../expressions/contract.ts';
import type { Entry, Field, Form, ListShape, ObjectShape } from './form.ts';

/** Places of fields, as fieldsOf gives them. */
export interface FieldAccess {
  readonly unreadable: ReadonlySet<string>;
  readonly unwritable: ReadonlySet<string>;
}

/**
 * The form as somebody may fill it in: fields that are not theirs to write are barred, those that are not theirs to read unseen. A list
 * is sent as a whole: where a field of its rows is kept from somebody, so is the list, but for one whose rows are fixed. `onPage`: what
 * they can neither write nor read is hidden; the server still checks what the case has of it.
 */
export function withAccess(form: Form, access: FieldAccess, onPage = false): Form {
  if (access.unreadable.size === 0 && access.unwritable.size === 0) return form;
  const field = (entry: Field, path: string, all: boolean): Field => {
    const barred = all || access.unwritable.has(path);
    const unseen = access.unreadable.has(path);
    const hidden = onPage && barred && unseen;
    return { ...entry, ...(barred && { barred }), ...(unseen && { unseen }), ...(hidden && { hides: [ALWAYS] }) };
  };
  const list = (entry: ListShape, path: string, all: boolean): ListShape => {
    const row = object(entry.row, `${path}[].`, all);
    const barred = all || (!entry.fixed && keepsSomething(row));
    return { ...entry, row: barred ? object(entry.row, `${path}[].`, true) : row, ...(barred && { barred }) };
  };
  const object = (shape: ObjectShape, prefix: string, all: boolean): ObjectShape => ({
    ...shape,
    entries: new Map(
      [...shape.entries].map(([key, entry]): [string, Entry] => {
        const path = `${prefix}${key}`;
        if (entry.entry === 'field') return [key, field(entry, path, all)];
        return [key, entry.entry === 'list' ? list(entry, path, all) : object(entry, `${path}.`, all)];
      }),
    ),
  });
  return { ...form, shape: object(form.shape, '', false) };
}

const ALWAYS: Expression = { source: 'true', inputs: [], evaluate: () => true };

function keepsSomething({ entries }: ObjectShape): boolean {
  return [...entries.values()].some((entry) => {
    if (entry.entry === 'object') return keepsSomething(entry);
    return entry.barred === true || (entry.entry === 'field' ? entry.unseen === true : keepsSomething(entry.row));
  });
}
